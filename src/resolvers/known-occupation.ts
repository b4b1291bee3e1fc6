import { distance } from 'fastest-levenshtein';
import { labelOf } from '../content/backbone.ts';
import type { Content } from '../content/content.ts';
import type { Occupation } from '../entities/occupation.ts';
import { badInput } from './input.ts';

const mostNamed = 8;

/**
 * The occupation to narrow by: an SSYK code, a concept id of a group or an occupation name, a URI in ESCO, or a label
 * that only one group has. An error with the nearest codes and labels for anything else.
 */
export function knownOccupation(
  { backbone }: Content,
  value: string | null | undefined,
  argument = 'occupation',
): Occupation | null {
  if (value === null || value === undefined) return null;
  const wanted = value.trim();
  const direct = backbone.occupation(wanted);
  if (direct) return direct;
  const labelled = new Set(backbone.conceptsLabelled(wanted).flatMap((one) => backbone.occupationsOf(one)));
  const [only] = labelled;
  if (only && labelled.size === 1) return only;

  const short = wanted.slice(0, 60).toLowerCase();
  const found = labelled.size > 0 ? [...labelled] : short === '' ? [] : backbone.search(short, null);
  const nearest =
    found.length > 0 && !/^\d+$/.test(short)
      ? found
      : [...backbone.occupations.values()]
          .map((one) => ({
            one,
            far: Math.min(distance(short, one.key), distance(short, labelOf(one).toLowerCase())),
          }))
          .sort((a, b) => a.far - b.far)
          .map(({ one }) => one);
  const told = nearest.slice(0, mostNamed);
  throw badInput(
    argument,
    `There is no occupation ${JSON.stringify(value)}. The nearest are: ${told.map((one) => `${one.key} ${labelOf(one)}`).join(', ')}.`,
    told.map(({ key }) => key),
  );
}
