import type { Content } from '../../content/snapshot.ts';
import type { Place } from '../../entities/place.ts';
import { type PlaceScheme, placeName, placeSince } from '../../sources/cube/place-codes.ts';
import { entryOf } from '../../text/entry-of.ts';

/** The place of an agency's code, unless the period ends before the code got its present boundaries. */
export function joinedPlace(
  { places }: Content,
  scheme: PlaceScheme | null,
  code: string,
  periodEnd: string | null,
): Place | null {
  const name = placeName(scheme, code);
  if (!name) return null;
  const found =
    'scb' in name ? places.get(name.scb) : [...places.values()].find(({ nuts }) => nuts === name.nuts);
  const since = found && entryOf(placeSince, found.key);
  if (since !== undefined && periodEnd !== null && periodEnd < since) return null;
  return found ?? null;
}
