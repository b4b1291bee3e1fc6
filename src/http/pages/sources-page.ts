import { z } from 'zod';
import { html, isWebAddress, type Markup } from '../markup.ts';
import type { Rendering } from '../saved-queries/format.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import { licenceIn } from '../saved-queries/source-lines.ts';
import { footOf, type SitePage, sitePage } from './site-page.ts';
import { siteWords } from './words.ts';

const source = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  publisher: z.string(),
  licence: z.string(),
  homepage: z.string(),
  documentation: z.string().nullable(),
  health: z.string(),
  lastSuccessAt: z.string().nullable(),
});
type Source = z.output<typeof source>;
const answer = z.object({ sources: z.array(source) });

const words = {
  sv: {
    about: 'Varje källa bakom grafen, med utgivare, licens och hur den mår nu.',
    publisher: 'Utgivare',
    licence: 'Licens',
    health: 'Hälsa',
    healths: {
      UP: 'svarar',
      DEGRADED: 'svarar ibland, eller på ett annat sätt än förr',
      DOWN: 'svarar inte',
      UNKNOWN: 'inte frågad sedan starten',
    },
    last: 'senaste svar',
    documentation: 'Dokumentation',
    kinds: {
      CONTENT: 'Föreningens eget innehåll',
      JOBS: 'Platsannonser',
      TAXONOMY: 'Yrken och begrepp',
      EDUCATION: 'Utbildningar',
      FORECAST: 'Prognoser',
      STATISTICS: 'Statistik',
      CATALOGUE: 'Öppna data',
      PARLIAMENT: 'Parlament',
      ELECTIONS: 'Val',
      INFORMATION_REQUESTS: 'Begäranden om handlingar',
      LEGISLATION: 'Lagar',
    },
  },
  en: {
    about: 'Every source behind the graph, with its publisher, licence and health now.',
    publisher: 'Publisher',
    licence: 'Licence',
    health: 'Health',
    healths: {
      UP: 'answers',
      DEGRADED: 'answers at times, or in another way than before',
      DOWN: 'does not answer',
      UNKNOWN: 'not asked since the start',
    },
    last: 'last answer',
    documentation: 'Documentation',
    kinds: {
      CONTENT: 'The association’s own content',
      JOBS: 'Job ads',
      TAXONOMY: 'Occupations and concepts',
      EDUCATION: 'Educations',
      FORECAST: 'Forecasts',
      STATISTICS: 'Statistics',
      CATALOGUE: 'Open data',
      PARLIAMENT: 'Parliaments',
      ELECTIONS: 'Elections',
      INFORMATION_REQUESTS: 'Requests for documents',
      LEGISLATION: 'Law',
    },
  },
} as const;

/** The sources with health and licence, by kind. */
export function sourcesPage(page: SitePage, rendering: Rendering): string {
  const { lang } = page;
  const own = words[lang];
  const title = siteWords(lang).sources;
  const byKind = new Map<string, Source[]>();
  for (const one of answer.parse(rendering.answer.data).sources)
    byKind.set(one.kind, [...(byKind.get(one.kind) ?? []), one]);
  const kinds: Readonly<Record<string, string>> = own.kinds;
  return sitePage(page, {
    title,
    description: own.about,
    picture: null,
    body: html`<h1>${title}</h1><p>${own.about}</p>
${[...byKind].map(
  ([kind, sources]) => html`<h2>${kinds[kind] ?? kind}</h2>
${sources.map((one) => sourceMarkup(one, lang))}`,
)}
${footOf(rendering)}`,
  });
}

function sourceMarkup(
  { slug, name, publisher, licence, homepage, documentation, health, lastSuccessAt }: Source,
  lang: PageLanguage,
): Markup {
  const own = words[lang];
  const healths: Readonly<Record<string, string>> = own.healths;
  const terms = licenceIn(lang, licence);
  return html`<section class="question"><h3 id="${slug}">${linked(homepage, name)}</h3><dl><dt>${own.publisher}</dt><dd>${publisher}</dd><dt>${own.licence}</dt><dd>${linked(terms, terms)}</dd><dt>${own.health}</dt><dd>${healths[health] ?? health}${
    lastSuccessAt
      ? html`, ${own.last} <time datetime="${lastSuccessAt}">${lastSuccessAt.slice(0, 16).replace('T', ' ')} UTC</time>`
      : null
  }</dd>${documentation ? html`<dt>${own.documentation}</dt><dd>${linked(documentation, documentation)}</dd>` : null}</dl></section>
`;
}

const linked = (address: string, text: string): Markup =>
  isWebAddress(address) ? html`<a href="${address}" rel="noopener">${text}</a>` : html`${text}`;
