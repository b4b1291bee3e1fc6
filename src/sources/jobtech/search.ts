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

/** Phrases of which one must occur; those beyond the maximum length are left out. */
function anyPhrase(phrases: readonly string[]): string {
  let text = '';
  for (const phrase of phrases) {
    const longer = `${text} "${phrase.replaceAll('"', ' ')}"`.trim();
    if (longer.length <= LONGEST_TEXT) text = longer;
  }
  return text;
}

/** Removes the characters that are operators in the API's text search. */
const plainWords = (text: string): string =>
  oneLine(text.replace(/["*]/g, ' ').replace(/(^|\s)[+-]+/g, ' ')).slice(0, LONGEST_TEXT);

/**
 * The parameters of a search. The APIs combine parameters of one family (occupation; place) with OR, which would widen
 * the search, so only one of each family is sent. Places and occupations are sent as concept ids where these are known:
 * a search by name finds nothing and gives no error.
 */
export function searchParameters(query: JobSearch): Parameters {
  const { place, occupationConcept } = query;
  const placeId = place && (place.taxonomyId ?? place.code);
  return {
    q: query.text ? plainWords(query.text) : query.anyOf ? anyPhrase(query.anyOf) : undefined,
    // The API combines the three with OR, so the level of the concept need not be known.
    'occupation-name': occupationConcept,
    'occupation-group': occupationConcept ?? query.occupationGroups,
    'occupation-field': occupationConcept,
    municipality: place?.level === PlaceKind.MUNICIPALITY ? placeId : undefined,
    region: place?.level === PlaceKind.COUNTY ? placeId : undefined,
    // Together with a municipality or a region it would widen the search.
    country: place?.level === PlaceKind.COUNTRY || (!place && query.countries) ? SWEDEN : undefined,
    skill: query.skills,
    remote: query.remote,
    employer: query.employer && (organisationNumber(query.employer) ?? query.employer),
    'published-after': query.publishedAfter && localTimeIn(STOCKHOLM, new Date(query.publishedAfter)),
  };
}

/** All words must occur; by default the APIs match any of them. */
export const searchHeaders = (query: JobSearch): Record<string, string> =>
  query.text ? { 'x-feature-freetext-bool-method': 'and' } : {};
