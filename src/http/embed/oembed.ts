import { isDrawn } from '../saved-queries/chart/shown-view.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import type { AddressedQuery } from '../saved-queries/query.ts';
import { frameOf } from './snippet.ts';

const size = { width: 640, height: 480, least: 200 } as const;
const thumbnailWidth = 400;

interface Asked {
  query: AddressedQuery;
  lang: PageLanguage;
  origin: string;
  addressOf(ending: string): string;
  /** What the site that asks has room for; null where it does not say. */
  maxWidth: number | null;
  maxHeight: number | null;
}

/** The answer to a site that has been given the address of a query: a frame to show. https://oembed.com */
export function oembedOf({ query, lang, origin, addressOf, maxWidth, maxHeight }: Asked): object {
  const width = Math.max(size.least, Math.min(size.width, maxWidth ?? size.width));
  const height = Math.max(size.least, Math.min(size.height, maxHeight ?? size.height));
  const title = query.title[lang];
  return {
    type: 'rich',
    version: '1.0',
    title,
    provider_name: 'JobTech Graph',
    provider_url: origin,
    cache_age: 3600,
    html: frameOf(addressOf('html'), title, { width: String(width), height: String(height) }),
    width,
    height,
    ...(query.isQuery &&
      isDrawn(query.view) && { thumbnail_url: addressOf('png'), thumbnail_width: thumbnailWidth * 2 }),
  };
}
