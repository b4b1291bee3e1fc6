import { distance } from 'fastest-levenshtein';
import type { Content } from '../../content/snapshot.ts';
import type { Place } from '../../entities/place.ts';
import { PlaceKind } from '../../entities/vocabulary.ts';
import { fold } from '../../text/fold.ts';
import { badInput } from './input.ts';

const maxSuggestions = 8;

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

  const folded = bare(wanted);
  const alike = namedAs(all, wanted);
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
  // Compare codes with codes and names with names: a short name such as “gbg” is near to every code.
  const isCode = /\d/.test(short);
  const nearest = atNamedLevel(all, wanted)
    .map((place) => ({ place, far: distance(short, isCode ? place.key : bare(place.name)) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, maxSuggestions)
    .map(({ place }) => place);
  throw badInput(
    argument,
    `There is no place ${JSON.stringify(value)}. The nearest are: ${named(nearest)}.`,
    nearest.map(({ key }) => key),
  );
}

/** A name without the word for its level: “Region Skåne”, “Malmö stad”. */
const bare = (name: string): string =>
  fold(name)
    .replace(/^region /, '')
    .replace(/ (?:kommun|stad|lan)$/, '');
/** The word for the level takes the genitive: “Halmstads kommun”, “Hallands län”. */
const withoutGenitive = (name: string): string => bare(name).replace(/s$/, '');

/** Places at the level that the name states: “Skona län” is not a municipality. */
function atNamedLevel(all: readonly Place[], wanted: string): readonly Place[] {
  const folded = fold(wanted);
  if (/^region | lan$/.test(folded)) return all.filter(({ kind }) => kind === PlaceKind.COUNTY);
  if (/ (?:kommun|stad)$/.test(folded)) return all.filter(({ kind }) => kind === PlaceKind.MUNICIPALITY);
  return all;
}

/** Places with a name: municipalities first, also in the genitive, then counties. */
function namedAs(all: readonly Place[], wanted: string): Place[] {
  const folded = fold(wanted);
  const isCounty = /^region | lan$/.test(folded);
  const isMunicipality = / (?:kommun|stad)$/.test(folded);
  const counties = all.filter(({ kind }) => kind === PlaceKind.COUNTY);
  const others = isCounty ? [] : all.filter(({ kind }) => kind !== PlaceKind.COUNTY);
  const exact = others.filter(({ name }) => fold(name) === bare(wanted));
  if (exact.length > 0) return exact;
  const genitive = isMunicipality
    ? others.filter(({ name }) => fold(name) === withoutGenitive(wanted))
    : counties.filter(({ name }) => withoutGenitive(name) === withoutGenitive(wanted));
  return genitive;
}

function named(places: readonly Place[]): string {
  return places.map(({ key, name }) => `${key} ${name}`).join(', ');
}
