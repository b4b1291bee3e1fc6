import type { Content } from '../content/snapshot.ts';
import type { Place } from '../entities/place.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { entryOf } from '../text/entry-of.ts';
import { stancesOf, tokensOf } from './tokens.ts';

/** How people write places that have another name in the register. */
const otherNames: Record<string, string> = {
  sthlm: 'stockholm',
  gbg: 'göteborg',
  gothenburg: 'göteborg',
};
const maxWords = 3;
const placesByName = new WeakMap<Content, Map<string, Place>>();

/**
 * The first municipality or county that a text names, if not in a denial; null where it names none. Words in lower case
 * count as places only in texts that are all in lower case, since many places are also common words.
 */
export function placeIn(content: Content, text: string): Place | null {
  const places = namesOf(content);
  const tokens = tokensOf(text);
  const stances = stancesOf(tokens);
  const isLowerCase = text === text.toLowerCase();
  for (const [at, { written }] of tokens.entries()) {
    if (stances[at]?.isNegated || (!isLowerCase && !/^\p{Lu}/u.test(written))) continue;
    for (let length = maxWords; length > 0; length--) {
      const name = tokens
        .slice(at, at + length)
        .map(({ word }) => word)
        .join(' ');
      const known = entryOf(otherNames, name) ?? name;
      const place = places.get(known) ?? places.get(known.replace(/s$/, ''));
      if (place) return place;
    }
  }
  return null;
}

function namesOf(content: Content): Map<string, Place> {
  const made = placesByName.get(content);
  if (made) return made;
  const places = new Map<string, Place>();
  for (const place of content.places.values()) {
    if (place.kind === PlaceKind.COUNTRY || !/^\d+$/.test(place.key)) continue;
    const words = tokensOf(place.name).map(({ word }) => word);
    const name = words.join(' ');
    // A municipality before the county of the same name.
    if (!places.has(name) || place.countyKey !== null) places.set(name, place);
    if (words.length > 1 && words.at(-1) === 'län')
      places.set(words.slice(0, -1).join(' ').replace(/s$/, ''), place);
  }
  placesByName.set(content, places);
  return places;
}
