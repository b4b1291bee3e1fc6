import { z } from 'zod';
import { html, isWebAddress, type Markup } from '../markup.ts';
import type { Rendering } from '../saved-queries/format.ts';
import { markMarkup } from '../saved-queries/html/sources.ts';
import { originalMarkup, provenance } from './original.ts';
import { footOf, type SitePage, sitePage } from './site-page.ts';
import { siteWords } from './words.ts';

const gap = z.object({
  slug: z.string(),
  label: z.string(),
  status: z.string(),
  statusSince: z.string().nullable(),
  description: z.string().nullable(),
  responsible: z.array(z.object({ name: z.string() })),
  evidence: z.array(z.string()),
  provenance,
  candidateMatches: z
    .array(
      z.object({
        because: z.array(z.string()),
        dataset: z.object({
          uri: z.string(),
          title: z.string().nullable(),
          publisherName: z.string().nullable(),
          provenance,
        }),
      }),
    )
    .nullable(),
});
type Gap = z.output<typeof gap>;
const answer = z.object({ dataGaps: z.array(gap) });

const words = {
  sv: {
    about:
      'Data som föreningen säger saknas, vem som kan öppna dem, och öppna datamängder som kan fylla luckan.',
    since: 'sedan',
    responsible: 'Kan öppnas av',
    evidence: 'Underlag',
    candidates: 'Datamängder som kan fylla luckan',
    none: 'Ingen hittades.',
    failed: 'Katalogerna kunde inte frågas nu.',
    because: 'för orden',
  },
  en: {
    about:
      'Data that the association says is missing, who could open it, and open datasets that may close the gap.',
    since: 'since',
    responsible: 'Could be opened by',
    evidence: 'Evidence',
    candidates: 'Datasets that may close the gap',
    none: 'None was found.',
    failed: 'The catalogues could not be asked now.',
    because: 'for the words',
  },
} as const;

/** The data that are missing. */
export function dataGapsPage(page: SitePage, rendering: Rendering): string {
  const { lang } = page;
  const title = siteWords(lang).gaps;
  const { about } = words[lang];
  return sitePage(page, {
    title,
    description: about,
    picture: null,
    body: html`<h1>${title}</h1>${markMarkup(rendering)}<p>${about}</p>
${answer.parse(rendering.answer.data).dataGaps.map((one) => gapMarkup(one, rendering))}
${footOf(rendering)}`,
  });
}

function gapMarkup(
  {
    slug,
    label,
    status,
    statusSince,
    description,
    responsible,
    evidence,
    provenance: stated,
    candidateMatches,
  }: Gap,
  { query, lang }: Rendering,
): Markup {
  const own = words[lang];
  return html`<section class="question"><h2 id="${slug}">${label}</h2>
<p><strong>${query.valueNames[status]?.[lang] ?? status}</strong>${statusSince ? html` <span class="quiet">${own.since} <time datetime="${statusSince}">${statusSince}</time></span>` : null}</p>${
    description ? html`<p>${description}</p>` : null
  }${responsible.length > 0 ? html`<p>${own.responsible}: ${responsible.map(({ name }) => name).join(', ')}</p>` : null}${
    evidence.length > 0
      ? html`<p>${own.evidence}: ${evidence.map((address, at) => html`${at > 0 ? ', ' : ''}${isWebAddress(address) ? html`<a href="${address}" rel="noopener">${address}</a>` : address}`)}</p>`
      : null
  }<h3>${own.candidates}</h3>${
    candidateMatches === null || candidateMatches.length === 0
      ? html`<p class="quiet">${candidateMatches === null ? own.failed : own.none}</p>`
      : html`<ul>${candidateMatches.map(
          ({
            because,
            dataset: {
              uri,
              title,
              publisherName,
              provenance: { state },
            },
          }) => {
            const name = title ?? uri;
            // The address of an example leads nowhere.
            const isLink = state !== 'SAMPLE' && isWebAddress(uri);
            return html`<li>${isLink ? html`<a href="${uri}" rel="noopener">${name}</a>` : name}${publisherName ? `, ${publisherName}` : null} <span class="quiet">${own.because} ${because.join(', ')}</span></li>`;
          },
        )}</ul>`
  }${originalMarkup(stated, lang)}</section>
`;
}
