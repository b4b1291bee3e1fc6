import { doubtfulState, type SourceLine } from './answer.ts';
import type { Rendering } from './format.ts';
import type { PageLanguage } from './front-matter.ts';
import { licenceIn } from './words/licence.ts';
import { valuesByType } from './words/values.ts';

const words = {
  sv: {
    source: 'Källa',
    sources: 'Källor',
    state: 'Tillstånd',
    retrieved: 'hämtat',
    licence: 'licens',
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
    state: 'State',
    retrieved: 'retrieved',
    licence: 'licence',
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

export const licenceOf = ({ licence }: SourceLine, lang: PageLanguage): string => licenceIn(lang, licence);

/** What people call a source. */
export const nameOf = ({ source, name }: SourceLine): string => name ?? source;

/** The state of a source's part, with its code and in words; that it failed, where there is none. */
export function stateOf({ state }: SourceLine, lang: PageLanguage): string {
  if (state === null) return words[lang].failed;
  return `${state} (${stateName(state, lang)})`;
}

/** What a state is called. */
export const stateName = (state: string, lang: PageLanguage): string =>
  valuesByType['DataState']?.[state]?.[lang] ?? state;

/** What marks old or invented data for a reader; null where all is real and up to date. */
export function markOf({ answer, lang }: Rendering): string | null {
  const state = doubtfulState(answer);
  return state && words[lang].marks[state];
}

/** The sources of an answer, a line each, and whom to name. */
export function originTexts({ answer, lang }: Rendering): string[] {
  const { source, retrieved, licence, attribution } = words[lang];
  return [
    ...answer.sources.map((line) =>
      [
        `${source}: ${nameOf(line)}`,
        stateOf(line, lang),
        ...(line.retrievedAt ? [`${retrieved} ${line.retrievedAt}`] : []),
        `${licence}: ${licenceOf(line, lang)}`,
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
  const { subject } = rendering;
  return [
    ...(mark ? [mark] : []),
    query.title[lang],
    ...(subject ? [subject] : []),
    ...originTexts(rendering),
    address,
  ];
}
