import type { Dataset } from '../entities/dataset.ts';
import { formatName } from '../sources/formats/dcat.ts';
import { foldWords } from '../text/fold.ts';
import { EMPLOYMENT_CATEGORIES, LABOUR_PUBLISHERS, LABOUR_WORDS } from './labour-words.ts';

/** What a dataset is ranked by. */
export interface DatasetInterest {
  /** Words and phrases of the subject. */
  terms: readonly string[];
  /** Words of neighbouring subjects, which count for less. */
  related?: readonly string[];
}

/**
 * How much each part of a score weighs. docs/dataset-ranking.md explains each; tests/catalogues/ranking.test.ts measures
 * them together on judged lists.
 */
export const weights = {
  /** The subject: what the list is about, so that it outweighs everything else together. */
  subject: 1,
  /** A dataset on the subject that is also on work, which the association's readers look for. */
  subjectAndWork: 0.6,
  /** A dataset on work that does not name the subject: a neighbour, never before what is on the subject. */
  work: 0.15,
  /** A body whose task is the labour market, or its statistics. */
  publisher: 0.08,
  /** One of the EU's high-value categories on employment. */
  employmentCategory: 0.1,
  /** Among equals the newer one. */
  recency: 0.03,
  /** Among equals the one that a program can read. */
  machineReadable: 0.03,
  /** Of a match in the title, which says what a dataset is, in the keywords, and in a description, which names more. */
  title: 1,
  keywords: 0.9,
  description: 0.6,
  /** Of a term of a neighbouring subject beside one of the subject itself. */
  related: 0.55,
} as const;

/** The score of a dataset and its parts, each from 0 to 1. */
export interface DatasetScore {
  score: number;
  subject: number;
  work: number;
}

/** Scores datasets of one list. The same dataset has the same score in any list of the same interest and year. */
export function datasetScorer({ terms, related = [] }: DatasetInterest, year: number) {
  const subject = [
    ...terms.map((term) => ({ match: matcher(term), weight: 1 })),
    ...related.map((term) => ({ match: matcher(term), weight: weights.related })),
  ];
  return (dataset: Dataset): DatasetScore => {
    const texts = textsOf(dataset);
    const onSubject = together(texts, subject);
    const onWork = workIn(texts);
    const score =
      weights.subject * onSubject +
      weights.subjectAndWork * onSubject * onWork +
      weights.work * onWork +
      weights.publisher * Number(isLabourPublisher(dataset)) +
      weights.employmentCategory *
        Number(dataset.hvdCategories.some((uri) => EMPLOYMENT_CATEGORIES.has(uri))) +
      weights.recency * recency(dataset, year) +
      weights.machineReadable * Number(isMachineReadable(dataset));
    return { score: Math.round(score * 1e6) / 1e6, subject: onSubject, work: onWork };
  };
}

/** The terms that a dataset matches, as they are written in the search. */
export function termsFound(dataset: Dataset, terms: readonly string[]): string[] {
  const texts = textsOf(dataset);
  return terms.filter((term) => {
    const match = matcher(term);
    return texts.some((text) => match(text) > 0);
  });
}

interface FieldText {
  /** Folded words, with a space before each and at the end. */
  text: string;
  weight: number;
}
type Matcher = (text: FieldText) => number;

function textsOf({ title, description, keywords, original }: Dataset): FieldText[] {
  const field = (parts: readonly (string | null | undefined)[], weight: number): FieldText => {
    const text = `${foldWords(parts.filter((part) => part).join(' . '))} `;
    return { text, weight };
  };
  return [
    field([...Object.values(title), original?.title], weights.title),
    field(
      keywords.map((keyword) => keyword.text),
      weights.keywords,
    ),
    // What is far down in a long description says little of the dataset.
    field(
      [...Object.values(description), original?.description].map((text) => text?.slice(0, 600)),
      weights.description,
    ),
  ];
}

/** All matches together, from 0 to 1: each further term adds less. */
function together(texts: readonly FieldText[], terms: readonly { match: Matcher; weight: number }[]): number {
  let missing = 1;
  for (const { match, weight } of terms) {
    let best = 0;
    for (const text of texts) best = Math.max(best, text.weight * match(text));
    missing *= without(weight * best);
  }
  return 1 - missing;
}

/** What is left after a match. */
const without = (match: number): number => 1 - 0.75 * match;

const ENDINGS = /(?:arna|erna|orna|ande|ene|ar|er|or|en|et|na|ns|es|a|e|s|n|t)$/;

