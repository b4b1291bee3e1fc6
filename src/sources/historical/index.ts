import { YearCount } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { path } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
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
import type { JobOperations, JobSearch } from '../kinds/job-ads.ts';
import { defineSource } from '../source.ts';
import { samples } from './sample.ts';

const ad = adLookUp({ isArchive: true });
const page = adPage(jobAd({ isArchive: true }), quickJobAd({ isArchive: true }));

/** The archive's first whole year. */
export const firstArchiveYear = 2016;

/** Historical ads: all ads on Platsbanken since 2016. Open, no key. */
export const historical = defineSource({
  id: 'historical',
  kind: 'JOBS',
  name: 'Historiska platsannonser',
  publisher: 'Arbetsförmedlingen',
  homepage: 'https://data.arbetsformedlingen.se',
  documentation: 'https://historical.api.jobtechdev.se',
  licence: 'CC0-1.0',
  attribution: 'Arbetsförmedlingen, Historiska platsannonser',
  country: 'SE',
  baseUrl: 'https://historical.api.jobtechdev.se',
  // No limit is published; this one is ours.
  budget: { limit: 200, windowSeconds: 60 },
  concurrency: 6,
  timeoutMs: seconds(9),
  maxBytes: 16 * 1024 * 1024,
  freshFor: hours(12),
  usableFor: days(365),
  // No field lists the ads of earlier years.
  requests: { searchAds: 0 },
  identifiers: ['jobtech-taxonomy', 'ssyk-2012', 'scb-place', 'organisation-number', 'platsbanken-ad'],
  samples,
  open,
});

function open(upstream: Upstream): JobOperations {
  const search = (
    query: JobSearch,
    more: Record<string, string | number | boolean | readonly string[] | undefined>,
  ) => {
    // Its parameter for the time of publication has another name than in JobSearch.
    const { 'published-after': from, ...parameters } = searchParameters(query);
    return {
      operation: 'search',
      path: 'search',
      query: { ...parameters, 'historical-from': from, ...more },
      headers: searchHeaders(query),
      decode: page,
      stored: storedPage,
      idsIn: idsOf,
      textsIn: textsOf,
    };
  };

  return {
    holds: 'EARLIER',
    countries: ['SE'],
    searchesBy: SEARCHED_BY,
    hasSwedishTexts: true,
    searchAds: (query, window, call) =>
      pageOfAds(
        { upstream, until: 'historical-to', ask: (more) => upstream.get(search(query, more), call) },
        query,
        window,
      ),
    async ad(nativeId, call) {
      // Its ids are hashes. A number is the id of a current ad, which the source `jobsearch` holds.
      if (!/^[0-9a-f]{40}$/.test(nativeId)) return null;
      const answer = await upstream.find(
        {
          operation: 'ad',
          path: path`ad/${nativeId}`,
          decode: ad,
          version: 2,
          stored: storedLookUp,
          textsIn: ({ draft }) => [draft.description],
          id: nativeId,
          freshFor: days(30),
          echo: { asked: [nativeId], of: ({ ids }) => [ids] },
        },
        call,
      );
      return answer && adFrom(answer.value.draft, answer.provenance);
    },
    countsByYear: (query, years, call) =>
      // Its statistics cannot count by time, so each year takes a request, with `limit: 0` to get no ads.
      Promise.all(
        years.map(async (year) => {
          const span = {
            'historical-from': `${year}-01-01T00:00:00`,
            'historical-to': `${year + 1}-01-01T00:00:00`,
            limit: 0,
          };
          // Ads of the last quarter may still be added.
          const isOver = Date.now() > Date.UTC(year + 1, 3);
          const request = {
            ...search(query, span),
            operation: 'count',
            freshFor: isOver ? days(30) : hours(6),
          };
          const { value, provenance } = await upstream.get(request, call);
          return entity(YearCount, { year, count: value.total.value, provenance });
        }),
      ),
  };
}
