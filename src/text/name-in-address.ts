import { knownBeginning, listedAs } from './name-lists.ts';
import { isOther } from './name-words.ts';

/*
 * Whether a part of an address, or the name of an account, is a person's name.
 */

export const FILE_END = /\.(?:html?|aspx?|php|vcf|jpe?g|png|pdf)$/iu;

/** “anna-exempel”, “anna-maria.exempel”, “boka-anna” */
export function isPersonsPart(part: string, isBooking: boolean): boolean {
  const words = part
    .replace(/^[@~]/u, '')
    .replace(FILE_END, '')
    .toLowerCase()
    .split(/[-._+]/u);
  if (words.length > 8) return false;
  return words.some((word, at) => {
    if (word.length < 3 || listedAs(word).given < 2 || listedAs(word).isCommonWord) return false;
    if (
      listedAs(word).isAlsoWord &&
      (isBooking || words.length !== 2 || listedAs(words[1] ?? '').family === 0)
    )
      return false;
    if (knownBeginning(words.slice(at)) > 1) return false;
    if (isBooking) return true;
    const { family, isCommonWord } = listedAs(words[at + 1] ?? '');
    const isEnd = words.length <= 3 && at === 0;
    return isEnd && words.length > 1 && words.every((one) => /^\p{L}{2,20}$/u.test(one))
      ? isFamilyOfPath(words.at(-1) ?? '')
      : family > 0 && !isCommonWord;
  });
}

/** “annaexempelsson”: a first name and a family name in one word. */
export function isGluedName(word: string): boolean {
  if (!/^\p{Ll}{7,30}$/u.test(word)) return false;
  for (let end = 3; end <= word.length - 4 && end <= 12; end++) {
    const [first, last] = [listedAs(word.slice(0, end)), listedAs(word.slice(end))];
    if (first.given === 2 && last.family > 0 && !last.isCommonWord && last.given === 0) return true;
  }
  return false;
}

/** A family name, or a word that is no other. */
function isFamilyOfPath(word: string): boolean {
  const { family, given, isCommonWord, isPlace, isThing } = listedAs(word);
  if (family === 2) return true;
  return (
    !isCommonWord &&
    (family === 1 || (word.length > 4 && given === 0 && !isPlace && !isThing && !isOther(word)))
  );
}

export const isNamedHandle = (name: string): boolean =>
  name
    .split(/[._\d-]/u)
    .some((part) => part.length > 2 && listedAs(part).given === 2 && !listedAs(part).isCommonWord);
