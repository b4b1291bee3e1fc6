import type { Content } from '../../content/snapshot.ts';
import type { Concept } from '../../entities/concept.ts';
import { Language, localise } from '../../entities/language.ts';
import type { Occupation } from '../../entities/occupation.ts';
import { type AdGroups, adGroups } from '../../matching/ad-groups.ts';
import type { JobSearch } from '../../sources/kinds/job-ads.ts';
import type { TaxonomyIndex } from '../../taxonomy/taxonomy-index.ts';
import { type Name, NearestNames } from '../../text/nearest-names.ts';
import { badInput, given, keyInId } from './input.ts';
import { knownOccupation } from './known-occupation.ts';

const conceptId = /^[A-Za-z0-9]{4}_[A-Za-z0-9]{3}_[A-Za-z0-9]{3}$/;
const maxSuggestions = 8;

const labelOf = ({ prefLabel, key }: Concept): string => localise(prefLabel, [Language.SV]) ?? key;

/** The groups of four digits in an occupation, in the codes of the sources. */
export function groupsOf({ taxonomyIndex }: Content, occupation: Occupation): AdGroups {
  return adGroups(taxonomyIndex, [occupation]);
}

/** The groups to search ads by for an occupation, or an error with the nearest codes and labels. */
export function jobOccupations(content: Content, code: string): AdGroups {
  const occupation = knownOccupation(content, code);
  return occupation ? groupsOf(content, occupation) : {};
}

/** The id of the concept to narrow by, or of its replacement; an error with the nearest for any other value. */
export function knownConcept(
  { taxonomyIndex }: Content,
  argument: string,
  value: string,
  types: readonly string[],
): string {
  const wanted = given(argument, value);
  const found = taxonomyIndex.concept(keyInId('Concept', wanted) ?? wanted);
  if (found && types.includes(found.type)) return found.key;
  const [only, ...others] = taxonomyIndex.conceptsLabelled(wanted).filter(({ type }) => types.includes(type));
  if (only && others.length === 0) return only.key;
  // The reference files lack some concepts, so an unknown id may exist.
  if (!found && conceptId.test(value) && taxonomyIndex.version === null) return value;
  throw noConcept(taxonomyIndex, argument, value, types);
}

/** The types of concepts that ads are narrowed by. */
export const occupationTypes: readonly string[] = ['occupation-name', 'ssyk-level-4', 'occupation-field'];
export const skillTypes: readonly string[] = ['skill'];

/** An error for a search without results by an unknown concept id. Sources answer an invalid id with an empty list. */
export function refuseUnknownConcepts(
  { taxonomyIndex }: Content,
  { occupationConcept, skills = [] }: JobSearch,
): void {
  if (occupationConcept !== undefined && !taxonomyIndex.concept(occupationConcept))
    throw noConcept(taxonomyIndex, 'occupationConcept', occupationConcept, occupationTypes);
  const unknown = skills.find((skill) => !taxonomyIndex.concept(skill));
  if (unknown !== undefined) throw noConcept(taxonomyIndex, 'skills', unknown, skillTypes);
}

function noConcept(
  taxonomyIndex: Content['taxonomyIndex'],
  argument: string,
  value: string,
  types: readonly string[],
): Error {
  const ofType = (concepts: readonly Concept[]) => concepts.filter(({ type }) => types.includes(type));
  // An SSYK code or a URI of ESCO identifies the group.
  const group = taxonomyIndex.concepts.get(taxonomyIndex.occupation(value.trim())?.taxonomyId ?? '');
  const labelled = ofType([
    ...(group ? [group] : []),
    ...taxonomyIndex.conceptsLabelled(value),
    ...taxonomyIndex.conceptsBeginning(value),
  ]);
  const short = value.slice(0, 60).toLowerCase();
  // Ids are compared with ids, and words with labels: a short word is near to many ids.
  const near =
    labelled.length > 0
      ? labelled
      : namesOf(taxonomyIndex, types, conceptId.test(value)).find(short, maxSuggestions);
  const suggestions = [...new Set(near)].slice(0, maxSuggestions);
  const nearest =
    suggestions.length > 0
      ? ` The nearest are: ${suggestions.map((one) => `${one.key} ${labelOf(one)}`).join(', ')}.`
      : '';
  const problem = conceptId.test(value)
    ? `${JSON.stringify(value)} is not a known concept for ${argument}.`
    : `${JSON.stringify(value)} is no concept id, and no label that one concept has, for ${argument}: concept ids look like DJh5_yyF_hEM.`;
  return badInput(
    argument,
    `${problem}${nearest}`,
    suggestions.map(({ key }) => key),
  );
}

const namesByIndex = new WeakMap<TaxonomyIndex, Map<string, NearestNames<Concept>>>();

/** The ids of the concepts of some types, or their labels, whole and at a little more a word of them. */
function namesOf(
  taxonomyIndex: TaxonomyIndex,
  types: readonly string[],
  areIds: boolean,
): NearestNames<Concept> {
  const known = namesByIndex.get(taxonomyIndex) ?? new Map<string, NearestNames<Concept>>();
  namesByIndex.set(taxonomyIndex, known);
  const key = [...types, areIds].join(' ');
  const before = known.get(key);
  if (before) return before;
  const names = [...taxonomyIndex.concepts.values()].flatMap((one): Name<Concept>[] => {
    if (!types.includes(one.type)) return [];
    const name = (areIds ? one.key : labelOf(one)).toLowerCase();
    const words = areIds ? [] : name.split(/[\s,/()]+/).filter((word) => word !== name);
    return [{ of: one, name }, ...words.map((word) => ({ of: one, name: word, more: 0.5 }))];
  });
  const made = new NearestNames(names);
  known.set(key, made);
  return made;
}
