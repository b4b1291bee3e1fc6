import { z } from 'zod';
import { leadingDay } from '../../text/day.ts';
import { withoutTags } from '../../text/html-text.ts';
import { oneLine } from '../../text/white-space.ts';
import { listOf, part } from '../../upstream/decode.ts';
import { optionalCode } from '../formats/fields.ts';
import { httpsUrl } from './text.ts';

/** The Riksdag generates its JSON from XML; these schemas read the typical deviations. */

/** No item is missing, null or ""; one is an object; several are a list. */
export function asList(value: unknown): unknown[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

export function many<T extends z.ZodType>(item: T, quick?: Parameters<typeof listOf<T>>[1]) {
  return z.preprocess(asList, listOf(item, quick));
}

/** A container is an object; an empty one is "" or null. */
export function container<T extends z.ZodType>(inside: T) {
  return z.preprocess(
    (value) => (value === '' || value === null || value === undefined ? {} : value),
    inside,
  );
}

/** A container and the list in it, both of which may be missing. Null where something is there and cannot be read. */
export function listIn<T extends z.ZodType>(name: string, item: T) {
  return part(
    container(z.object({ [name]: many(item) })).transform((found): z.output<T>[] => found[name] ?? []),
    null,
  );
}

/** Every value is text, sometimes a number; an absent one is null, "" or missing. */
export const text = optionalCode;
export const required = text.pipe(z.string());
/** An integer written as text; null where it is missing. */
export const whole = text.transform((value) => (value && /^-?\d{1,9}$/.test(value) ? Number(value) : null));
export const count = whole.transform((value) => (value !== null && value >= 0 ? value : null));
export const toDay = (value: string | null): string | null => (value === null ? null : leadingDay(value));
export function toPlain(value: string | null): string | null {
  return value === null ? null : withoutTags(value) || null;
}
export function toTitle(value: string | null): string | null {
  return value === null ? null : oneLine(value);
}
/** `2018-09-24` or `2022-09-26 11:00:00`, local time without a zone: only the day is reliable. */
export const day = text.transform(toDay);
export const link = text.transform(httpsUrl);
/** A text without markup. */
export const plain = text.transform(toPlain);
/** A title or a heading: a text without markup or line breaks. */
export const title = plain.transform(toTitle);

/** `intressent_id`; "" and "0" are none. */
export const toPersonId = (value: string | null): string | null => (value === '0' ? null : value);
export const personId = text.transform(toPersonId);

/** Upper case, `-` is no party, the Speaker speaks for none, and the Liberals were FP until 2015. */
export function partyCode(code: string | null): string | null {
  const upper = code?.toUpperCase() ?? '-';
  if (upper === '-' || upper === 'TALMANNEN') return null;
  return upper === 'FP' ? 'L' : upper;
}
export const party = text.transform(partyCode);

/** Codes of parties in one text: `"MP","V"`. */
export const parties = text.transform((value) =>
  (value ?? '')
    .split(',')
    .map((code) => partyCode(code.replaceAll('"', '').trim() || null))
    .filter((code) => code !== null),
);
