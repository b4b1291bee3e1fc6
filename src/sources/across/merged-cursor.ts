import { z } from 'zod';
import { CursorError, listCursor } from './list-cursor.ts';
import type { CursorsBySource } from './merge.ts';
import type { Shown } from './shown.ts';

const facts = {
  /** All items, as they were counted for the first page. */
  n: z.int32().nonnegative().nullable(),
  p: z.record(z.string(), z.string().max(4000).nullable()),
  k: z.record(z.string(), z.string().max(4000)).optional(),
};

/** How a merged list goes on after a page. */
export interface Continuation {
  cursors: CursorsBySource;
  total: number | null;
  /** What earlier pages have given. */
  shown: Shown;
}

const cursors = listCursor(facts);

/** The cursor after an item of a list that is merged from several sources. */
export function writeCursor(
  mark: string,
  { cursors: p, total: n, shown }: Continuation,
  now: number,
): string {
  const k = Object.keys(shown).length > 0 ? shown : undefined;
  return cursors.write(mark, { n, p, k }, now);
}

/** Where the lists of the sources go on. `daysValid` as in `listCursor`. */
export function readCursor(
  cursor: string,
  mark: string,
  now: number,
  daysValid: number | null,
): Continuation {
  const { n, p, k = {} } = cursors.read(cursor, mark, now, daysValid);
  if (Object.values(p).every((position) => position === null)) {
    throw new CursorError('after is the end of the list: there is no next page.');
  }
  return { cursors: p, total: n, shown: k };
}
