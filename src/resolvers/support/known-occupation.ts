import { distance } from 'fastest-levenshtein';
import type { Content } from '../../content/snapshot.ts';
import type { Occupation } from '../../entities/occupation.ts';
import { labelOf, labelsOf, type TaxonomyIndex } from '../../taxonomy/taxonomy-index.ts';
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
      : isCode
        ? nearestOf([...taxonomyIndex.occupations.values()], ({ key }) => distance(short, key))
        : nearestByName(taxonomyIndex, short);
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

function nearestOf<T>(all: readonly T[], far: (one: T) => number): T[] {
  return all
    .map((one) => ({ one, far: far(one) }))
    .sort((a, b) => a.far - b.far)
    .map(({ one }) => one);
}

/** By the labels of groups and of the occupations in them, whole or a word of them. */
function nearestByName(taxonomyIndex: TaxonomyIndex, wanted: string): Occupation[] {
  const concepts = [...taxonomyIndex.concepts.values()].filter(({ type }) =>
    ['ssyk-level-4', 'occupation-name'].includes(type),
  );
  const far = (label: string): number => distance(wanted, label);
  return nearestOf(concepts, (concept) =>
    Math.min(
      ...labelsOf(concept).flatMap((label) => {
        const folded = label.toLowerCase();
        // A word of a label is a little further off than a whole one.
        return [far(folded), ...folded.split(/[\s,/]+/).map((word) => far(word) + 0.5)];
      }),
    ),
  ).flatMap((concept) => taxonomyIndex.occupationsOf(concept));
}

/** A group without a label has nothing but its code. */
function named(one: Occupation): string {
  const label = labelOf(one);
  return label === one.key ? one.key : `${one.key} ${label}`;
}
