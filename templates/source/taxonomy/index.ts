import type { ListedConcept, TaxonomyOperations } from '../../../src/sources/kinds/taxonomy.ts';
import { defineSource } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind TAXONOMY: what it is, and whether it needs a key. */
export const exampleTaxonomy = defineSource({
  id: 'example-taxonomy',
  kind: 'TAXONOMY',
  name: 'Exempel: example-taxonomy',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-taxonomy.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  identifiers: ['example-concept'],
  samples,
  open,
});

function open(upstream: Upstream): TaxonomyOperations {
  return {
    // In ascending order: `refresh taxonomy` loads the last.
    async versions(call) {
      const found = await numbers(upstream, 'versions', {}, call);
      return found.numbers.sort((a, b) => a - b);
    },
    async concepts(type, version, { offset, limit }, call) {
      const found = await numbers(upstream, 'concepts', { type, version, offset, limit }, call, [type]);
      const items = found.numbers.map(
        (number): ListedConcept => ({
          key: `${type}-${number}`,
          type,
          label: `Exempel: begrepp ${number}`,
          english: null,
          altLabels: [],
          definition: null,
          code: null,
          iscoCodes: [],
          broaderKeys: [],
          relatedKeys: [],
          exactMatch: [],
          substitutes: [],
          replacedBy: null,
          withdrawn: false,
        }),
      );
      return { items, total: found.total, provenance: found.provenance };
    },
  };
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
      // What is asked for, and where the answer repeats it: other things are then an error.
      echo: asked ? { asked, of: ({ items }) => items.map(({ type = null }) => [type]) } : null,
    },
    call,
  );
  return { total: value.total, numbers: value.items.map(({ number }) => number), provenance };
}
