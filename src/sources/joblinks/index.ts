import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { adPage, pageOfAds, searchHeaders, searchParameters } from '../jobtech.ts';
import { defineSource, type JobOperations } from '../source.ts';
import { link } from './decode.ts';
import { samples } from './sample.ts';

const page = adPage(link);
/** Most links lead to copies of what JobSearch has in full. */
const PLATSBANKEN = 'arbetsformedlingen.se';

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
    searchAds: (query, window, call) =>
      pageOfAds(
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
    // No address of one ad is known.
    ad: async () => null,
    countsByYear: null,
  };
}
