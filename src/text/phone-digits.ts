import type { Span } from './marks.ts';
import { isReference } from './number-labels.ts';

/*
 * Which digits are a telephone number and not a date, hours or an organisation number, and how many of them belong to it.
 */

/** Not preceded by a digit or a letter, or by part of a date, a time or a longer number. */
export const FREE = String.raw`(?<![\d\p{L}]|\d[.,:/-]|(?<!\p{L})\p{Lu}{1,2}-)`;
const DATE =
  /^\(?(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d)\)?$/;
const TIMES = /^\(?(?:[01]?\d|2[0-4])[.:]?[0-5]\d\s?-\s?(?:[01]?\d|2[0-4])[.:]?[0-5]\d\)?$/;
const TIME_WITH_STOP = /^\d{2}\.\d{2}\s?-/;
/** With a year in the middle, as registers write: `070-2024-1188`. */
const WITH_YEAR = /^0\d{1,3}[-/ ](?:19|20)\d{2}[-/ ]\d{2,6}$|^0\d{1,3}-(?:20)[0-3]\d$/;
const ORGANISATION_NUMBER = /^(?:16)?\d{2}[2-9]\d{3}-?\d{4}$/;
const CLOCK_RANGE = /^0\d[ :.]?\d{2}\s?-\s?\d{2}[ :.]?\d{2}$/;

/** Numbers one after another, as in a table: `07 08 09 10 11`. */
function isCounting(text: string): boolean {
  const numbers = text.split(/\s+/).map(Number);
  return (
    numbers.length > 3 && numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1)
  );
}

/** Whether digits that look like a telephone number are a date, hours or an organisation number. */
export const isDateOrHours = (text: string): boolean =>
  DATE.test(text) ||
  TIMES.test(text) ||
  TIME_WITH_STOP.test(text) ||
  CLOCK_RANGE.test(text) ||
  WITH_YEAR.test(text) ||
  isCounting(text);

export function isNotPhone(found: string): boolean {
  const text = found.trim();
  return isDateOrHours(text) || (ORGANISATION_NUMBER.test(text) && !text.startsWith('0'));
}

export function phone(match: RegExpExecArray): Span | null {
  if (isNotPhone(match[0]) || isReference(match)) return null;
  return [match.index, match.index + lengthOf(match[0])];
}

/** In Denmark and Norway a number has eight digits after the country code. */
const EIGHT = /^(?:\+\s?|00[\s-]?)\(?4[57]\)?(?:[^\d\n]{0,3}\d){8}/u;

/** How much of the digits belongs to the number: a whole one ends before figures of the next line, or of what follows. */
export function lengthOf(found: string): number {
  const eight = EIGHT.exec(found)?.[0].length ?? found.length;
  if (eight < found.length && !/\d/.test(found[eight] ?? '')) return eight;
  const line = found.indexOf('\n');
  if (line < 0) return found.length;
  const first = found.slice(0, line);
  const digits = first.replace(/\D/g, '');
  const whole = /^\(?(?:\+|00)/.test(first) ? 10 : digits.startsWith('0') ? 9 : 8;
  return digits.length >= whole ? first.trimEnd().length : found.length;
}

export function tenDigits(match: RegExpExecArray): Span | null {
  return match[0].replaceAll('%20', '').replace(/\D/g, '').length === 10 ? phone(match) : null;
}

/** What is broken has as many digits as a whole number. */
export function eightDigits(match: RegExpExecArray): Span | null {
  const { length } = match[0].replace(/\D/g, '');
  return length >= 8 && length <= 10 ? phone(match) : null;
}
