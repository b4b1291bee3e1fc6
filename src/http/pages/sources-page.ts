import { z } from 'zod';
import { entryOf } from '../../text/entry-of.ts';
import { html, isWebAddress, type Markup } from '../markup.ts';
import type { Rendering } from '../saved-queries/format.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import { licenceIn } from '../saved-queries/words/licence.ts';
import { valuesByType } from '../saved-queries/words/values.ts';
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
    last: 'senaste svar',
    documentation: 'Dokumentation',
  },
  en: {
    about: 'Every source behind the graph, with its publisher, licence and health now.',
    publisher: 'Publisher',
    licence: 'Licence',
    health: 'Health',
    last: 'last answer',
    documentation: 'Documentation',
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
  return sitePage(page, {
    title,
    description: own.about,
    picture: null,
    body: html`<h1>${title}</h1><p>${own.about}</p>
${[...byKind].map(
  ([kind, sources]) => html`<h2>${named('SourceKind', kind, lang)}</h2>
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
  const terms = licenceIn(lang, licence);
  return html`<section class="question"><h3 id="${slug}">${linked(homepage, name)}</h3><dl><dt>${own.publisher}</dt><dd>${publisher}</dd><dt>${own.licence}</dt><dd>${linked(terms, terms)}</dd><dt>${own.health}</dt><dd>${named('SourceHealth', health, lang)}${
    lastSuccessAt
      ? html`, ${own.last} <time datetime="${lastSuccessAt}">${lastSuccessAt.slice(0, 16).replace('T', ' ')} UTC</time>`
      : null
  }</dd>${documentation ? html`<dt>${own.documentation}</dt><dd>${linked(documentation, documentation)}</dd>` : null}</dl></section>
`;
}

const named = (type: string, value: string, lang: PageLanguage): string =>
  entryOf(valuesByType, type)?.[value]?.[lang] ?? value;

const linked = (address: string, text: string): Markup =>
  isWebAddress(address) ? html`<a href="${address}" rel="noopener">${text}</a>` : html`${text}`;
