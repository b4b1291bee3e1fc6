import { path } from '../../upstream/path.ts';
import { days, minutes, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import {
  adFrom,
  adLookUp,
  adPage,
  idsOf,
  jobAd,
  quickJobAd,
  storedLookUp,
  storedPage,
  textsOf,
} from '../jobtech/job-ad.ts';
import { pageOfAds } from '../jobtech/paging.ts';
import { SEARCHED_BY, searchHeaders, searchParameters } from '../jobtech/search.ts';
import type { JobOperations } from '../kinds/job-ads.ts';
import { defineSource } from '../source.ts';
import { countsByPlace } from './place-counts.ts';
import { samples } from './sample.ts';

const ad = adLookUp({ isArchive: false });
const page = adPage(jobAd({ isArchive: false }), quickJobAd({ isArchive: false }));

/** JobSearch: the ads that are on Platsbanken now. Open, no key. */
export const jobsearch = defineSource({
  id: 'jobsearch',
  kind: 'JOBS',
  name: 'JobSearch (Platsbanken)',
  publisher: 'Arbetsförmedlingen',
  homepage: 'https://arbetsformedlingen.se/platsbanken',
  documentation: 'https://jobsearch.api.jobtechdev.se',
  licence: 'CC0-1.0',
  attribution: 'Arbetsförmedlingen, Platsbanken',
  country: 'SE',
  baseUrl: 'https://jobsearch.api.jobtechdev.se',
  // No limit is published; this one is ours. The API is for searches by users, not for copying all ads.
  budget: { limit: 300, windowSeconds: 60 },
  concurrency: 8,
  timeoutMs: seconds(8),
  maxBytes: 16 * 1024 * 1024,
  freshFor: minutes(2),
  usableFor: days(2),
  // A county with 30 municipalities or more may take two requests.
  requests: { countsByPlace: 2 },
  identifiers: ['jobtech-taxonomy', 'ssyk-2012', 'scb-place', 'organisation-number', 'platsbanken-ad'],
  samples,
  open,
});

function open(upstream: Upstream): JobOperations {
  return {
    holds: 'CURRENT',
    countries: ['SE'],
    searchesBy: SEARCHED_BY,
    hasSwedishTexts: true,
    searchAds: (query, window, call) =>
      pageOfAds(
        {
          upstream,
          until: 'published-before',
          ask: (more) =>
            upstream.get(
              {
                operation: 'search',
                path: 'search',
                query: { ...searchParameters(query), ...more },
                headers: searchHeaders(query),
                decode: page,
                stored: storedPage,
                idsIn: idsOf,
                textsIn: textsOf,
              },
              call,
            ),
        },
        query,
        window,
      ),
    async ad(nativeId, call) {
      if (!/^[\w-]{1,64}$/.test(nativeId)) return null;
      const answer = await upstream.find(
        {
          operation: 'ad',
          path: path`ad/${nativeId}`,
          decode: ad,
          version: 2,
          stored: storedLookUp,
          textsIn: ({ draft }) => [draft.description],
          id: nativeId,
          isGone: ({ draft }) => draft.removed,
          echo: { asked: [nativeId], of: ({ ids }) => [ids] },
        },
        call,
      );
      // An ad that was taken down is served to nobody, also where the source still has it.
      return answer && !answer.value.draft.removed ? adFrom(answer.value.draft, answer.provenance) : null;
    },
    countsByPlace: (query, places, call) =>
      countsByPlace((request) => upstream.get(request, call), query, places),
  };
}
