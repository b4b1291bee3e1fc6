import { z } from 'zod';
import { html, type Markup } from '../markup.ts';
import type { Rendering } from '../saved-queries/format.ts';
import { markMarkup } from '../saved-queries/html/sources.ts';
import { viewOf } from '../saved-queries/html/views.ts';
import { originalMarkup, provenance } from './original.ts';
import { outcomeName, outcomeOf } from './position.ts';
import { drawnWidth, footOf, pathIn, type SitePage, sitePage } from './site-page.ts';

const answer = z.object({
  questionnaire: z.object({
    title: z.string(),
    about: z.string().nullable(),
    publishedOn: z.string().nullable(),
    coverage: z.object({
      asked: z.number(),
      answered: z.number(),
      seats: z.number().nullable(),
      seatsTotal: z.number().nullable(),
    }),
    provenance,
    questions: z.array(
      z.object({
        number: z.number(),
        question: z.string(),
        positions: z.array(
          z.object({
            party: z.object({ code: z.string(), name: z.string() }),
            status: z.string(),
            stance: z.string(),
          }),
        ),
      }),
    ),
  }),
});
type Question = z.output<typeof answer>['questionnaire']['questions'][number];

const words = {
  sv: {
    answered: (answered: number, asked: number) => `${answered} av ${asked} partier svarade.`,
    seats: (seats: number, total: number) => `De har ${seats} av ${total} mandat.`,
    overview: 'Översikt',
    questions: 'Fråga för fråga',
    parties: 'Parti för parti',
  },
  en: {
    answered: (answered: number, asked: number) => `${answered} of ${asked} parties answered.`,
    seats: (seats: number, total: number) => `They have ${seats} of ${total} seats.`,
    overview: 'Overview',
    questions: 'Question by question',
    parties: 'Party by party',
  },
} as const;

/** All answers to a compass: as a picture, and by question in words. */
export function compassPage(page: SitePage, rendering: Rendering): string {
  const { lang } = page;
  const own = words[lang];
  const {
    title,
    about,
    coverage,
    provenance: stated,
    questions,
  } = answer.parse(rendering.answer.data).questionnaire;
  const counted = [
    own.answered(coverage.answered, coverage.asked),
    ...(coverage.seats !== null && coverage.seatsTotal !== null
      ? [own.seats(coverage.seats, coverage.seatsTotal)]
      : []),
  ].join(' ');
  const parties = new Map(
    questions.flatMap(({ positions }) => positions.map(({ party }) => [party.code, party.name] as const)),
  );
  return sitePage(page, {
    title,
    description: about ?? counted,
    picture: pictureOf(page, rendering, title),
    body: html`<h1>${title}</h1>${markMarkup(rendering)}
${about ? html`<p>${about}</p>` : null}<p>${counted}</p>${originalMarkup(stated, lang)}
<h2>${own.overview}</h2>${viewOf(rendering)}
<h2>${own.questions}</h2>
${questions.map((question) => questionMarkup(question, page, rendering))}
<h2>${own.parties}</h2><ul>${[...parties].map(
      ([code, name]) =>
        html`<li><a href="${pathIn(lang, `${page.path}/party/${encodeURIComponent(code)}`)}">${name}</a></li>`,
    )}</ul>
${footOf(rendering)}`,
  });
}

/** A question with the parties of each outcome, those with a stance first. */
function questionMarkup(
  { number, question, positions }: Question,
  page: SitePage,
  rendering: Rendering,
): Markup {
  const path = `${page.path}/question/${number}`;
  const byOutcome = new Map<string, Question['positions'][number]['party'][]>();
  const order = Object.keys(rendering.query.valueNames);
  for (const one of [...positions].sort(
    (a, b) => order.indexOf(outcomeOf(a)) - order.indexOf(outcomeOf(b)),
  )) {
    const outcome = outcomeOf(one);
    byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), one.party]);
  }
  return html`<section class="question"><h3><a href="${pathIn(page.lang, path)}">${number}. ${question}</a></h3><dl>${[
    ...byOutcome,
  ].map(
    ([outcome, parties]) =>
      html`<dt>${outcomeName(outcome, rendering)}</dt><dd>${parties.map(
        ({ code, name }, at) =>
          html`${at > 0 ? ', ' : ''}<a href="${pathIn(page.lang, path)}#${code}">${name}</a>`,
      )}</dd>`,
  )}</dl></section>
`;
}

/** What other sites show of a link to any page of the compass. */
export const pictureOf = ({ lang, origin, path }: SitePage, { variables }: Rendering, text: string) => {
  const slug = String(variables['questionnaire'] ?? path.split('/')[2] ?? '');
  const given = new URLSearchParams({ questionnaire: slug, lang, width: String(drawnWidth) });
  return { address: `${origin}/q/compass-matrix.png?${given}`, text };
};
