import type { Content } from '../../content/snapshot.ts';
import type { Occupation } from '../../entities/occupation.ts';
import { labelOf, labelsOf, type TaxonomyIndex } from '../../taxonomy/taxonomy-index.ts';
import { type Name, NearestNames } from '../../text/nearest-names.ts';
import { badInput, given, keyInId, unknownValue } from './input.ts';

const maxSuggestions = 8;

/**
 * The occupation to narrow by: an SSYK code, a concept id of a group or an occupation name, a URI in ESCO, or a label
 * that only one group has. An error with the nearest codes and labels for anything else.
 */
export function knownOccupation(
  { taxonomyIndex }: Content,
  value: string | null | undefined,
  argument = 'occupation',
): Occupation | null {
  if (value === null || value === undefined) return null;
  const wanted = given(argument, value);
  const direct = taxonomyIndex.occupation(keyInId('Occupation', wanted) ?? wanted);
  if (direct) return direct;
  const labelled = new Set(
    taxonomyIndex.conceptsLabelled(wanted).flatMap((one) => taxonomyIndex.occupationsOf(one)),
  );
  const [only] = labelled;
  if (only && labelled.size === 1) return only;

  const short = wanted.slice(0, 60).toLowerCase();
  const isCode = /^\d*$/.test(short);
  const found = labelled.size > 0 || isCode ? [...labelled] : taxonomyIndex.search(short, null);
  const nearest =
    found.length > 0
      ? found
      : (isCode ? codesOf(taxonomyIndex) : namesOf(taxonomyIndex)).find(short, maxSuggestions);
  const suggestions = [...new Set(nearest)].slice(0, maxSuggestions);
  const shown = suggestions.map(named).join(', ');
  const keys = suggestions.map(({ key }) => key);
  if (labelled.size > 0)
    throw badInput(argument, `${JSON.stringify(value)} may be ${shown}: give the code.`, keys);
  throw unknownValue(
    argument,
    `There is no occupation ${JSON.stringify(value)}. The nearest are: ${shown}.`,
    keys,
  );
}

const codesOf = ({ occupations }: TaxonomyIndex): NearestNames<Occupation> =>
  new NearestNames([...occupations.values()].map((one) => ({ of: one, name: one.key })));

const namesByIndex = new WeakMap<TaxonomyIndex, NearestNames<Occupation>>();

/** The labels of groups and of the occupations in them, whole or a word of them. */
function namesOf(taxonomyIndex: TaxonomyIndex): NearestNames<Occupation> {
  const known = namesByIndex.get(taxonomyIndex);
  if (known) return known;
  const names: Name<Occupation>[] = [];
  for (const concept of taxonomyIndex.concepts.values()) {
    if (concept.type !== 'ssyk-level-4' && concept.type !== 'occupation-name') continue;
    for (const of of taxonomyIndex.occupationsOf(concept)) {
      for (const label of labelsOf(concept)) {
        const name = label.toLowerCase();
        names.push({ of, name });
        // A word of a label is a little further off than a whole one.
        for (const word of name.split(/[\s,/]+/))
          if (word !== name) names.push({ of, name: word, more: 0.5 });
      }
    }
  }
  const made = new NearestNames(names);
  namesByIndex.set(taxonomyIndex, made);
  return made;
}

/** A group without a label has nothing but its code. */
function named(one: Occupation): string {
  const label = labelOf(one);
  return label === one.key ? one.key : `${one.key} ${label}`;
}
