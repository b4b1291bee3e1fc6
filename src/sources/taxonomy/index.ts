import { days, hours, seconds } from '../../upstream/time.ts';
import type { TaxonomyOperations } from '../kinds/taxonomy.ts';
import { defineSource } from '../source.ts';
import { conceptList, versionList } from './decode.ts';
import { conceptsQuery } from './query.ts';
import { samples } from './sample.ts';

/** The JobTech taxonomy: occupations, skills and their codes. Only `refresh taxonomy` requests it, never a client's query. */
export const taxonomy = defineSource({
  id: 'taxonomy',
  kind: 'TAXONOMY',
  name: 'JobTech Taxonomy',
  publisher: 'Arbetsförmedlingen',
  homepage: 'https://atlas.jobtechdev.se',
  documentation: 'https://taxonomy.api.jobtechdev.se/v1/taxonomy/swagger-ui/index.html',
  licence: 'CC0-1.0',
  attribution: 'Arbetsförmedlingen, JobTech Taxonomy',
  country: 'SE',
  baseUrl: 'https://taxonomy.api.jobtechdev.se/v1/taxonomy',
  // No limit is published; this one is ours.
  budget: { limit: 120, windowSeconds: 60 },
  concurrency: 2,
  timeoutMs: seconds(10),
  maxBytes: 64 * 1024 * 1024,
  freshFor: hours(24),
  usableFor: days(365),
  identifiers: ['jobtech-taxonomy', 'ssyk-2012', 'isco-08', 'esco'],
  samples,
  open: (upstream): TaxonomyOperations => ({
    async versions(call) {
      const { value } = await upstream.get(
        { operation: 'versions', path: 'main/versions', decode: versionList, freshFor: hours(1) },
        call,
      );
      return value;
    },

    // By GET, as other clients of the service do; the query is well below the maximum length of a URL.
    async concepts(type, version, window, call) {
      const { value, provenance } = await upstream.get(
        {
          operation: 'concepts',
          path: 'graphql',
          query: { query: conceptsQuery(type, version, window) },
          decode: conceptList,
          echo: { asked: [type], of: (concepts) => concepts.map((concept) => [concept.type]) },
        },
        call,
      );
      return { items: value, total: null, provenance };
    },
  }),
});
