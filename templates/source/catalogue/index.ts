import { Dataset } from '../../../src/entities/dataset.ts';
import { entity } from '../../../src/entities/node.ts';
import type { Provenance } from '../../../src/entities/provenance.ts';
import type { CatalogueOperations } from '../../../src/sources/kinds/catalogue.ts';
import { defineSource } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind CATALOGUE: what it is, and whether it needs a key. */
export const exampleCatalogue = defineSource({
  id: 'example-catalogue',
  kind: 'CATALOGUE',
  name: 'Exempel: example-catalogue',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-catalogue.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  identifiers: ['dataset-uri'],
  samples,
  open,
});

function open(upstream: Upstream): CatalogueOperations {
  return {
    async searchDatasets(query, { offset, limit }, call) {
      const found = await numbers(
        upstream,
        'search',
        { q: query.text ?? query.anyOf?.join(','), offset, limit },
        call,
      );
      const items = found.numbers.map((number) => datasetOf(number, found.provenance));
      return { items, total: found.total, provenance: found.provenance };
    },
    async datasetByUri(uri, call) {
      const number = /^https:\/\/example\.org\/example-catalogue\/(\d+)$/.exec(uri)?.[1];
      if (number === undefined) return null;
      const found = await numbers(upstream, 'dataset', { numbers: number }, call, [number]);
      return found.numbers.map((one) => datasetOf(one, found.provenance))[0] ?? null;
    },
  };
}

function datasetOf(number: number, provenance: Provenance): Dataset {
  return entity(Dataset, {
    uri: `https://example.org/example-catalogue/${number}`,
    // The first is a copy of what the other catalogue has.
    identifiers: number === 1 ? ['https://example.org/dataset/0-1'] : [],
    title: { sv: `Exempel: example-catalogue ${number}` },
    description: {},
    publisher: { uri: null, name: { sv: 'Exempel: utgivare' }, organisationNumber: null },
    keywords: [],
    themes: [],
    hvdCategories: [],
    accessRights: null,
    issued: null,
    modified: null,
    accrualPeriodicity: null,
    landingPages: [],
    licences: [],
    licencesAsStated: [],
    applicableLegislation: [],
    series: [],
    spatial: [],
    temporal: [],
    distributions: [],
    records: [
      {
        sourceId: 'example-catalogue',
        nativeId: `${number}`,
        datasetUri: `https://example.org/example-catalogue/${number}`,
        catalogue: `${number}`,
        url: null,
        issued: null,
        modified: null,
      },
    ],
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
      // A look-up says which id it asks for, and where the answer repeats it: another thing is then an error.
      echo: asked ? { asked, of: ({ items }) => items.map(({ number }) => [`${number}`]) } : null,
    },
    call,
  );
  return { total: value.total, numbers: value.items.map(({ number }) => number), provenance };
}
