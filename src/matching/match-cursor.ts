import { z } from 'zod';
import type { JobAdMatch } from '../entities/job-ad-match.ts';
import { listCursor } from '../sources/across/list-cursor.ts';
import { adMerge } from '../sources/kinds/job-ads.ts';

/** `w` is the score of the ad, `k` its id. */
const cursors = listCursor({ w: z.number(), k: z.string() });

/** The cursor after a match of a ranked list. */
export function matchCursor(mark: string, { score, jobAd }: JobAdMatch, now: number): string {
  return cursors.write(mark, { w: score, k: jobAd.id }, now);
}

/**
 * The matches after a cursor. When the cursor's ad is still in the list, these are the matches after it. Otherwise they
 * are the matches that come after its score and id in the order of the list. New and removed ads therefore do not
 * shift the page.
 */
export function matchesAfter(
  matches: readonly JobAdMatch[],
  cursor: string,
  mark: string,
  now: number,
): JobAdMatch[] {
  const { w, k } = cursors.read(cursor, mark, now, adMerge.daysValid);
  const at = matches.findIndex(({ jobAd }) => jobAd.id === k);
  if (at >= 0) return matches.slice(at + 1);
  return matches.filter(({ score, jobAd }) => score < w || (score === w && jobAd.id > k));
}
