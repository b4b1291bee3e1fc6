import type { Content } from '../content/snapshot.ts';
import type { Occupation } from '../entities/occupation.ts';
import type { Place } from '../entities/place.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { type JobPlace, type JobSearch, jobPlaceOf } from '../sources/kinds/job-ads.ts';
import { adGroups } from './ad-groups.ts';
import type { AdProfile } from './ad-profile.ts';

/** Each search costs an upstream request to every source that can answer it. */
export const maxSearches = 4;
/** How many words of the text are searched for; an ad needs one of them. */
const maxWords = 8;
/** Shorter words are in too many ads, unless they are abbreviations in capitals. */
const minWordLength = 5;
const minAbbreviationLength = 2;
const maxSkills = 50;
const maxNearGroups = 10;

/** At most four searches that find the ads worth ranking, the most specific first. */
export function candidateSearches(content: Content, profile: AdProfile): JobSearch[] {
  const { occupations, skills, words, place } = profile;
  const wanted = occupations.map(({ occupation }) => occupation);
  const county = countyOf(content, place);
  const inCounty = { ...(county && { place: county }) };
  const groups = adGroups(content.taxonomyIndex, wanted);
  const given = skills.filter(({ share }) => share === 1).map(({ key }) => key);
  const rareWords = longestWords(words.flatMap(({ word, concept }) => (concept ? [] : word)));
  const nearby = adGroups(content.taxonomyIndex, nearGroups(content, wanted));

  const searches: JobSearch[] = [];
  if (wanted.length > 0) searches.push({ ...groups, ...inCounty });
  if (given.length > 0) searches.push({ skills: given.slice(0, maxSkills), ...inCounty });
  if (rareWords.length > 0) searches.push({ anyOf: rareWords, ...inCounty });
  if (nearby.occupationGroups?.length) searches.push({ ...nearby, ...inCounty });
  if (wanted.length > 0 && county) searches.push(groups);
  return searches.slice(0, maxSearches);
}

/** The county of a place, so that ads in its other municipalities are found too; they weigh less. Null for a country. */
function countyOf({ places }: Content, place: Place | null): JobPlace | null {
  if (!place || place.kind === PlaceKind.COUNTRY) return null;
  const county = (place.countyKey && places.get(place.countyKey)) || place;
  return jobPlaceOf(county);
}

/** Related groups: those of close substitutes, those with the same three digits, then those of partial substitutes. */
function nearGroups({ taxonomyIndex }: Content, wanted: readonly Occupation[]): Occupation[] {
  const substitutes = wanted.flatMap(({ key }) => taxonomyIndex.substitutesOf(key) ?? []);
  const close = substitutes.filter(({ level }) => level === 'close').map(({ concept }) => concept);
  const partly = substitutes.filter(({ level }) => level !== 'close').map(({ concept }) => concept);
  const siblings = wanted.filter(({ level }) => level === 4).map(({ key }) => key.slice(0, 3));
  const found = new Set([
    ...close.flatMap((concept) => taxonomyIndex.occupationsOf(concept)),
    ...siblings.flatMap((key) => taxonomyIndex.groupsOf(key)),
    ...partly.flatMap((concept) => taxonomyIndex.occupationsOf(concept)),
  ]);
  return [...found]
    .filter(({ key }) => !wanted.some((one) => key.startsWith(one.key)))
    .slice(0, maxNearGroups);
}

const isAbbreviation = (word: string) =>
  word.length >= minAbbreviationLength && /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(word);

/** The longest words: in Swedish long words are rare ones. */
function longestWords(words: readonly string[]): string[] {
  return words
    .filter((word) => word.length >= minWordLength || isAbbreviation(word))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, maxWords);
}
