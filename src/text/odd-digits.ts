/*
 * Digits that are not written as 0 to 9: letters that look like digits, and digits of other scripts.
 */

/** Letters that stand for digits within a number: `O7O-123 45 67`. */
const LETTER_ZERO = /(?<=\d)[OoОоΟο](?=[\d _/.-])|(?<![\p{L}\d])[OОΟ](?=\d)/gu;
/** A number in which letters stand for 0 and 1: `o7o-I74 o6 2I`, `4OO O7 I31`. */
const ZERO = 'oOОоΟο';
const ONE = 'IlІіΙι|';
const LETTERS_FOR_DIGITS = new RegExp(
  String.raw`(?<![\p{L}\d])\+?[\d${ZERO}${ONE}](?:[ ._/-]{0,3}[\d${ZERO}${ONE}]){7,12}(?![\p{L}\d])`,
  'gu',
);
/** And 3, 5, 6 and 8, where the number begins as a telephone number does: `O7O-I23 4S 67`. */
const MORE_LETTERS_FOR_DIGITS = new RegExp(
  String.raw`(?<![\p{L}\d])(?:\+|[0${ZERO}][\d${ZERO}${ONE}])(?:[ ._/-]{0,3}[\d${ZERO}${ONE}SBЗбGZEATgqDQb]){6,11}(?![\p{L}\d])`,
  'gu',
);
const ZEROS = new RegExp(`[${ZERO}]`, 'gu');
const ONES = new RegExp(`[${ONE}]`, 'gu');
/** Several strokes, or one between two groups, part groups. */
const PARTS_GROUPS = /\d\d\|\d\d|\|.*\|/;
const LETTER_ONES = new RegExp(`[${ONE.replace('|', '')}]`, 'gu');
const MIN_DIGITS = 4;
const asDigits = (number: string): string =>
  (number.match(/\d/g)?.length ?? 0) < MIN_DIGITS
    ? number
    : number
        .replace(ZEROS, '0')
        .replace(PARTS_GROUPS.test(number) ? LETTER_ONES : ONES, '1')
        .replace(/[DQ]/g, '0')
        .replace(/Z/g, '2')
        .replace(/[ЗE]/g, '3')
        .replace(/A/g, '4')
        .replace(/S/g, '5')
        .replace(/[бGb]/g, '6')
        .replace(/T/g, '7')
        .replace(/B/g, '8')
        .replace(/[gq]/g, '9');
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu;

/** A digit of any script; the digits of a script begin at a code that ends with 0 or 6. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code > 0xffff) return digit;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

const CHINESE = /[〇零一二三四五六七八九]{2}/u;
const CHINESE_NUMBER = /[〇零一二三四五六七八九](?:[ -]?[〇零一二三四五六七八九]){6,14}/gu;
const chineseDigits = (number: string): string =>
  number.replace(/[〇零一二三四五六七八九]/gu, (digit) =>
    String(Math.max(0, '零一二三四五六七八九'.indexOf(digit))),
  );

const MAY_HAVE_LETTERS = /[oOОоΟοIlІіΙι|SBЗбGZEATgqDQb]\d|\d[oOОоΟοIlІіΙι|SBЗбGZEATgqDQb]/u;

export function withDigits(view: string): string {
  const read = CHINESE.test(view) ? view.replace(CHINESE_NUMBER, chineseDigits) : view;
  const text = /[\u0660-\u1fff\ua620-\uffff]/u.test(read) ? read.replace(OTHER_DIGITS, asciiDigit) : read;
  if (!MAY_HAVE_LETTERS.test(text)) return text;
  const more = /[0oOОоΟο+]/u.test(text) && /[\d -][SBЗбGZEATgqDQb][\d -]/u.test(text);
  return (more ? text.replace(MORE_LETTERS_FOR_DIGITS, asDigits) : text)
    .replace(LETTERS_FOR_DIGITS, asDigits)
    .replace(LETTER_ZERO, '0');
}
