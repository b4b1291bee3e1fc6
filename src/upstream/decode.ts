import { z } from 'zod';
import { SourceError } from './errors.ts';
import type { Decoded } from './request.ts';

/** Items dropped, and seen, by the decoding under way; zod has no place for it, and decoding is synchronous. */
let droppedSoFar = 0;
let listedSoFar = 0;

/**
 * A list of which the good items are kept and the bad ones dropped and counted. A list of nothing but bad
 * items is an error: the source has changed shape, and an empty list would look like an answer.
 */
export function listOf<T extends z.ZodType>(item: T) {
  return placedListOf(item).transform((kept) => kept.map((one) => one.item));
}

/** The same, each item with its place in the list as it came: for lists whose pages are counted by places. */
export function placedListOf<T extends z.ZodType>(item: T) {
  return z.array(z.unknown()).transform((found, context): { place: number; item: z.output<T> }[] => {
    const kept: { place: number; item: z.output<T> }[] = [];
    let firstIssue: z.core.$ZodIssue | undefined;
    for (const [place, candidate] of found.entries()) {
      const read = item.safeParse(candidate);
      if (read.success) kept.push({ place, item: read.data });
      else firstIssue ??= read.error.issues[0];
    }
    if (found.length > 0 && kept.length === 0) {
      context.addIssue({
        code: 'custom',
        message: 'no item could be read',
        path: [0, ...(firstIssue?.path ?? [])],
      });
      return z.NEVER;
    }
    droppedSoFar += found.length - kept.length;
    listedSoFar += found.length;
    return kept;
  });
}

/** What can be read of a list inside an item, which may be null, or the one thing it holds; the rest is no loss to tell of. */
export function readable<T extends z.ZodType>(item: T) {
  return z
    .unknown()
    .optional()
    .transform((found): z.output<T>[] => {
      const list = Array.isArray(found) ? found : [found];
      return list.flatMap((one): z.output<T>[] => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      });
    });
}

/** Counts things that a decoder leaves out by its own rules as dropped. */
export function countDropped(count: number): void {
  droppedSoFar += count;
}

/** The value, or null when it cannot be read: for a field that is nice to have. */
export function orNull<T extends z.ZodType>(schema: T) {
  return schema
    .nullish()
    .transform((value) => value ?? null)
    .catch(null);
}

interface Reading {
  format: 'json' | 'text';
  schema: z.ZodType;
  /** Mends what keeps a body from being JSON; used only when it is none. */
  clean?: ((body: string) => string) | undefined;
}

/** Reads a body. What is wrong is told by its path only, since the body may hold anything. */
export function decodeBody(sourceId: string, body: string, { format, schema, clean }: Reading): Decoded {
  const data = format === 'json' ? parseJson(sourceId, body, clean) : body;
  droppedSoFar = 0;
  listedSoFar = 0;
  const read = schema.safeParse(data);
  if (read.success) return { value: read.data, dropped: droppedSoFar, listed: listedSoFar };
  const path = safePath(read.error.issues[0]?.path ?? []);
  throw new SourceError(
    sourceId,
    'SOURCE_BAD_RESPONSE',
    `answered in a shape that cannot be read, at ${path}`,
    { isShape: true },
  );
}

function parseJson(sourceId: string, body: string, clean: Reading['clean']): unknown {
  try {
    return JSON.parse(body);
  } catch {
    if (clean) return parseJson(sourceId, clean(body), undefined);
    // The parser's own message quotes the body, so it goes no further.
    throw new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', 'answered with something that is not valid JSON');
  }
}

/** Keys may come from the body, so anything but a plain name is left out. */
function safePath(path: readonly PropertyKey[]): string {
  const names = path.slice(0, 8).map((part) => {
    const name = String(part);
    return /^[\p{L}\d@_-]{1,40}$/u.test(name) ? name : '…';
  });
  return names.length > 0 ? names.join('.') : 'the top';
}