/** How well a term matches: a whole word, an inflected one, the first part of a compound, or its last. */
function matcher(term: string): Matcher {
  const folded = foldWords(term).trim();
  if (folded.includes(' ')) return ({ text }) => Number(text.includes(` ${folded}`));
  const stem = folded.length >= 6 ? folded.replace(ENDINGS, '') : folded;
  return ({ text }) => {
    // Every match below has the stem in it, and most texts have none.
    if (!text.includes(stem)) return 0;
    let best = 0;
    for (const word of text.trim().split(' ')) {
      if (word === folded) return 1;
      if (word.startsWith(folded)) best = Math.max(best, word.length - folded.length <= 4 ? 1 : 0.7);
      else if (stem.length >= 4 && word.startsWith(stem) && word.length - stem.length <= 5)
        best = Math.max(best, 0.9);
      else if (folded.length >= 6 && word.endsWith(folded)) best = Math.max(best, 0.5);
    }
    return best;
  };
}

/** Words of work are told by how they begin: “arbetsmarknad…”, “employ…”. One that ends with `.` is a whole word. */
const labourWords = LABOUR_WORDS.map((word, at) => {
  const folded = foldWords(word).trim();
  return { at, folded, wanted: ` ${folded}${word.endsWith('.') ? ' ' : ''}` };
});
const beginningLength = 3;
/** A number for the first letters of a word, so small that V8 makes no object of it. Few others have the same. */
const beginningAt = (text: string, at: number): number =>
  ((text.charCodeAt(at) & 1023) << 20) |
  ((text.charCodeAt(at + 1) & 1023) << 10) |
  (text.charCodeAt(at + 2) & 1023);
const isOneWord = (folded: string): boolean => !folded.includes(' ') && folded.length >= beginningLength;
const labourPhrases = labourWords.filter(({ folded }) => !isOneWord(folded));
/** By their first letters, since most words of a text begin as no word of work does. */
const labourBeginnings = new Map<number, typeof labourWords>();
for (const word of labourWords) {
  if (!isOneWord(word.folded)) continue;
  const beginning = beginningAt(word.folded, 0);
  labourBeginnings.set(beginning, [...(labourBeginnings.get(beginning) ?? []), word]);
}

/** How much the texts are on work, as `together` counts it. */
function workIn(texts: readonly FieldText[]): number {
  const best = new Map<number, number>();
  const note = (at: number, weight: number) => best.set(at, Math.max(best.get(at) ?? 0, weight));
  for (const { text, weight } of texts) {
    // The text is not split, since a list of its words would be garbage at once.
    for (let begin = 1; begin < text.length; begin = text.indexOf(' ', begin) + 1) {
      const candidates = labourBeginnings.get(beginningAt(text, begin));
      if (!candidates) continue;
      for (const { at, wanted } of candidates) if (text.startsWith(wanted, begin - 1)) note(at, weight);
    }
    for (const { at, wanted } of labourPhrases) if (text.includes(wanted)) note(at, weight);
  }
  let missing = 1;
  for (const at of [...best.keys()].sort((one, other) => one - other)) missing *= without(best.get(at) ?? 0);
  return 1 - missing;
}

const labourPublishers = LABOUR_PUBLISHERS.map(({ number, name }) => ({
  number,
  name: `${foldWords(name)} `,
}));

function isLabourPublisher({ publisher }: Dataset): boolean {
  const names = `${foldWords(Object.values(publisher?.name ?? {}).join(' . '))} `;
  return labourPublishers.some(
    ({ number, name }) =>
      (number !== null && number === publisher?.organisationNumber) || names.includes(name),
  );
}

/** 0 for data of twenty years ago or without a date, 1 for data of this year. */
function recency({ modified, issued, records }: Dataset, year: number): number {
  const stated = modified ?? issued ?? records[0]?.modified?.toISOString();
  const of = Number(stated?.slice(0, 4) ?? Number.NaN);
  if (!Number.isFinite(of)) return 0;
  return Math.min(1, Math.max(0, 1 - (year - of) / 20));
}

const READABLE = new Set(
  'CSV JSON JSON_LD GEOJSON XML XLSX XLS ODS PARQUET RDF_XML TURTLE API GTFS'.split(' '),
);

function isMachineReadable({ distributions = [] }: Dataset): boolean {
  return distributions.some(
    ({ format }) => format !== null && READABLE.has(formatName(format).replace(/[ -]/g, '_')),
  );
}
