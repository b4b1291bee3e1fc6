import { describe, expect, it } from 'vitest';
import { JobAd } from '../../src/entities/job-ad.ts';
import { JobAdMatch } from '../../src/entities/job-ad-match.ts';
import { entity } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { matchCursor, matchesAfter } from '../../src/matching/match-cursor.ts';

const now = Date.UTC(2026, 8, 1);
const provenance = entity(Provenance, { sourceId: 'jobsearch', state: DataState.LIVE });
function match(id: string, score: number): JobAdMatch {
  return entity(JobAdMatch, { jobAd: entity(JobAd, { nativeId: id, provenance }), score, because: [] });
}
const ids = (matches: readonly JobAdMatch[]) => matches.map(({ jobAd }) => jobAd.nativeId);

describe('a page goes on', () => {
  const cursor = matchCursor('mark', match('b', 5), now);

  it('behind its ad, also where all scores have changed since', () => {
    const rescored = [match('a', 4.9), match('b', 4.8), match('c', 4.7)];

    expect(ids(matchesAfter(rescored, cursor, 'mark', now))).toEqual(['c']);
  });

  it('after the position of an ad that was removed, by its score and then its id', () => {
    const left = [match('d', 6), match('a', 5), match('c', 5), match('a1', 4)];

    expect(ids(matchesAfter(left, cursor, 'mark', now))).toEqual(['c', 'a1']);
  });
});
