import { html, type Markup } from '../markup.ts';
import type { Rendering } from '../saved-queries/format.ts';
import { endingsOf } from '../saved-queries/formats.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import { pageOf } from '../saved-queries/html/page.ts';
import { sourcesMarkup } from '../saved-queries/html/sources.ts';
import { siteWords } from './words.ts';

/** A page with an address of its own. */
export interface SitePage {
  lang: PageLanguage;
  /** The address of the gateway. */
  origin: string;
  /** Where the page is, without a language. */
  path: string;
}

interface Content {
  title: string;
  description: string;
  /** Address of a picture of it, and what the picture shows; null without one. */
  picture: { address: string; text: string } | null;
  body: Markup;
}

const locales = { sv: 'sv_SE', en: 'en_GB' } as const;
/** Of a picture in links of other sites, drawn at half of it. */
const pictureWidth = 1200;
export const drawnWidth = pictureWidth / 2;

/** The path of a page in a language; Swedish needs no parameter. */
export const pathIn = (lang: PageLanguage, path: string): string =>
  lang === 'sv' ? path : `${path}?lang=${lang}`;

/** The frame of all pages, with what other sites show of a link to them. */
export function sitePage(page: SitePage, { title, description, picture, body }: Content): string {
  const { lang, origin, path } = page;
  const words = siteWords(lang);
  const other = lang === 'sv' ? 'en' : 'sv';
  const address = `${origin}${pathIn(lang, path)}`;
  const property = (name: string, content: string) => html`<meta property="${name}" content="${content}">`;
  const links = [
    ['/compass', words.compass],
    ['/data-gaps', words.gaps],
    ['/sources', words.sources],
    ['/q', words.queries],
  ] as const;
  return pageOf({
    lang,
    title,
    head: [
      html`<meta name="description" content="${description}"><link rel="canonical" href="${address}">`,
      ...(['sv', 'en'] as const).map(
        (one) => html`<link rel="alternate" hreflang="${one}" href="${origin}${pathIn(one, path)}">`,
      ),
      property('og:type', 'website'),
      property('og:site_name', 'JobTech Graph'),
      property('og:title', title),
      property('og:description', description),
      property('og:url', address),
      property('og:locale', locales[lang]),
      ...(picture
        ? [
            property('og:image', picture.address),
            property('og:image:type', 'image/png'),
            property('og:image:width', String(pictureWidth)),
            property('og:image:alt', picture.text),
            html`<meta name="twitter:card" content="summary_large_image">`,
          ]
        : []),
    ],
    body: html`<header><nav aria-label="${words.pages}"><ul>${links.map(
      ([to, text]) =>
        html`<li><a href="${to === '/q' ? `/q?lang=${lang}` : pathIn(lang, to)}"${path === to ? html` aria-current="page"` : null}>${text}</a></li>`,
    )}<li><a href="${pathIn(other, path)}" lang="${other}" hreflang="${other}">${words.other}</a></li></ul></nav></header>
<main>
${body}
</main>`,
  });
}

/** What stands below every page: where its data are from, and the same data as files. */
export function footOf(rendering: Rendering): Markup {
  const { query, lang, addressOf } = rendering;
  const words = siteWords(lang);
  return html`<section><h2>${words.sources}</h2>${sourcesMarkup(rendering)}</section>
<nav aria-label="${words.files}"><h2>${words.files}</h2><ul><li><a href="${addressOf('')}">${query.title[lang]}</a></li>${endingsOf(
    query,
  ).map((ending) => html`<li><a href="${addressOf(ending)}">.${ending}</a></li>`)}</ul></nav>`;
}
