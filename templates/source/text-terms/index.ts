import type { TextTermsOperations } from '../../../src/sources/kinds/text-terms.ts';
import { defineSource, sharedRequest } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind TEXT_TERMS: what it is, and whether it needs a key. */
export const exampleTextTerms = defineSource({
  id: 'example-text-terms',
  kind: 'TEXT_TERMS',
  name: 'Exempel: example-text-terms',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-text-terms.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  // One request takes every text of an answer; say 1/20 where it takes twenty.
  requests: { terms: sharedRequest },
  identifiers: ['term'],
  samples,
  open,
});

function open(upstream: Upstream): TextTermsOperations {
  return {
    scheme: 'example-text-terms',
    async terms(texts, call) {
      const { provenance } = await numbers(upstream, 'terms', {}, call);
      const term = {
        type: 'competency',
        label: 'Exempel: example-text-terms',
        term: 'exempel',
        prediction: 0.9,
      } as const;
      return texts.map(() => ({ terms: [term], provenance }));
    },
  };
}

async function numbers(
  upstream: Upstream,
  operation: string,
  query: Record<string, string | number | undefined>,
  call: Call,
) {
  const { value, provenance } = await upstream.get({ operation, path: operation, query, decode: page }, call);
  return { total: value.total, numbers: value.items.map(({ number }) => number), provenance };
}
