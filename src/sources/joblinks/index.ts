import { JobAd } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { DataState } from '../../entities/provenance.ts';
import { SourceError } from '../../upstream/errors.ts';
import { isId } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { adFrom, adPage, idsOf, storedPage, textsOf } from '../jobtech/job-ad.ts';
import { pageOfAds } from '../jobtech/paging.ts';
import { searchHeaders, searchParameters } from '../jobtech/search.ts';
import type { JobOperations, JobPage } from '../kinds/job-ads.ts';
import { defineSource } from '../source.ts';
import { link } from './decode.ts';
import { samples } from './sample.ts';

const page = adPage(link);
/** The site of most links. JobSearch has these ads in full, so they are excluded. */
const PLATSBANKEN = 'arbetsformedlingen.se';
const MOST_REMEMBERED = 2000;

/** JobAd Links: ads on other Swedish job sites, each with a short text and links. Open, no key. */
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
  // No limit is published; this one is ours.
  budget: { limit: 200, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  // The source collects the ads about once a day.
  freshFor: hours(1),
  usableFor: days(3),
  identifiers: ['jobtech-taxonomy', 'ssyk-2012', 'scb-place'],
  samples,
  open,
});

function open(upstream: Upstream): JobOperations {
  // The API has no endpoint for one ad, so the ads of recent pages are found by id: those of this process in memory,
  // those of other replicas and of earlier runs in the stored answers.
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

  const storedAd = async (nativeId: string): Promise<JobAd | null> => {
    const held = await upstream.holding(nativeId, { operation: 'search', stored: storedPage });
    const draft = held?.value.hits.find((hit) => hit.nativeId === nativeId);
    return held && draft ? adFrom(draft, held.provenance) : null;
  };

  return {
    holds: 'CURRENT',
    countries: ['SE'],
    // The API cannot search by skills or remote work, and by occupation only as group or field.
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
                  // With an underscore, unlike the API's other parameters.
                  query: { ...searchParameters(query), exclude_source: PLATSBANKEN, ...more },
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
      ),
    async ad(nativeId, call) {
      if (!isId(nativeId)) return null;
      const ad = shown.get(nativeId) ?? (await storedAd(nativeId));
      if (!ad) {
        throw new SourceError(
          joblinks.id,
          'SOURCE_UNAVAILABLE',
          'gives no single ads, and no stored list has this one: search for it again',
        );
      }
      const before = ad.provenance.state;
      const state = before === DataState.LIVE ? DataState.CACHED : before;
      call.ledger.line(joblinks.id, joblinks).answered(state, ad.provenance.retrievedAt);
      return entity(JobAd, { ...ad, provenance: { ...ad.provenance, state } });
    },
  };
}
