import { z } from 'zod';
import { html } from '../markup.ts';
import type { Rendering } from '../saved-queries/format.ts';
import { markMarkup } from '../saved-queries/html/sources.ts';
import { Problem } from '../saved-queries/problem.ts';
import { pictureOf } from './compass-page.ts';
import { position, positionMarkup } from './position.ts';
import { footOf, pathIn, type SitePage, sitePage } from './site-page.ts';

const answer = z.object({
  party: z.object({
    code: z.string(),
    name: z.string(),
    positions: z.array(
      position.extend({ question: z.object({ number: z.number(), shortTitle: z.string() }) }),
    ),
  }),
});

const words = {
  sv: {
    title: (party: string) => `${party} i valkompassen`,
    about: (party: string) => `Vad ${party} svarade på varje fråga, eller varför svar saknas.`,
    all: 'Alla partiers svar',
    since: 'Vad partiet gjort sedan svaret',
  },
  en: {
    title: (party: string) => `${party} in the election compass`,
    about: (party: string) => `What ${party} answered to each question, or why there is no answer.`,
    all: 'The answers of all parties',
    since: 'What the party has done since its answer',
  },
} as const;

/** What one party answered. */
export function partyPage(page: SitePage, rendering: Rendering, compass: string): string {
  const { lang } = page;
  const own = words[lang];
  const { code, name, positions } = answer.parse(rendering.answer.data).party;
  if (positions.length === 0) throw new Problem('NOT_FOUND', `${code} is not in the compass.`);
  const title = own.title(name);
  return sitePage(page, {
    title,
    description: own.about(name),
    picture: pictureOf(page, rendering, title),
    body: html`<p><a href="${pathIn(lang, compass)}">${own.all}</a></p><h1>${title}</h1>${markMarkup(rendering)}
<p>${own.about(name)}</p>
${positions.map((one) => {
  const { number, shortTitle } = one.question;
  const since = new URLSearchParams({ number: String(number), party: code, lang });
  return html`<section class="question"><h2 id="${number}"><a href="${pathIn(lang, `${compass}/question/${number}`)}">${number}. ${shortTitle}</a></h2>${positionMarkup(one, rendering)}${
    one.status === 'ANSWERED'
      ? html`<p><a href="/q/follow-up?questionnaire=${compass.split('/')[2] ?? ''}&amp;${String(since)}">${own.since}</a></p>`
      : null
  }</section>
`;
})}
${footOf(rendering)}`,
  });
}
