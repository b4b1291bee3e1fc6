import { theOnly } from '../formats/the-only.ts';

/** A part of an ad. Older records hold a list where others hold the part itself; several different parts are none. */
export const theOne = (value: unknown): unknown => (Array.isArray(value) ? theOnly(value) : value);

/** A part whose fields are lists. Where there are several such parts, their lists are joined. */
export function joined(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length <= 1) return theOnly(value);
  const parts: unknown[] = value;
  // Whether it can be read is for the reader to say.
  if (!parts.every(isFields)) return value;
  const names = [...new Set(parts.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(names.map((name) => [name, parts.flatMap((one) => one[name] ?? [])]));
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
