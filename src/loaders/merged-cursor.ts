import { z } from 'zod';
import { CursorError, datedCursor } from './dated-cursor.ts';
import type { Places } from './merge-ads.ts';
import type { Shown } from './shown-ads.ts';

const cursors = datedCursor({
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

/** The cursor after an ad of a list merged from several sources. */
export function mergedCursor(mark: string, { places, total, shown }: Continuation, now: number): string {
  return cursors.write(mark, { n: total, p: places, k: shown }, now);
}

/** Where the sources' lists go on. */
export function readMergedCursor(cursor: string, mark: string, now: number): Continuation {
  const { n, p, k = {} } = cursors.read(cursor, mark, now);
  if (Object.values(p).every((place) => place === null)) {
    throw new CursorError('after is the end of the list: there is no page behind it.');
  }
  return { places: p, total: n, shown: k };
}
