import { doubtfulState } from './answer.ts';
import type { Rendering } from './format.ts';
import type { PageLanguage } from './front-matter.ts';

const words = {
  sv: {
    source: 'Källa',
    sources: 'Källor',
    stateOf: 'Tillstånd',
    state: {
      LIVE: 'hämtat nu',
      CACHED: 'hämtat',
      STALE: 'gammalt',
      SAMPLE: 'exempel',
      OWN: 'eget innehåll',
      REFERENCE: 'referensdata',
    },
    retrieved: 'hämtat',
    licence: 'licens',
    notStated: 'ej angiven',
    failed: 'svarade inte',
    attribution: 'Ange källan så',
    address: 'Adress',
    marks: {
      SAMPLE: 'Innehåller exempeldata, inte riktiga uppgifter.',
      STALE: 'Innehåller gamla data: en källa svarade inte.',
    },
  },
  en: {
    source: 'Source',
    sources: 'Sources',
    stateOf: 'State',
    state: {
      LIVE: 'fetched now',
      CACHED: 'fetched',
      STALE: 'old',
      SAMPLE: 'example',
      OWN: 'own content',
      REFERENCE: 'reference data',
    },
    retrieved: 'retrieved',
    licence: 'licence',
    notStated: 'not stated',
    failed: 'did not answer',
    attribution: 'Name the source as',
    address: 'Address',
    marks: {
      SAMPLE: 'Contains example data, not real figures.',
      STALE: 'Contains old data: a source did not answer.',
    },
  },
} as const;

export const sourceWords = (lang: PageLanguage) => words[lang];

/** What marks old or invented data for a reader; null where all is real and up to date. */
export function markOf({ answer, lang }: Rendering): string | null {
  const state = doubtfulState(answer);
  return state && words[lang].marks[state];
}

/** The sources of an answer, a line each, and whom to name. */
export function originTexts({ answer, lang }: Rendering): string[] {
  const { source, retrieved, licence, notStated, failed, attribution } = words[lang];
  return [
    ...answer.sources.map((line) =>
      [
        `${source}: ${line.source}`,
        line.state ?? failed,
        ...(line.retrievedAt ? [`${retrieved} ${line.retrievedAt}`] : []),
        `${licence}: ${line.licence ?? notStated}`,
      ].join(', '),
    ),
    ...answer.attributions.map((text) => `${attribution}: ${text}`),
  ];
}

/** What a reader must know of where an answer is from, a line each: mark, title, sources, address. */
export function sourceTexts(rendering: Rendering): string[] {
  const { query, lang, addressOf } = rendering;
  const mark = markOf(rendering);
  const address = `${words[lang].address}: ${addressOf('json')}`;
  return [...(mark ? [mark] : []), query.title[lang], ...originTexts(rendering), address];
}
