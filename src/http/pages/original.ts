import { z } from 'zod';
import { html, isWebAddress, type Markup } from '../markup.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import { stateName } from '../saved-queries/source-lines.ts';
import { licenceIn } from '../saved-queries/words/licence.ts';
import { siteWords } from './words.ts';

export const provenance = z.object({
  state: z.string().nullish(),
  licence: z.string().nullish(),
  /** The document and its lines. */
  locator: z.string().nullish(),
  url: z.string().nullish(),
});

/** Where something is stated: its lines in the original, its licence and its state. */
export function originalMarkup(
  { state, licence, locator, url }: z.output<typeof provenance>,
  lang: PageLanguage,
): Markup {
  const words = siteWords(lang);
  const place = (locator ?? url ?? '').replace(/, lines? (?=\d[\d–-]*$)/, `, ${words.lines} `);
  const terms = licenceIn(lang, licence);
  return html`<p class="quiet">${words.original}: ${
    url && isWebAddress(url) ? html`<a href="${url}" rel="noopener">${place}</a>` : place
  } · ${words.licence}: ${isWebAddress(terms) ? html`<a href="${terms}" rel="noopener license">${terms}</a>` : terms}${
    state ? html` · ${stateName(state, lang)}` : null
  }</p>`;
}
