import type { Content } from '../content/snapshot.ts';
import type { Connection } from '../entities/connection.ts';
import type { JobAdMatch } from '../entities/job-ad-match.ts';
import { candidateSearches } from '../matching/ad-candidates.ts';
import { rankAds } from '../matching/ad-matching.ts';
import { type AdWish, adProfile } from '../matching/ad-profile.ts';
import type { Hints } from '../matching/occupation-matching.ts';
import type { JobSearch } from '../sources/source.ts';
import type { SourceError } from '../upstream/errors.ts';
import { CursorError, searchMark } from './dated-cursor.ts';
import { failureOf } from './failures.ts';
import type { AdWindow, JobAdAnswer } from './jobs.ts';
import { behindCursor, matchCursor } from './match-cursor.ts';
import { distinctAds } from './merge-ads.ts';

/** What came, and what failed; no connection when everything did. */
export interface JobAdMatchAnswer {
  connection: Connection<JobAdMatch> | null;
  errors: SourceError[];
}

interface Asked {
  jobAds(search: JobSearch, window: AdWindow): Promise<JobAdAnswer>;
  isAnswerable(search: JobSearch): boolean;
  hints(text: string): Promise<Hints>;
}

/** As many as a source gives at once. */
const candidates = 100;
const noHints: Hints = { terms: [], hits: [] };

/** Ranks the ads of a few searches by how well they fit. */
export function matchAdsLoaders({ jobAds, isAnswerable, hints }: Asked, content: Content) {
  async function ranked(wish: AdWish): Promise<{ matches: JobAdMatch[] | null; errors: SourceError[] }> {
    const profile = adProfile(content, wish, wish.text ? await hints(wish.text) : noHints);
    const searches = candidateSearches(content, profile).filter(isAnswerable);
    const answers = await Promise.all(
      searches.map((search) => jobAds(search, { first: candidates, after: null })),
    );
    // A source that fails one search mostly fails the others; it is told once.
    const errors = new Map(answers.flatMap((one) => one.errors).map((error) => [error.sourceId, error]));
    const found = answers.flatMap(({ connection }) => connection ?? []);
    const isDown = found.length === 0 && errors.size > 0;
    const ads = distinctAds(found.flatMap(({ nodes }) => nodes));
    return { matches: isDown ? null : rankAds(content, profile, ads), errors: [...errors.values()] };
  }

  return {
    async matchJobAds(wish: AdWish, { first, after }: AdWindow): Promise<JobAdMatchAnswer> {
      const { text, occupation, skills, place } = wish;
      const mark = searchMark([text, occupation?.meant.key, occupation?.said, skills, place?.key]);
      const now = Date.now();
      // A cursor that cannot be gone on from is refused before anything is asked.
      if (after !== null) behindCursor([], after, mark, now);
      const { matches, errors } = await ranked(wish);
      if (matches === null) return { connection: null, errors };
      const rest = after === null ? matches : behindCursor(matches, after, mark, now);
      if (after !== null && first > 0 && rest.length === 0 && errors.length === 0) {
        throw new CursorError('after is the end of the list: there is no page behind it.');
      }
      const edges = rest.slice(0, first).map((node) => ({ node, cursor: matchCursor(mark, node, now) }));
      return {
        connection: {
          nodes: edges.map(({ node }) => node),
          edges,
          pageInfo: {
            hasNextPage: rest.length > edges.length,
            hasPreviousPage: after !== null,
            startCursor: edges[0]?.cursor ?? null,
            endCursor: edges.at(-1)?.cursor ?? null,
          },
          totalCount: matches.length,
          failures: errors.map(failureOf),
          provenance: null,
        },
        errors,
      };
    },
  };
}
