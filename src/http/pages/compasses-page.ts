import { html } from '../markup.ts';
import type { Choice } from '../saved-queries/choices.ts';
import { pathIn, type SitePage, sitePage } from './site-page.ts';
import { siteWords } from './words.ts';

const words = {
  sv: { about: 'Vad partierna svarade på föreningens frågor.' },
  en: { about: 'What the parties answered to the questions of the association.' },
} as const;

/** Every compass. */
export function compassesPage(page: SitePage, compasses: readonly Choice[]): string {
  const { lang } = page;
  const title = siteWords(lang).compass;
  const { about } = words[lang];
  return sitePage(page, {
    title,
    description: about,
    picture: null,
    body: html`<h1>${title}</h1><p>${about}</p><ul>${compasses.map(
      ({ value, label }) =>
        html`<li><a href="${pathIn(lang, `/compass/${encodeURIComponent(value)}`)}">${label}</a></li>`,
    )}</ul>`,
  });
}
