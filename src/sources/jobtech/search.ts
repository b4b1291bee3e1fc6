import { PlaceKind } from '../../entities/vocabulary.ts';
import { localTimeIn, STOCKHOLM } from '../../text/local-time.ts';
import { oneLine } from '../../text/white-space.ts';
import type { JobSearch } from '../kinds/job-ads.ts';
import { organisationNumber, SWEDEN } from './job-ad.ts';

/** What JobSearch and Historical can search by. */
export const SEARCHED_BY: ReadonlySet<keyof JobSearch> = new Set([
  'text',
  'anyOf',
  'occupationGroups',
  'occupationConcept',
  'place',
  'skills',
  'publishedAfter',
  'remote',
  'employer',
  'countries',
] as const);

const LONGEST_TEXT = 255;

export type Parameters = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Phrases of which one must occur, as far as they fit. */
function anyPhrase(phrases: readonly string[]): string {
  let text = '';
  for (const phrase of phrases) {
    const longer = `${text} "${phrase.replaceAll('"', ' ')}"`.trim();
    if (longer.length <= LONGEST_TEXT) text = longer;
  }
  return text;
}

/** Without the signs that would make a word an operator. */
const plainWords = (text: string): string =>
  oneLine(text.replace(/["*]/g, ' ').replace(/(^|\s)[+-]+/g, ' ')).slice(0, LONGEST_TEXT);

/**
 * What a search is asked by. Values of one family (occupation; place) are alternatives to the APIs and would widen
 * the search, so of each family one member is sent. Codes travel as concept ids where they are known: names find
 * nothing, without an error.
 */
export function searchParameters(query: JobSearch): Parameters {
  const { place, occupationConcept } = query;
  const placeId = place && (place.taxonomyId ?? place.code);
  return {
    q: query.text ? plainWords(query.text) : query.anyOf ? anyPhrase(query.anyOf) : undefined,
    // Which of the three a concept id is need not be known: as alternatives they are the one it is.
    'occupation-name': occupationConcept,
    'occupation-group': occupationConcept ?? query.occupationGroups,
    'occupation-field': occupationConcept,
    municipality: place?.level === PlaceKind.MUNICIPALITY ? placeId : undefined,
    region: place?.level === PlaceKind.COUNTY ? placeId : undefined,
    // Beside a municipality or a region it would widen.
    country: place?.level === PlaceKind.COUNTRY || (!place && query.countries) ? SWEDEN : undefined,
    skill: query.skills,
    remote: query.remote,
    employer: query.employer && (organisationNumber(query.employer) ?? query.employer),
    'published-after': query.publishedAfter && localTimeIn(STOCKHOLM, new Date(query.publishedAfter)),
  };
}

/** All words must occur; the APIs would take any. Phrases are alternatives. */
export const searchHeaders = (query: JobSearch): Record<string, string> =>
  query.text ? { 'x-feature-freetext-bool-method': 'and' } : {};
