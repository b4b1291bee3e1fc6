import { JobAd } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { DataState } from '../../entities/provenance.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { adPage } from '../jobtech/job-ad.ts';
import { pageOfAds } from '../jobtech/paging.ts';
import { searchHeaders, searchParameters } from '../jobtech/search.ts';
import type { JobOperations, JobPage } from '../kinds/job-ads.ts';
import { defineSource } from '../source.ts';
import { link } from './decode.ts';
import { samples } from './sample.ts';

const page = adPage(link);
/** Most links lead to copies of what JobSearch has in full. */
const PLATSBANKEN = 'arbetsformedlingen.se';
const MOST_REMEMBERED = 2000;

/** JobAd Links: ads on other Swedish job sites, a few lines and a link each. Open, no key. */
export const joblinks = defineSource({
  id: 'joblinks',
  kind: 'JOBS',
  name: 'JobAd Links',
  publisher: 'Arbetsförmedlingen',
  homepage: 'https://data.arbetsformedlingen.se',
  documentation: 'https://links.api.jobtechdev.se',
  licence: 'CC0-1.0',
  attribution: 'Arbetsförmedlingen, JobAd Links',
  country: 'SE',
  baseUrl: 'https://links.api.jobtechdev.se',
  // None is published; this is our courtesy.
  budget: { limit: 200, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  // Gathered about once a day.
  freshFor: hours(1),
  usableFor: days(3),
  identifiers: ['jobtech-taxonomy', 'ssyk-2012', 'scb-place'],
  samples,
  open,
});

function open(upstream: Upstream): JobOperations {
  // No address of one ad is known, so those shown lately are remembered: their ids shall lead back to them.
  const shown = new Map<string, JobAd>();
  const remember = (page: JobPage): JobPage => {
    for (const { ad } of page.items) {
      shown.delete(ad.nativeId);
      shown.set(ad.nativeId, ad);
    }
    for (const oldest of shown.keys()) {
      if (shown.size <= MOST_REMEMBERED) break;
      shown.delete(oldest);
    }
    return page;
  };

  return {
    holds: 'CURRENT',
    countries: ['SE'],
    // Not by skills or distance work; occupations only as groups or fields.
    searchesBy: new Set([
      'text',
      'anyOf',
      'occupationGroups',
      'place',
      'publishedAfter',
      'employer',
      'countries',
    ]),
    hasSwedishTexts: false,
    searchAds: async (query, window, call) =>
      remember(
        await pageOfAds(
          {
            upstream,
            until: null,
            ask: (more) =>
              upstream.get(
                {
                  operation: 'search',
                  path: 'joblinks',
                  // The underscore is the API's own.
                  query: { ...searchParameters(query), exclude_source: PLATSBANKEN, ...more },
                  headers: searchHeaders(query),
                  decode: page,
                },
                call,
              ),
          },
          query,
          window,
        ),
      ),
    async ad(nativeId, call) {
      const ad = shown.get(nativeId);
      if (!ad) return null;
      const isSample = ad.provenance.state === DataState.SAMPLE;
      const state = isSample ? DataState.SAMPLE : DataState.CACHED;
      call.ledger.line(joblinks.id, joblinks.licence).answered(state, ad.provenance.retrievedAt);
      return entity(JobAd, { ...ad, provenance: { ...ad.provenance, state } });
    },
  };
}
