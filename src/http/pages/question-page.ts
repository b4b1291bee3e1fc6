import { z } from 'zod';
import { html } from '../markup.ts';
import type { Rendering } from '../saved-queries/format.ts';
import { markMarkup } from '../saved-queries/html/sources.ts';
import { pictureOf } from './compass-page.ts';
import { position, positionMarkup } from './position.ts';
import { footOf, pathIn, type SitePage, sitePage } from './site-page.ts';

const answer = z.object({
  question: z.object({
    number: z.number(),
    shortTitle: z.string(),
    text: z.string(),
    proposition: z.string().nullable(),
    positions: z.array(position.extend({ party: z.object({ code: z.string(), name: z.string() }) })),
  }),
});

const words = {
  sv: { all: 'Alla frågor', proposition: 'Att stödja betyder att stödja detta', number: 'Fråga' },
  en: { all: 'All questions', proposition: 'To support means to support this', number: 'Question' },
} as const;

/** What every party answered to one question. */
export function questionPage(page: SitePage, rendering: Rendering, compass: string): string {
  const { lang } = page;
  const own = words[lang];
  const { number, shortTitle, text, proposition, positions } = answer.parse(rendering.answer.data).question;
  const title = `${own.number} ${number}: ${shortTitle}`;
  return sitePage(page, {
    title,
    description: text,
    picture: pictureOf(page, rendering, title),
    body: html`<p><a href="${pathIn(lang, compass)}">${own.all}</a></p><h1>${title}</h1>${markMarkup(rendering)}
<p>${text}</p>${proposition ? html`<p>${own.proposition}: ${proposition}</p>` : null}
${positions.map(
  (one) =>
    html`<section class="question"><h2 id="${one.party.code}"><a href="${pathIn(lang, `${compass}/party/${encodeURIComponent(one.party.code)}`)}">${one.party.name}</a></h2>${positionMarkup(one, rendering)}</section>
`,
)}
${footOf(rendering)}`,
  });
}
