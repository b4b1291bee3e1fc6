import { distance } from 'fastest-levenshtein';
import type { Content } from '../content/content.ts';
import { fold } from '../content/fold.ts';
import type { Place } from '../entities/place.ts';
import { badInput } from './input.ts';

const mostNamed = 8;

/**
 * The place to narrow by: an SCB code, a name, a NUTS code or a concept id of the taxonomy. An error with codes and
 * names where there is no such place, or where a name means several.
 */
export function knownPlace(
  { places }: Content,
  value: string | null | undefined,
  argument = 'place',
): Place | null {
  if (value === null || value === undefined) return null;
  const wanted = value.trim();
  const all = [...places.values()];
  const exact =
    places.get(wanted.toUpperCase()) ??
    all.find(({ name, nuts, taxonomyId }) => [name, nuts, taxonomyId].includes(wanted));
  if (exact) return exact;

  const folded = fold(wanted).replace(/ (kommun|stad)$/, '');
  const alike = all.filter(({ name }) => fold(name) === folded);
  const [only] = alike;
  if (only && alike.length === 1) return only;
  if (only) {
    throw badInput(
      argument,
      `${JSON.stringify(value)} may be ${named(alike)}: give the code.`,
      alike.map(({ key }) => key),
    );
  }
  const short = folded.slice(0, 60);
  const nearest = all
    .map((place) => ({
      place,
      far: Math.min(distance(short, fold(place.name)), distance(wanted.slice(0, 60), place.key)),
    }))
    .sort((a, b) => a.far - b.far)
    .slice(0, mostNamed)
    .map(({ place }) => place);
  throw badInput(
    argument,
    `There is no place ${JSON.stringify(value)}. The nearest are: ${named(nearest)}.`,
    nearest.map(({ key }) => key),
  );
}

function named(places: readonly Place[]): string {
  return places.map(({ key, name }) => `${key} ${name}`).join(', ');
}
