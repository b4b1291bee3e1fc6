import { entryOf } from './entry-of.ts';

/** Letters that Unicode does not decompose into a base letter and a mark. */
const baseLetters: Record<string, string> = { ø: 'o', æ: 'ae', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l' };

/** Combining marks go before the text is normalised: `normalize` sorts a run of them, in quadratic time. */
const withoutMarks = (text: string): string => text.replace(/\p{M}+/gu, '');

/** Letters with their marks, as most texts have no others. */
const usualLetters: Record<string, string> = { å: 'a', ä: 'a', ö: 'o', é: 'e', ü: 'u', æ: 'ae', ø: 'o' };

const SPACE = 32;
/** What becomes of a usual character, by its code: the codes of its letters, or a space for what parts words. */
type Folding = readonly (readonly number[] | undefined)[];

function foldingOf(parts: RegExp): Folding {
  const codes: (readonly number[] | undefined)[] = Array.from({ length: 128 }, (_, code) => {
    const lower = String.fromCharCode(code).toLowerCase();
    return [parts.test(lower) ? SPACE : lower.charCodeAt(0)];
  });
  for (const [letter, folded] of Object.entries(usualLetters))
    for (const one of [letter, letter.toUpperCase()])
      codes[one.charCodeAt(0)] = Array.from(folded, (part) => part.charCodeAt(0));
  return codes;
}

const folding = foldingOf(/[\s\-/]/);
const foldingToWords = foldingOf(/[^a-z\d]/);

const longestQuick = 10_000;
/** Where the letters of one text are put together: a letter becomes two at most, with a space before it. */
const letters = new Uint8Array(3 * longestQuick);
const ascii = new TextDecoder();

/**
 * Folds a text of usual characters in one pass, each part after a space; null for any other text. A part of a string keeps
 * all of it in memory, so what shall not be there is left out before.
 */
function foldUsual(text: string, codes: Folding, from = 0): string | null {
  if (text.length > longestQuick) return null;
  let length = 0;
  let isBetween = true;
  for (let at = 0; at < text.length; at++) {
    const folded = codes[text.charCodeAt(at)];
    if (folded === undefined) return null;
    if (folded[0] === SPACE) {
      isBetween = true;
      continue;
    }
    if (isBetween) letters[length++] = SPACE;
    isBetween = false;
    for (const code of folded) letters[length++] = code;
  }
  return ascii.decode(letters.subarray(from, Math.max(from, length)));
}

/** A text in the form in which texts are compared: lower case, without diacritics, hyphens and slashes as spaces. */
export function fold(text: string): string {
  return foldUsual(text, folding, 1) ?? foldAny(text);
}

/** The folded letters and digits of a text, each word after one space: `includes(' word')` finds words by their beginning. */
export function foldWords(text: string): string {
  const words =
    foldUsual(text, foldingToWords) ??
    ` ${foldAny(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()}`;
  return words || ' ';
}

/** The same as `fold`, for any text and in several passes. */
function foldAny(text: string): string {
  return withoutMarks(text.toLowerCase())
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæßđðþł]/g, (letter) => entryOf(baseLetters, letter) ?? letter)
    .replace(/[\s\-‐-―/]+/g, ' ')
    .trim();
}

/** Whether a text has a letter or digit to search for. */
export function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(fold(text));
}

/** A test of folded texts: whether one of them has, for every word of the query, a word that begins with it. */
export function wordsBeginning(query: string): (folded: readonly string[]) => boolean {
  const words = fold(query)
    .split(' ')
    .map((word) => ` ${word}`);
  return (folded) => folded.some((text) => words.every((word) => text.includes(word)));
}

const foldedTexts = new WeakMap<object, readonly string[]>();

/** The texts of an object, each folded after one space. Folded once, since content never changes in place. */
export function foldedOf<T extends object>(
  object: T,
  textsOf: (object: T) => readonly string[],
): readonly string[] {
  const before = foldedTexts.get(object);
  if (before) return before;
  const folded = textsOf(object).map((text) => ` ${fold(text)}`);
  foldedTexts.set(object, folded);
  return folded;
}

/** A text without diacritics; case and everything else stay. */
export function withoutDiacritics(text: string): string {
  return withoutMarks(text).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}
