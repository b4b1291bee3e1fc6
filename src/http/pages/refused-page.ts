import { html } from '../markup.ts';
import { reasonMarkup } from '../saved-queries/html/reason.ts';
import type { Reason } from '../saved-queries/words/reason.ts';
import { pathIn, type SitePage, sitePage } from './site-page.ts';

const words = {
  sv: {
    missing: 'Sidan finns inte',
    missingText: 'Adressen leder ingenstans. Den kan vara felskriven, eller så har sidan tagits bort.',
    refused: 'Sidan kan inte visas nu',
    refusedText: 'Försök igen om en stund.',
    compass: 'Till valkompassen',
    queries: 'Till de sparade frågorna',
  },
  en: {
    missing: 'The page does not exist',
    missingText: 'The address leads nowhere. It may be misspelt, or the page has been taken down.',
    refused: 'The page cannot be shown now',
    refusedText: 'Try again in a moment.',
    compass: 'To the election compass',
    queries: 'To the saved queries',
  },
} as const;

/** Says why there is no page, and where to go instead. */
export function refusedPage(page: SitePage, { status, reason }: { status: number; reason: Reason }): string {
  const own = words[page.lang];
  const isMissing = status < 429;
  const title = isMissing ? own.missing : own.refused;
  return sitePage(page, {
    title,
    description: title,
    picture: null,
    body: html`<h1>${title}</h1><p>${isMissing ? own.missingText : own.refusedText}</p>${
      isMissing ? null : html`<p class="quiet">${reasonMarkup(reason)}</p>`
    }<ul><li><a href="${pathIn(page.lang, '/compass')}">${own.compass}</a></li><li><a href="/q?lang=${page.lang}">${own.queries}</a></li></ul>`,
  });
}
