import { distance } from 'fastest-levenshtein';

/** A name of something, and how much further off it counts than a name of first rank. */
export interface Name<T> {
  of: T;
  name: string;
  more?: number;
}

/** Longer words are cut before they are compared: so many letters tell enough, and are compared fast. */
const LONGEST = 32;

interface Found<T> {
  of: T;
  far: number;
  /** Its place among the names: of equally near ones the first is meant. */
  at: number;
}

/** Names to find the nearest among. Made once for a long list. */
export class NearestNames<T> {
  private readonly byLength: (Required<Name<T>> & { at: number })[][] = [];

  constructor(names: Iterable<Name<T>>) {
    let at = 0;
    for (const { of, name, more = 0 } of names) {
      const one = { of, name, more, at: at++ };
      const same = this.byLength[name.length];
      if (same) same.push(one);
      else this.byLength[name.length] = [one];
    }
  }

  /**
   * What the names nearest to a word stand for, each thing once, the nearest first. Distance is counted in letters that
   * are put in, left out or replaced. Names are folded by the caller. Only those are compared letter by letter that can
   * be nearer than what was found before, judged by their lengths and by which letters they hold.
   */
  find(wanted: string, count: number): T[] {
    const word = wanted.slice(0, LONGEST);
    const letters = lettersOf(word);
    const found: Found<T>[] = [];
    const longest = Math.max(this.byLength.length, word.length);
    for (let apart = 0; apart <= longest; apart++) {
      // Names that are further off in length alone cannot be among the nearest.
      if ((found[count - 1]?.far ?? Number.POSITIVE_INFINITY) < apart) break;
      for (const length of apart === 0 ? [word.length] : [word.length - apart, word.length + apart]) {
        for (const { of, name, more, at } of this.byLength[length] ?? []) {
          if (!isAmong(found, { far: apart + more, at }, count)) continue;
          if (!isAmong(found, { far: leastEdits(word.length, letters, name) + more, at }, count)) continue;
          keep(found, { of, far: distance(word, name) + more, at }, count);
        }
      }
    }
    return found.map(({ of }) => of);
  }
}

/** The same in a list that is short, or asked once. */
export function nearestNames<T>(wanted: string, names: Iterable<Name<T>>, count: number): T[] {
  return new NearestNames(names).find(wanted, count);
}

type Near = Pick<Found<unknown>, 'far' | 'at'>;

const isNearer = (one: Near, other: Near): boolean =>
  one.far < other.far || (one.far === other.far && one.at < other.at);

/** Whether it would be one of the nearest. */
function isAmong(found: readonly Near[], one: Near, count: number): boolean {
  const last = found[count - 1];
  return last === undefined || isNearer(one, last);
}

/** Puts one in its place among the nearest; a thing counts by its nearest name. */
function keep<T>(found: Found<T>[], one: Found<T>, count: number): void {
  const before = found.findIndex(({ of }) => of === one.of);
  const earlier = found[before];
  if (earlier) {
    if (!isNearer(one, earlier)) return;
    found.splice(before, 1);
  }
  const after = found.findIndex((other) => isNearer(one, other));
  found.splice(after < 0 ? found.length : after, 0, one);
  if (found.length > count) found.pop();
}

/** Letters share these places, which only makes the bound lower. */
const PLACES = 64;
const counts = new Int16Array(PLACES);

function lettersOf(word: string): Int16Array {
  const letters = new Int16Array(PLACES);
  for (let at = 0; at < word.length; at++) {
    const place = word.charCodeAt(at) % PLACES;
    letters[place] = (letters[place] ?? 0) + 1;
  }
  return letters;
}

/** Each letter that one of them has more often takes an edit, and an edit can settle one of each. */
function leastEdits(length: number, letters: Int16Array, name: string): number {
  counts.set(letters);
  let shared = 0;
  for (let at = 0; at < name.length; at++) {
    const place = name.charCodeAt(at) % PLACES;
    const left = counts[place] ?? 0;
    if (left > 0) shared++;
    counts[place] = left - 1;
  }
  return Math.max(length, name.length) - shared;
}
