import { z } from 'zod';
import type { JobAdMatch } from '../entities/job-ad-match.ts';
import { CursorError } from './merged-cursor.ts';

const shape = z.strictObject({
  /** Of the search, so that a cursor does not go on in another. */
  s: z.string(),
  /** Days since 1970 when it was given. */
  d: z.number().int(),
  /** The ad's score, and its id. */
  w: z.number(),
  k: z.string(),
});

/** Ads are taken down and come: after so many days a place among them means nothing. */
const DAYS_VALID = 2;
const DAY = 86_400_000;

/** The cursor after a match of a ranked list. */
export function matchCursor(mark: string, { score, jobAd }: JobAdMatch, now: number): string {
  const facts: z.output<typeof shape> = { s: mark, d: Math.floor(now / DAY), w: score, k: jobAd.id };
  return Buffer.from(JSON.stringify(facts)).toString('base64url');
}

/**
 * What comes behind a cursor: behind its ad while that is there, wherever it stands now, else behind where its score
 * and its id would place it. So neither ads that have come since nor those that have gone spoil the page.
 */
export function behindCursor(
  matches: readonly JobAdMatch[],
  cursor: string,
  mark: string,
  now: number,
): JobAdMatch[] {
  const { s, d, w, k } = parse(cursor);
  if (s !== mark) {
    throw new CursorError(
      'after belongs to another search: give the arguments that the cursor came with, or begin anew.',
    );
  }
  if (Math.floor(now / DAY) - d > DAYS_VALID) {
    throw new CursorError('after has expired, for the ads have changed since: begin anew without it.');
  }
  const at = matches.findIndex(({ jobAd }) => jobAd.id === k);
  if (at >= 0) return matches.slice(at + 1);
  return matches.filter(({ score, jobAd }) => score < w || (score === w && jobAd.id > k));
}

function parse(cursor: string): z.output<typeof shape> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new CursorError('after is not a cursor of this list: give the endCursor of an earlier page.');
  }
}
