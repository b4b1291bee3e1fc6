import { Concept } from '../../../src/entities/concept.ts';
import { entity } from '../../../src/entities/node.ts';
import type { ConceptOperations } from '../../../src/sources/kinds/concepts.ts';
import { defineSource, sharedRequest } from '../../../src/sources/source.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind CONCEPTS: what it is, and whether it needs a key. */
export const exampleConcepts = defineSource({
  id: 'example-concepts',
  kind: 'CONCEPTS',
  name: 'Exempel: example-concepts',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-concepts.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  // One request takes every URI of an answer; say 1/20 where it takes twenty.
  requests: { byUri: sharedRequest },
  identifiers: ['example-concept'],
  samples,
  open,
});

function open(upstream: Upstream): ConceptOperations {
  return {
    uriPrefix: 'https://example.org/example-concepts/',
    async byUri(uris, call) {
      if (uris.length === 0) return new Map();
      const { value, provenance } = await upstream.get(
        {
          operation: 'concepts',
          path: 'concepts',
          query: { uri: uris },
          decode: page,
          // Which ids are asked for, and where the answer repeats them: other things are then an error.
          echo: { asked: uris, of: ({ items }) => items.map(({ uri = null }) => [uri]) },
        },
        call,
      );
      const concept = (key: string) =>
        entity(Concept, {
          key,
          scheme: 'example-concepts',
          type: 'skill',
          prefLabel: { sv: 'Exempel: begrepp' },
          altLabels: [],
          definition: null,
          broaderKeys: [],
          relatedKeys: [],
          exactMatch: [],
          topicKeys: [],
          provenance,
        });
      const known = new Set(value.items.map(({ uri }) => uri));
      return new Map(uris.filter((uri) => known.has(uri)).map((uri) => [uri, concept(uri)]));
    },
  };
}
