import { escaped } from '../markup.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import type { AddressedQuery } from '../saved-queries/query.ts';
import { frameOf } from './snippet.ts';

const size = { width: 640, height: 480, least: 200 } as const;

export interface Thumbnail {
  address: string;
  width: number;
  height: number;
}

interface Asked {
  query: AddressedQuery;
  lang: PageLanguage;
  origin: string;
  addressOf(ending: string): string;
  /** A picture of the answer; null where there is none, or no room for it. */
  thumbnail: Thumbnail | null;
  /** What the site that asks has room for; null where it does not say. */
  maxWidth: number | null;
  maxHeight: number | null;
  /** Whether the site may keep it. */
  isLasting: boolean;
}

/** The answer to a site that has been given the address of a query: a frame to show. https://oembed.com */
export function oembedOf({
  query,
  lang,
  origin,
  addressOf,
  thumbnail,
  maxWidth,
  maxHeight,
  isLasting,
}: Asked): Readonly<Record<string, string | number>> {
  const width = Math.max(size.least, Math.min(size.width, maxWidth ?? size.width));
  const height = Math.max(size.least, Math.min(size.height, maxHeight ?? size.height));
  const title = query.title[lang];
  return {
    type: 'rich',
    version: '1.0',
    title,
    provider_name: 'JobTech Graph',
    provider_url: origin,
    cache_age: isLasting ? 3600 : 0,
    html: frameOf(addressOf('html'), title, { width: String(width), height: String(height) }),
    width,
    height,
    ...(thumbnail && {
      thumbnail_url: thumbnail.address,
      thumbnail_width: thumbnail.width,
      thumbnail_height: thumbnail.height,
    }),
  };
}

/** The same as XML. */
export function oembedXml(answer: ReturnType<typeof oembedOf>): string {
  const elements = Object.entries(answer).map(
    ([name, value]) => `<${name}>${escaped(String(value))}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${elements.join('')}</oembed>\n`;
}
