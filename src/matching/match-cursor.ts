import { z } from 'zod';
import type { JobAdMatch } from '../entities/job-ad-match.ts';
import { listCursor } from '../sources/across/list-cursor.ts';
import { adMerge } from '../sources/kinds/job-ads.ts';

/** The ad's score, and its id. */
const cursors = listCursor({ w: z.number(), k: z.string() }, adMerge.daysValid);

/** The cursor after a match of a ranked list. */
export function matchCursor(mark: string, { score, jobAd }: JobAdMatch, now: number): string {
  return cursors.write(mark, { w: score, k: jobAd.id }, now);
}

/**
 * What comes behind a cursor: behind its ad while that is there, wherever it stands now, else behind where its score
 * and its id would place it. So neither ads that have come since nor those that have gone spoil the page.
 */
export function matchesAfter(
  matches: readonly JobAdMatch[],
  cursor: string,
  mark: string,
  now: number,
): JobAdMatch[] {
  const { w, k } = cursors.read(cursor, mark, now);
  const at = matches.findIndex(({ jobAd }) => jobAd.id === k);
  if (at >= 0) return matches.slice(at + 1);
  return matches.filter(({ score, jobAd }) => score < w || (score === w && jobAd.id > k));
}
