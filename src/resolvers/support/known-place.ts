import type { Content } from '../../content/snapshot.ts';
import type { Place } from '../../entities/place.ts';
import { PlaceKind } from '../../entities/vocabulary.ts';
import { entryOf } from '../../text/entry-of.ts';
import { fold } from '../../text/fold.ts';
import { nearestNames } from '../../text/nearest-names.ts';
import { badInput, given, keyInId, unknownValue } from './input.ts';

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
  const wanted = given(argument, value);
  const all = [...places.values()];
  const exact =
    places.get(wanted.toUpperCase()) ??
    places.get(keyInId('Place', wanted) ?? '') ??
    all.find(({ name, nuts, taxonomyId }) => [name, nuts, taxonomyId].includes(wanted));
  if (exact) return exact;

  const folded = foldedName(wanted);
  const found = namedAs(all, folded);
  // Håbo and Habo fold to the same: the one that is spelt as it was asked for is meant.
  const spelt = found.filter(({ name }) => wanted.toLowerCase().startsWith(name.toLowerCase()));
  const alike = spelt.length === 1 ? spelt : found;
  const [only] = alike;
  if (only && alike.length === 1) return only;
  if (only) {
    throw badInput(
      argument,
      `${JSON.stringify(value)} may be ${named(alike)}: give the code.`,
      alike.map(({ key }) => key),
    );
  }
  const short = folded.bare.slice(0, 60);
  // Compare codes with codes and names with names: a short name such as “gbg” is near to every code.
  const isCode = /\d/.test(short);
  const names = atNamedLevel(all, folded).map((of) => ({ of, name: isCode ? of.key : foldedPlace(of).bare }));
  const nearest = nearestNames(short, names, maxSuggestions);
  throw unknownValue(
    argument,
    `There is no place ${JSON.stringify(value)}. The nearest are: ${named(nearest)}.`,
    nearest.map(({ key }) => key),
  );
}

/** A name in the forms in which names are compared. */
interface FoldedName {
  whole: string;
  /** Without the word for its level: “Region Skåne”, “Malmö stad”. */
  bare: string;
  /** The word for the level takes the genitive: “Halmstads kommun”, “Hallands län”. */
  withoutGenitive: string;
}

const LEVEL = / (?:kommun|kommune|municipality|stad|lan|county)$/;
/** Municipalities whose official name has an old genitive of the place’s. */
const OLD_GENITIVES: Readonly<Record<string, string>> = { falu: 'falun' };

function foldedName(name: string): FoldedName {
  const whole = fold(name);
  const bare = whole.replace(/^region /, '').replace(LEVEL, '');
  return { whole, bare, withoutGenitive: bare.replace(/s$/, '') };
}

const foldedPlaces = new WeakMap<Place, FoldedName>();

function foldedPlace(place: Place): FoldedName {
  const folded = foldedPlaces.get(place) ?? foldedName(place.name);
  foldedPlaces.set(place, folded);
  return folded;
}

const namesCounty = ({ whole }: FoldedName) => /^region | (?:lan|county)$/.test(whole);
const namesMunicipality = ({ whole }: FoldedName) => / (?:kommun|kommune|municipality|stad)$/.test(whole);

/** Places at the level that the name states: “Skona län” is not a municipality. */
function atNamedLevel(all: readonly Place[], wanted: FoldedName): readonly Place[] {
  if (namesCounty(wanted)) return all.filter(({ kind }) => kind === PlaceKind.COUNTY);
  if (namesMunicipality(wanted)) return all.filter(({ kind }) => kind === PlaceKind.MUNICIPALITY);
  return all;
}

/** Places with a name: municipalities first, also in the genitive, then counties. */
function namedAs(all: readonly Place[], wanted: FoldedName): Place[] {
  const counties = all.filter(({ kind }) => kind === PlaceKind.COUNTY);
  const others = namesCounty(wanted) ? [] : all.filter(({ kind }) => kind !== PlaceKind.COUNTY);
  const exact = others.filter((place) => foldedPlace(place).whole === wanted.bare);
  if (exact.length > 0) return exact;
  const nominative = entryOf(OLD_GENITIVES, wanted.bare) ?? wanted.withoutGenitive;
  const municipalities = others.filter((place) => foldedPlace(place).whole === nominative);
  if (namesMunicipality(wanted)) return municipalities;
  const named = counties.filter((place) => foldedPlace(place).withoutGenitive === wanted.withoutGenitive);
  return named.length > 0 ? named : municipalities;
}

function named(places: readonly Place[]): string {
  return places.map(({ key, name }) => `${key} ${name}`).join(', ');
}
