import { Dataset } from '../../entities/dataset.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import type { Call } from '../../upstream/call.ts';
import { path } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { batchesOf } from '../formats/batches.ts';
import { distributionsOf } from '../formats/dcat-dataset.ts';
import type { CatalogueOperations } from '../kinds/catalogue.ts';
import { checkableAt, defineSource } from '../source.ts';
import {
  datasetGraph,
  datasetPage,
  entryInfo,
  language,
  type PortalDataset,
  publisherPage,
} from './decode.ts';
import { luceneQuery, PUBLIC_DATASETS, withUris } from './query.ts';
import { samples } from './sample.ts';

/** More is cut to this without a word. */
const LARGEST_PAGE = 100;
/** So that the query of long URIs still fits an address. */
const PUBLISHERS_A_REQUEST = 20;
/** The portal's own addresses of datasets, with or without language. */
const PORTAL_PAGE =
  /^https?:\/\/(?:www\.)?dataportal\.se\/(?:sv\/|en\/)?datasets\/([\w-]+)_([\w-]+?)(?:\/.*)?$/;

/** Sveriges dataportal: every public dataset of Sweden, harvested nightly. Open, no key. */
export const dataportalSe = defineSource({
  id: 'dataportal-se',
  kind: 'CATALOGUE',
  name: 'Sveriges dataportal',
  publisher: 'Digg – Myndigheten för digital förvaltning',
  homepage: 'https://www.dataportal.se',
  documentation: 'https://docs.dataportal.se/registry/api',
  // Of the descriptions, by rule of DCAT-AP-SE; the data behind them has its own.
  licence: 'CC0-1.0',
  attribution: 'Sveriges dataportal',
  country: 'SE',
  language,
  baseUrl: 'https://admin.dataportal.se/store',
  // None is published. EntryStore's own library keeps to 4 896 an hour; this is our courtesy.
  budget: { limit: 80, windowSeconds: 60 },
  // More in parallel was measured to gain nothing.
  concurrency: 2,
  // Within the ten seconds of a request, so that the rest of an answer leaves on time.
  timeoutMs: seconds(8),
  maxBytes: 16 * 1024 * 1024,
  // Harvested every night about four.
  freshFor: hours(6),
  usableFor: days(30),
  // Twenty URIs go in one request.
  requests: { publishers: 1 / PUBLISHERS_A_REQUEST },
  identifiers: ['organisation-number', 'eu-data-theme', 'dataset-uri'],
  samples,
  open,
});

function open(upstream: Upstream): CatalogueOperations {
  const search = (query: string, window: { offset: number; limit: number }, sort: string, call: Call) =>
    upstream.get(
      {
        operation: 'search',
        path: 'search',
        query: {
          type: 'solr',
          query,
          limit: Math.min(window.limit, LARGEST_PAGE),
          offset: window.offset,
          sort,
        },
        decode: datasetPage,
      },
      call,
    );

  return {
    async searchDatasets(query, window, call) {
      // Words of nothing but signs find nothing; the count of everything says so without pretending an error.
      const lucene = luceneQuery(query) ?? `${PUBLIC_DATASETS} AND uri:none`;
      // The URI breaks ties, so that pages neither repeat nor skip.
      const sort = query.text || query.anyOf ? 'score desc,uri asc' : 'modified desc,uri asc';
      const { value, provenance } = await search(lucene, window, sort, call);
      return {
        items: value.items.map((draft) => toDataset(draft, provenance)),
        total: value.total,
        provenance,
      };
    },

    async datasetByUri(uri, call) {
      const page = PORTAL_PAGE.exec(uri);
      const wanted = page
        ? withUris('uri', [`https://admin.dataportal.se/store/${page[1]}/entry/${page[2]}`])
        : withUris('resource', [uri]);
      // A few URIs stand in two contexts; the one changed last is the one kept up.
      const { value, provenance } = await search(
        `${PUBLIC_DATASETS} AND ${wanted}`,
        { offset: 0, limit: 1 },
        'modified desc,uri asc',
        call,
      );
      const found = value.items[0];
      return found ? toDataset(found, provenance) : null;
    },

    async distributions(nativeId, call) {
      const id = /^([\w-]+)_([\w-]+?)$/.exec(nativeId);
      if (!id?.[1] || !id[2]) return null;
      const [, context, entry] = id;
      const inFull = await upstream.find(
        {
          operation: 'metadata',
          path: path`${context}/metadata/${entry}`,
          query: { recursive: 'dcat', format: 'application/json' },
          decode: datasetGraph,
        },
        call,
      );
      if (!inFull) return null;
      const { graph, datasets } = inFull.value;
      const [only] = datasets;
      if (datasets.length === 1 && only !== undefined) return distributionsOf(graph, only, { language });
      // Siblings came along: only the entry itself says which dataset is meant.
      const info = await upstream.find(
        {
          operation: 'entry',
          path: path`${context}/entry/${entry}`,
          query: { format: 'application/json' },
          decode: entryInfo,
        },
        call,
      );
      return info?.value ? distributionsOf(graph, info.value, { language }) : null;
    },

    async publishers(wanted, call) {
      // Sorted, so that equal sets of publishers are equal questions.
      const sorted = [...new Set(wanted)].sort();
      const pages = await Promise.all(
        batchesOf(sorted, PUBLISHERS_A_REQUEST).map((batch) =>
          upstream.get(
            {
              operation: 'publishers',
              path: 'search',
              query: {
                type: 'solr',
                query: `public:true AND ${withUris('resource', batch)}`,
                limit: LARGEST_PAGE,
                sort: 'uri asc',
              },
              decode: publisherPage,
              freshFor: days(1),
            },
            call,
          ),
        ),
      );
      const found = pages.flatMap(({ value }) => value.items);
      // Several catalogues may hold the same organisation; the first that has a name will do.
      found.sort((one, other) => Number(one.name === null) - Number(other.name === null));
      const byUri = new Map<string, (typeof found)[number]>();
      for (const publisher of found) {
        if (publisher.uri && !byUri.has(publisher.uri)) byUri.set(publisher.uri, publisher);
      }
      return byUri;
    },
  };
}

function toDataset(draft: PortalDataset, provenance: Provenance): Dataset {
  const url = draft.records[0]?.url ?? null;
  return entity(Dataset, { ...draft, provenance: checkableAt(url, provenance) });
}
