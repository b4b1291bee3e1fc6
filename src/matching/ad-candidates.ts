import type { Content } from '../content/snapshot.ts';
import type { Occupation } from '../entities/occupation.ts';
import type { Place } from '../entities/place.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import type { JobPlace, JobSearch } from '../sources/kinds/job-ads.ts';
import { adGroups } from './ad-groups.ts';
import type { AdProfile } from './ad-profile.ts';

/** Each search costs a call to every source that can answer it. */
export const mostSearches = 3;
/** Words of a text by which ads are found; they are alternatives. */
const mostWords = 8;
/** Shorter words are in too many ads. */
const shortestWord = 5;
const mostSkills = 50;
const mostNear = 10;

/** The few searches whose answers hold the ads worth ranking, the most telling first. */
export function candidateSearches(content: Content, profile: AdProfile): JobSearch[] {
  const { occupations, skills, words, place } = profile;
  const wanted = occupations.map(({ occupation }) => occupation);
  const here = placeAround(content, place);
  const near = { ...(here && { place: here }) };
  const groups = adGroups(content.taxonomyIndex, wanted);
  const given = skills.filter(({ share }) => share === 1).map(({ key }) => key);
  const telling = tellingWords(words.flatMap(({ word, concept }) => (concept ? [] : word)));
  const others = adGroups(content.taxonomyIndex, nearGroups(content, wanted));

  const searches: JobSearch[] = [];
  if (wanted.length > 0) searches.push({ ...groups, ...near });
  if (given.length > 0) searches.push({ skills: given.slice(0, mostSkills), ...near });
  if (telling.length > 0) searches.push({ anyOf: telling, ...near });
  if (others.occupationGroups?.length) searches.push({ ...others, ...near });
  if (wanted.length > 0 && here) searches.push(groups);
  return searches.slice(0, mostSearches);
}

/** The county of a place: the next town is near enough to be shown, and weighs less. */
function placeAround({ places }: Content, place: Place | null): JobPlace | null {
  if (!place || place.kind === PlaceKind.COUNTRY) return null;
  const county = (place.countyKey && places.get(place.countyKey)) || place;
  return { level: county.kind, code: county.key, name: county.name, taxonomyId: county.taxonomyId };
}

/** Groups whose ads may do as well: of close substitutes, then those of the same three digits. */
function nearGroups({ taxonomyIndex }: Content, wanted: readonly Occupation[]): Occupation[] {
  const substitutes = wanted.flatMap(({ key }) => taxonomyIndex.substitutesOf(key) ?? []);
  const closest = substitutes.filter(({ level }) => level === 'close').map(({ concept }) => concept);
  const siblings = wanted.filter(({ level }) => level === 4).map(({ key }) => key.slice(0, 3));
  const found = new Set([
    ...closest.flatMap((concept) => taxonomyIndex.occupationsOf(concept)),
    ...siblings.flatMap((key) => taxonomyIndex.groupsOf(key)),
  ]);
  return [...found].filter(({ key }) => !wanted.some((one) => key.startsWith(one.key))).slice(0, mostNear);
}

/** In Swedish long words are rare ones. */
function tellingWords(said: readonly string[]): string[] {
  return said
    .filter((word) => word.length >= shortestWord)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, mostWords);
}
