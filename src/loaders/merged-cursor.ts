import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Places } from './merge-ads.ts';
import type { Shown } from './shown-ads.ts';

/** A cursor that cannot be gone on from; the message says why and what to do. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** Lists of ads move: after so many days a place in one means nothing. */
const DAYS_VALID = 2;
const DAY = 86_400_000;

const shape = z.strictObject({
  /** Of the search, so that a cursor does not go on in another. */
  s: z.string(),
  /** Days since 1970 when it was given. */
  d: z.number().int(),
  /** All ads, as they were counted for the first page. */
  n: z.number().int().nonnegative().nullable(),
  p: z.record(z.string(), z.string().max(4000).nullable()),
  k: z.record(z.string(), z.string().max(4000)).optional(),
});

/** How a list goes on after a page. */
export interface Continuation {
  places: Places;
  total: number | null;
  /** What was given before. */
  shown: Shown;
}

/** The search in a few letters. */
export function searchMark(search: unknown): string {
  return createHash('sha256').update(JSON.stringify(search)).digest('base64url').slice(0, 8);
}

/** The cursor after an ad of a list merged from several sources. */
export function mergedCursor(mark: string, { places, total, shown }: Continuation, now: number): string {
  const facts: z.output<typeof shape> = { s: mark, d: Math.floor(now / DAY), n: total, p: places, k: shown };
  return Buffer.from(JSON.stringify(facts)).toString('base64url');
}

/** Where the sources' lists go on. */
export function readMergedCursor(cursor: string, mark: string, now: number): Continuation {
  const { s, d, n, p, k = {} } = parse(cursor);
  if (s !== mark) {
    throw new CursorError(
      'after belongs to another search: give the filter that the cursor came with, or begin anew.',
    );
  }
  if (Math.floor(now / DAY) - d > DAYS_VALID) {
    throw new CursorError('after has expired, for the ads have moved since: begin anew without it.');
  }
  if (Object.values(p).every((place) => place === null)) {
    throw new CursorError('after is the end of the list: there is no page behind it.');
  }
  return { places: p, total: n, shown: k };
}

function parse(cursor: string): z.output<typeof shape> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new CursorError('after is not a cursor of this list: give the endCursor of an earlier page.');
  }
}
