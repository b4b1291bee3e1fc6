import type { Content } from '../content/snapshot.ts';
import type { Connection } from '../entities/connection.ts';
import { type JobAd, textInTurn } from '../entities/job-ad.ts';
import type { JobAdMatch } from '../entities/job-ad-match.ts';
import { type AdMatchRequest, adProfile } from '../matching/ad-profile.ts';
import { candidateSearches } from '../matching/candidate-searches.ts';
import { matchCursor, matchesAfter } from '../matching/match-cursor.ts';
import { occupationMatcher, type TextFindings } from '../matching/occupation-matcher.ts';
import { rankAds } from '../matching/rank-ads.ts';
import { type Answer } from '../sources/across/ask-each.ts';
import { failureOf } from '../sources/across/list.ts';
import { CursorError, searchMark } from '../sources/across/list-cursor.ts';
import type { JobSearch } from '../sources/kinds/job-ads.ts';
import { distinctAds } from '../sources/kinds/job-ads.ts';
import { outgoingText } from '../text/outgoing-text.ts';
import { turns } from '../upstream/turns.ts';
import type { ListArguments } from './list-arguments.ts';

interface Dependencies {
  jobAds(search: JobSearch, window: ListArguments): Promise<Answer<Connection<JobAd>>>;
  isAnswerable(search: JobSearch): boolean;
  textFindings(text: string): Promise<TextFindings>;
}

/** The largest page of a source. */
const adsPerSearch = 100;
const noFindings: TextFindings = { terms: [], hits: [] };

/** Ranks the ads of at most four searches by how well they match the request. */
export function matchAdsLoaders({ jobAds, isAnswerable, textFindings }: Dependencies, content: Content) {
  async function ranked(request: AdMatchRequest): Promise<Answer<JobAdMatch[]>> {
    // Words of the text become words of a search, so contact details and names are taken out first.
    const { text: given } = request;
    const text = given === null ? null : await turns.take(() => outgoingText(given));
    await content.taxonomyIndex.prepare();
    if (text !== null) await occupationMatcher(content.taxonomyIndex).prepare();
    const findings = text ? await textFindings(text) : noFindings;
    const profile = await turns.take(() => adProfile(content, { ...request, text }, findings));
    const searches = candidateSearches(content, profile).filter(isAnswerable);
    const answers = await Promise.all(
      searches.map((search) => jobAds(search, { first: adsPerSearch, after: null })),
    );
    // A source that fails one search usually fails all of them. Report it once.
    const all = answers.flatMap(({ failures }) => failures);
    const failures = [...new Map(all.map((failure) => [failure.sourceId, failure])).values()];
    const found = answers.flatMap(({ value }) => value ?? []);
    if (found.length === 0 && failures.length > 0) return { value: null, failures };
    const ads = distinctAds(found.flatMap(({ nodes }) => nodes));
    await Promise.all(ads.map(({ description }) => textInTurn(description)));
    return { value: await turns.take(() => rankAds(content, profile, ads)), failures };
  }

  return {
    async matchJobAds(
      request: AdMatchRequest,
      { first, after }: ListArguments,
    ): Promise<Answer<Connection<JobAdMatch>>> {
      const { text, occupation, skills, place } = request;
      const mark = searchMark([text, occupation?.resolved.key, occupation?.value, skills, place?.key]);
      const now = Date.now();
      // Reject an invalid cursor before any source is called.
      if (after !== null) matchesAfter([], after, mark, now);
      const { value: matches, failures } = await ranked(request);
      if (matches === null) return { value: null, failures };
      const rest = after === null ? matches : matchesAfter(matches, after, mark, now);
      if (after !== null && first > 0 && rest.length === 0 && failures.length === 0) {
        throw new CursorError('after is the end of the list: there is no next page.');
      }
      const edges = rest.slice(0, first).map((node) => ({ node, cursor: matchCursor(mark, node, now) }));
      return {
        value: {
          nodes: edges.map(({ node }) => node),
          edges,
          pageInfo: {
            hasNextPage: rest.length > edges.length,
            hasPreviousPage: after !== null,
            startCursor: edges[0]?.cursor ?? null,
            endCursor: edges.at(-1)?.cursor ?? null,
          },
          totalCount: matches.length,
          failures: failures.map(failureOf),
          provenance: null,
        },
        failures,
      };
    },
  };
}
