import { entryOf } from './entry-of.ts';
import { hasInnerCapital } from './letters.ts';
import { listedAs } from './name-lists.ts';
import { isCertainFirstName, isFirstName } from './name-words.ts';

/*
 * Words in which a first name is written otherwise: with digits for letters, backwards, or with capitals anywhere. Each
 * reading has the length of what it stands for, so that places in the text stay.
 */

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
};
const HAS_DIGIT_IN_WORD = /\p{L}[\d$!€]\p{L}|(?<![\d\p{L}])[\d$€]\p{L}{2}/u;
/** Letters with digits among them, and the words after. */
const WITH_DIGITS =
  /(?<![\p{L}\d@.$_/-])(?=[\p{L}@]{0,12}[\d$!€])[\p{L}\d$!€@]{3,20}(?:[ ._-][\p{L}\d$!€@]{3,20}){0,2}(?![\p{L}\d@$_/-])/gu;
const BACKWARDS = /(?<![\p{L}\d])\p{Ll}{2,20}\p{Lu}(?: \p{Ll}{2,20}\p{Lu}){0,2}(?![\p{L}\d])/gu;
const ODD_CASE =
  /(?<![\p{L}\d@._/#-])(?:\p{Ll}\p{L}{0,19}\p{Lu}\p{L}{0,19}|\p{Lu}\p{L}{0,19}\p{Ll}\p{Lu}\p{L}{0,19})(?: \p{L}{2,20})?(?![\p{L}\d@_/-])/gu;

const titled = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
const isName = (word: string): boolean =>
  word.length > 2 && isCertainFirstName(word) && !listedAs(word).isCommonWord;
/** Enough where another word of the name is written in the same odd way. */
const mayBeName = (word: string): boolean => word.length > 2 && isFirstName(word);
const isFamily = (word: string): boolean =>
  word.length > 4 && listedAs(word).family > 0 && !listedAs(word).isCommonWord;

function letters(word: string, one: string): string {
  return word.replace(/[\d$!€@]/gu, (sign) => (sign === '1' ? one : (entryOf(LETTERS, sign) ?? sign)));
}

/** “4nn4 3x3mp3l” as “Anna Exempel”. */
function withoutDigits(found: string): string {
  const words = found.split(/([ ._-])/u);
  const [first = ''] = words;
  if (!/\p{L}/u.test(first) || !/[\d$!€@]/u.test(first)) return found;
  const isOdd = (word = '') => /\p{L}/u.test(word) && /\d/.test(word);
  const isEnough = isOdd(words[2])
    ? mayBeName
    : (first.match(/\d/g)?.length ?? 0) > 1
      ? (word: string) => isName(word) || isFamily(word)
      : isName;
  const name = ['i', 'l'].map((one) => titled(letters(first, one))).find(isEnough);
  if (name === undefined) return found;
  return words
    .map((word, at) => {
      if (at === 0) return name;
      return isOdd(word) ? titled(letters(word, 'i')) : word;
    })
    .join('');
}

/** “Anna Exempe1son”: digits in the name after a first name. */
const FAMILY_WITH_DIGITS =
  /(?<![\p{L}\d])(\p{Lu}\p{L}{2,14}(?:-\p{Lu}\p{L}{2,14})?) (?=\p{Lu}\p{L}{0,12}\d)(\p{Lu}[\p{L}\d]{3,20})(?![\p{L}\d@_/-])/gu;
function familyWithoutDigits(found: string, first: string, second: string): string {
  const isWord = (second.match(/\p{L}/gu)?.length ?? 0) > 3 && /\d\p{L}|\p{L}{4}\d$/u.test(second);
  return isWord && isCertainFirstName(first) ? `${first} ${titled(letters(second, 'l'))}` : found;
}

/** A remark that words are to be read from their end. */
const TOLD_BACKWARDS =
  /(?<!\p{L})(?:baklänges|bakifrån|bakvänt|spegelvän|baklengs|bakfra|bagfra|backwards|reversed|takaperin)/iu;
const SMALL_WORD = /(?<![\p{L}\d@._-])\p{Ll}{3,14}(?![\p{L}\d@_])/gu;
function forwardsSmall(found: string): string {
  const turned = titled([...found].reverse().join(''));
  return turned.length === found.length && mayBeName(turned) && listedAs(found).given === 0 ? turned : found;
}

function forwards(found: string): string {
  const turned = [...found].reverse().join('');
  const words = turned.split(' ');
  return turned.length === found.length && words.some(words.length > 1 ? mayBeName : isName) ? turned : found;
}

/** “aNNa eXEMPEL” */
function inUsualCase(found: string): string {
  const [first = '', second] = found.split(' ');
  const name = titled(first);
  const isOdd =
    second !== undefined &&
    /\p{Ll}\p{Lu}|^\p{Lu}{2}/u.test(second) &&
    second.toLowerCase().length === second.length;
  // “SoL” is short for something.
  if (/^\p{Lu}\p{Ll}\p{Lu}$/u.test(first) && !isOdd) return found;
  if (name.length !== first.length || !(isOdd ? mayBeName(name) : isName(name))) return found;
  return second === undefined ? name : `${name} ${isOdd ? titled(second) : second}`;
}

/** The text with such words in their usual form. */
export function inUsualForm(text: string): string {
  let usual = text;
  if (/[\d$!€]\p{L}/u.test(usual) && HAS_DIGIT_IN_WORD.test(usual))
    usual = usual.replace(WITH_DIGITS, withoutDigits);
  if (/\d\p{Ll}/u.test(usual) || /\p{Ll}\d/u.test(usual))
    usual = usual.replace(FAMILY_WITH_DIGITS, familyWithoutDigits);
  if (TOLD_BACKWARDS.test(usual)) usual = usual.replace(SMALL_WORD, forwardsSmall);
  if (!hasInnerCapital(usual)) return usual;
  if (/\p{Ll}{2}\p{Lu}(?!\p{L})/u.test(usual)) usual = usual.replace(BACKWARDS, forwards);
  return usual.replace(ODD_CASE, inUsualCase);
}
