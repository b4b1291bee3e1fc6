import { JobAd, YearCount } from '../../../src/entities/job-ad.ts';
import { entity } from '../../../src/entities/node.ts';
import type { Provenance } from '../../../src/entities/provenance.ts';
import { offsetAt } from '../../../src/sources/across/list-cursor.ts';
import { finishedAd } from '../../../src/sources/jobtech/finished-ad.ts';
import type { JobOperations } from '../../../src/sources/kinds/job-ads.ts';
import { defineSource } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page, storedPage } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind JOBS: what it is, and whether it needs a key. */
export const exampleJobs = defineSource({
  id: 'example-jobs',
  kind: 'JOBS',
  name: 'Exempel: example-jobs',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-jobs.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  identifiers: ['ssyk-2012'],
  samples,
  open,
});

function open(upstream: Upstream): JobOperations {
  return {
    holds: 'CURRENT',
    countries: ['SE'],
    searchesBy: new Set([
      'text',
      'anyOf',
      'occupationGroups',
      'iscoGroups',
      'place',
      'countries',
      'employer',
    ]),
    hasSwedishTexts: false,
    async searchAds(query, { from, limit }, call) {
      const offset = offsetAt(from);
      const found = await numbers(upstream, 'ads', { q: query.text, offset, limit }, call);
      return {
        items: found.numbers.map((number) => ({
          ad: adOf(number, found.provenance),
          next: String(number),
          at: new Date(Date.UTC(2024, 0, 10 - number)),
        })),
        isLast: offset + found.numbers.length >= found.total,
        total: found.total,
        provenance: found.provenance,
      };
    },
    async ad(nativeId, call) {
      if (!/^\d+$/.test(nativeId)) return null;
      const found = await numbers(upstream, 'ad', { numbers: nativeId }, call, [nativeId]);
      return found.numbers.map((number) => adOf(number, found.provenance))[0] ?? null;
    },
    async countsByYear(_query, years, call) {
      const { provenance } = await numbers(upstream, 'years', {}, call);
      return years.map((year) => entity(YearCount, { year, count: 7, provenance }));
    },
  };
}

function adOf(number: number, provenance: Provenance): JobAd {
  return entity(JobAd, {
    // Without contact details of persons: every ad goes through it before it is served.
    ...finishedAd({
      nativeId: `${number}`,
      headline: `Exempel: example-jobs ${number}`,
      description: null,
      employer: 'Exempel AB',
      originalId: null,
      organisationNumber: null,
      occupationConcept: null,
      occupationGroupConcept: null,
      occupationCode: null,
      placeCode: null,
      placeConceptId: null,
      workplaceLocality: null,
      publishedAt: new Date(Date.UTC(2024, 0, number)),
      applicationDeadline: null,
      numberOfVacancies: null,
      employmentType: null,
      workingHoursType: null,
      remote: null,
      coordinates: null,
      mustHaveConcepts: [],
      niceToHaveConcepts: [],
      webpageUrl: null,
      links: [],
      country: 'SE',
      removed: false,
    }),
    provenance,
  });
}

async function numbers(
  upstream: Upstream,
  operation: string,
  query: Record<string, string | number | undefined>,
  call: Call,
  asked: readonly string[] | null = null,
) {
  const { value, provenance } = await upstream.get(
    {
      operation,
      path: operation,
      query,
      decode: page,
      stored: storedPage,
      // By these ids the stored copies of an ad are deleted when it is gone.
      idsIn: ({ items }) => items.map(({ number }) => `${number}`),
      // A look-up says which id it asks for, and where the answer repeats it: another thing is then an error.
      echo: asked ? { asked, of: ({ items }) => items.map(({ number }) => [`${number}`]) } : null,
    },
    call,
  );
  return { total: value.total, numbers: value.items.map(({ number }) => number), provenance };
}
