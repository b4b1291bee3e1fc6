import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fold } from './fold.ts';

const lines = z.array(z.string());
const file = z.object({
  given: lines,
  givenElsewhere: lines,
  alsoWords: lines,
  family: lines,
  places: lines,
  things: lines,
  known: lines,
  commonWords: lines,
});
type ListName = keyof z.output<typeof file> | 'knownFirst';
type List = Pick<ReadonlySet<string>, 'has'>;

let lists: Readonly<Record<ListName, List>> | null = null;

function readLists(): Readonly<Record<ListName, List>> {
  const read = file.parse(
    JSON.parse(readFileSync(new URL('../../reference/names.json', import.meta.url), 'utf8')),
  );
  const setOf = (list: readonly string[], separator = ' '): List =>
    new Set(list.flatMap((line) => line.split(separator)));
  return {
    given: setOf(read.given),
    givenElsewhere: setOf(read.givenElsewhere),
    alsoWords: setOf(read.alsoWords),
    family: setOf(read.family),
    places: setOf(read.places),
    things: setOf(read.things),
    known: setOf(read.known, '; '),
    knownFirst: new Set(
      read.known.flatMap((line) => line.split('; ').map((phrase) => phrase.replace(/ .*/, ''))),
    ),
    commonWords: setOf(read.commonWords),
  };
}

/** All are read at the first word that is looked up: it takes 40 ms, and a start needs none. */
const list = (name: ListName): List => ({
  has: (word) => {
    lists ??= readLists();
    return lists[name].has(word);
  },
});
const given = list('given');
const givenElsewhere = list('givenElsewhere');
const alsoWords = list('alsoWords');
const family = list('family');
const places = list('places');
const things = list('things');
const known = list('known');
/** The first words of the same. */
const knownFirst = list('knownFirst');
const commonWords = list('commonWords');

/** Endings of family names, folded. */
const FAMILY_ENDING =
  /^.{2,}(?:sson|ssen|rsen|lsen|nsen|dsen|psen|ksen|gsen|tsen|strom|stroem|berg|bergh|lund|qvist|kvist|quist|gren|dahl|dal|holm|blad|blom|fors|stedt|feldt|mark|lof|loef|skold|hjelm|hielm|stjerna|stierna|krantz|crantz|borg|back|bak|strand|wall|vall|lander|hult|rud|heim|haug|bakken|gaard|gard|lin|len|ell|elius|enius|onius|ander|ros|klint|hammar|brant|nen|maki|maa|ski|ska|cki|cka|dzki|dzka|czyk|wicz|vic|vich|ova|eva|enko|chuk|oglu|zadeh|zade|pour|nejad|zai|idis|poulos|akis|escu|yan|shvili|adze|ez|ic|dottir|datter|sdotter)$/;

/** What the lists say about a capitalised word. */
export interface ListedAs {
  /** 2 as used in Sweden and its neighbours, 1 elsewhere. */
  given: 0 | 1 | 2;
  /** 2 listed, 1 by its ending. */
  family: 0 | 1 | 2;
  /** It is also a common word, a brand or a god. */
  isAlsoWord: boolean;
  isCommonWord: boolean;
  isPlace: boolean;
  /** A brand, a program, a model or a god. */
  isThing: boolean;
  /** The first word of what is known by its whole name. */
  beginsKnown: boolean;
  /** With the ending of the genitive. */
  isGenitive: boolean;
}

const cache = new Map<string, ListedAs>();
const MAX_CACHED = 10_000;
const MAX_LENGTH = 30;

/** What the lists say about a word in any case, in the nominative or the genitive. */
export function listedAs(word: string): ListedAs {
  const before = cache.get(word);
  if (before) return before;
  const found = look(word);
  if (word.length > MAX_LENGTH) return found;
  if (cache.size >= MAX_CACHED) cache.clear();
  // A slice would keep the whole text in memory.
  cache.set(Buffer.from(word).toString(), found);
  return found;
}

/** The words of the longest beginning that is a person of history or fiction, or a firm or brand with the form of a name. */
export function knownBeginning(words: readonly string[]): number {
  if (!listedAs(words[0] ?? '').beginsKnown) return 0;
  const phrases: string[] = [];
  for (const word of words.slice(0, MAX_KNOWN)) phrases.push(`${phrases.at(-1) ?? ''} ${fold(word)}`.trim());
  const isKnown = (phrase: string) =>
    known.has(phrase) || (phrase.endsWith('s') && known.has(phrase.replace(/'?s$/, '')));
  return phrases.findLastIndex(isKnown) + 1;
}
const MAX_KNOWN = 4;

const DIVIDED = /^\p{Lu}\p{Ll}{1,8}-\p{Ll}{2,10}$/u;
function look(word: string): ListedAs {
  // “Ma-ria”: a hyphen before a small letter divides the word.
  const lower = word.toLowerCase().replace(DIVIDED.test(word) ? '-' : '', '');
  const [first = '', second] = lower.split('-', 2);
  const whole = fold(first).replaceAll('’', "'");
  const name = stem(whole);
  // “Stor-Stina”, “Abu-Bakr”: the first name may stand in either part.
  const other = second === undefined ? '' : stem(fold(second));
  const isDouble = second === undefined || second.length < 3 || given.has(other) || givenElsewhere.has(other);
  const isFamily = (one: string) => family.has(one) || family.has(stem(one));
  const last = second === undefined ? whole : fold(second);
  return {
    given: !isDouble ? 0 : given.has(name) ? 2 : givenElsewhere.has(name) ? 1 : 0,
    family: isFamily(last) || isFamily(whole) ? 2 : FAMILY_ENDING.test(stem(last)) ? 1 : 0,
    isAlsoWord: second === undefined && (alsoWords.has(whole) || things.has(whole)),
    isPlace: places.has(lower) || (lower.endsWith('s') && places.has(lower.slice(0, -1))),
    beginsKnown: knownFirst.has(whole) || (whole.endsWith('s') && knownFirst.has(whole.replace(/'?s$/, ''))),
    isCommonWord: second === undefined && commonWords.has(lower),
    isGenitive: last.endsWith('s') && stem(last) !== last && !family.has(last),
    isThing:
      things.has(whole) ||
      (whole.includes("'") && things.has(whole.replaceAll("'", ''))) ||
      (whole.endsWith('s') && things.has(whole.slice(0, -1))),
  };
}

/** Without the ending of the genitive: “Kerstins man”. */
function stem(word: string): string {
  if (word.length <= 3 || !word.endsWith('s') || given.has(word)) return word;
  const rest = word.slice(0, word.at(-2) === "'" ? -2 : -1);
  return given.has(rest) || givenElsewhere.has(rest) || family.has(rest) || FAMILY_ENDING.test(rest)
    ? rest
    : word;
}
