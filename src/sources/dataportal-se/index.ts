import type { z } from 'zod';
import { Dataset, LinkReport } from '../../entities/dataset.ts';
import { entity } from '../../entities/node.ts';
import { entryOf } from '../../text/entry-of.ts';
import type { Call } from '../../upstream/call.ts';
import { type Echo, isSameId } from '../../upstream/echo.ts';
import { path } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { batchesOf } from '../formats/batches.ts';
import { distributionsOf } from '../formats/dcat-dataset.ts';
import { rdfGraph } from '../formats/rdf-json.ts';
import type { CatalogueOperations } from '../kinds/catalogue.ts';
import { datasetMerge } from '../kinds/dataset-identity.ts';
import type { Window } from '../kinds/kind.ts';
import { checkableAt, defineSource, oncePerAnswer } from '../source.ts';
import {
  datasetPage,
  facetPage,
  language,
  linkReportPage,
  type PortalDataset,
  publisherPage,
  servicePage,
} from './decode.ts';
import { FACETS, fits, linkReportsIn, luceneQuery, PUBLIC_DATASETS, withUris } from './query.ts';
import { samples } from './sample.ts';

/** The API reduces a larger limit to this without an error. */
const LARGEST_PAGE = 100;
/** Of each facet; the portal has some hundreds of publishers, and allows a thousand values. */
const MOST_VALUES = 1000;
/** Keeps a query of long URIs within the maximum length of a URL. */
const PUBLISHERS_A_REQUEST = 20;
/** Few enough that the newest reports of all of them are on one page. */
const CONTEXTS_A_REQUEST = 20;
/** More than the contexts that one URI can be in. */
const CONTEXTS = 10;
/** Web pages of datasets in the portal, with or without a language in the path. */
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
  // DCAT-AP-SE prescribes it for the metadata; the data itself has its own licence.
  licence: 'CC0-1.0',
  attribution: 'Sveriges dataportal',
  country: 'SE',
  language,
  baseUrl: 'https://admin.dataportal.se/store',
  // No limit is published; this one is ours. EntryStore's own library sends at most 4 896 requests an hour.
  budget: { limit: 80, windowSeconds: 60 },
  // Measured: more parallel requests are not faster.
  concurrency: 2,
  // Shorter than the gateway's limit of ten seconds for a client's request.
  timeoutMs: seconds(8),
  maxBytes: 16 * 1024 * 1024,
  // The portal harvests every night at about 04:00.
  freshFor: hours(6),
  usableFor: days(30),
  // One request takes twenty URIs or contexts.
  requests: {
    publishers: 1 / PUBLISHERS_A_REQUEST,
    dataServices: 1 / PUBLISHERS_A_REQUEST,
    linkReports: 1 / CONTEXTS_A_REQUEST,
  },
  identifiers: ['organisation-number', 'eu-data-theme', 'dataset-uri'],
  samples,
  open,
});

function open(upstream: Upstream): CatalogueOperations {
  const search = (
    query: string,
    window: Window,
    sort: string,
    call: Call,
    echo: Echo<z.output<typeof datasetPage>> | null = null,
  ) =>
    upstream.get(
      {
        operation: 'search',
        path: 'search',
        query: {
          type: 'solr',
          query,
          // The total is 0 on an empty page, so that a count asks for one dataset.
          limit: Math.min(Math.max(window.limit, 1), LARGEST_PAGE),
          offset: window.offset,
          sort,
        },
        decode: datasetPage,
        version: 3,
        echo,
      },
      call,
    );

  return {
    async searchDatasets(query, window, call) {
      // A text without letters or digits finds nothing. A search for a URI that does not exist gives an empty page, not an error.
      const lucene = luceneQuery(query) ?? `${PUBLIC_DATASETS} AND uri:none`;
      // The URI makes the order unique, so that no dataset is repeated or skipped between pages.
      const sort =
        (query.text || query.anyOf) && !query.newestFirst ? 'score desc,uri asc' : 'modified desc,uri asc';
      const { value, provenance } = await search(lucene, window, sort, call);
      return {
        items: eachOnce(value.items, ({ nativeId }) => nativeId)
          .slice(0, window.limit)
          .map((draft) => toDataset(draft, provenance)),
        total: value.total,
        provenance,
      };
    },

    async countDatasets(query, call) {
      const { value, provenance } = await upstream.get(
        {
          operation: 'facets',
          path: 'search',
          query: {
            type: 'solr',
            query: luceneQuery(query) ?? `${PUBLIC_DATASETS} AND uri:none`,
            // An empty page has no total.
            limit: 1,
            facetFields: Object.keys(FACETS).join(','),
            facetLimit: MOST_VALUES,
          },
          decode: facetPage,
        },
        call,
      );
      const facets = value.facetFields.flatMap(({ name, values }) => {
        const facet = entryOf(FACETS, name);
        return facet
          ? [[facet, values.map(({ name: found, count }) => ({ value: found, name: null, count }))] as const]
          : [];
      });
      return { total: value.results, facets: Object.fromEntries(facets), provenance };
    },

    async datasetByUri(uri, call) {
      const page = PORTAL_PAGE.exec(uri);
      const wanted = page
        ? withUris('uri', [`https://admin.dataportal.se/store/${page[1]}/entry/${page[2]}`])
        : withUris('resource', [uri]);
      // No URI in the portal is as long as a query can be.
      if (!fits(wanted)) return null;
      const { value, provenance } = await search(
        `${PUBLIC_DATASETS} AND ${wanted}`,
        { offset: 0, limit: CONTEXTS },
        'modified desc,uri asc',
        call,
        {
          asked: [page ? `${page[1]}_${page[2]}` : uri],
          of: ({ items }) =>
            items.map((found) =>
              found.facts.records.map((record) => (page ? record.nativeId : record.datasetUri)),
            ),
        },
      );
      // A few URIs are in two contexts: one dataset with two records. The entry modified last is the maintained one.
      const found = value.items.filter((draft) =>
        page ? draft.nativeId === `${page[1]}_${page[2]}` : isSameId(draft.facts.uri, uri),
      );
      const [first, ...others] = found.map((draft) => toDataset(draft, provenance));
      return first ? others.reduce(datasetMerge.join, first) : null;
    },

    async distributions({ nativeId, datasetUri }, call) {
      const id = /^([\w-]+)_([\w-]+?)$/.exec(nativeId);
      if (!id?.[1] || !id[2]) return null;
      const [, context, entry] = id;
      const metadata = (recursive: string | null) =>
        upstream.find(
          {
            operation: 'metadata',
            path: path`${context}/metadata/${entry}`,
            query: { recursive, format: 'application/json' },
            decode: rdfGraph,
            echo: {
              asked: [datasetUri],
              // The graph may hold sibling datasets, and nodes of other types.
              of: (graph) => [Object.keys(graph)],
            },
          },
          call,
        );
      const inFull = await metadata('dcat');
      if (!inFull) return null;
      // Where an entry has no type, the recursive graph is empty.
      const isEmpty = Object.keys(inFull.value).length === 0;
      const graph = (isEmpty ? await metadata(null) : inFull)?.value ?? {};
      const subject = Object.keys(graph).find((one) => isSameId(one, datasetUri));
      return subject === undefined ? null : distributionsOf(graph, subject, { language });
    },

    async publishers(wanted, call) {
      // Sorted, so that equal sets of publishers give equal requests and share a cached answer.
      const sorted = [...new Set(wanted)].sort();
      const pages = await Promise.all(
        batchesOfUris(sorted).map((batch) =>
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
              echo: { asked: batch, of: ({ items }) => items.map((publisher) => [publisher.uri]) },
              freshFor: days(1),
            },
            call,
          ),
        ),
      );
      const found = pages.flatMap(({ value }) => value.items);
      // Several catalogues may describe the same organisation: use the first entry with a name.
      found.sort((one, other) => Number(one.name === null) - Number(other.name === null));
      const byUri = new Map<string, (typeof found)[number]>();
      for (const publisher of found) {
        if (publisher.uri && !byUri.has(publisher.uri)) byUri.set(publisher.uri, publisher);
      }
      return byUri;
    },

    async linkReports(nativeIds, call) {
      const contextOf = (nativeId: string): string => nativeId.split('_', 1)[0] ?? '';
      const contexts = [...new Set(nativeIds.map(contextOf).filter((one) => /^[\w-]+$/.test(one)))].sort();
      const pages = await Promise.all(
        batchesOf(contexts, CONTEXTS_A_REQUEST).map((batch) =>
          upstream.get(
            {
              operation: 'link-reports',
              path: 'search',
              // A context may have several; the newest come first.
              query: {
                type: 'solr',
                query: linkReportsIn(batch),
                limit: LARGEST_PAGE,
                sort: 'modified desc,uri asc',
              },
              decode: linkReportPage,
              echo: { asked: batch, of: ({ items }) => items.map(({ contextId }) => [contextId]) },
              freshFor: days(1),
            },
            call,
          ),
        ),
      );
      const byContext = new Map<string, LinkReport>();
      for (const { value, provenance } of pages) {
        for (const { contextId, ...report } of value.items) {
          if (!byContext.has(contextId))
            byContext.set(contextId, entity(LinkReport, { ...report, provenance }));
        }
      }
      return new Map(
        nativeIds.flatMap((nativeId) => {
          const report = byContext.get(contextOf(nativeId));
          return report ? [[nativeId, report]] : [];
        }),
      );
    },

    async dataServices(wanted, call) {
      const pages = await Promise.all(
        batchesOfUris([...new Set(wanted)].sort()).map((batch) =>
          upstream.get(
            {
              operation: 'services',
              path: 'search',
              query: {
                type: 'solr',
                query: `public:true AND ${withUris('resource', batch)}`,
                limit: LARGEST_PAGE,
                sort: 'uri asc',
              },
              decode: servicePage,
              echo: { asked: batch, of: ({ items }) => items.map(({ uri }) => [uri]) },
              freshFor: days(1),
            },
            call,
          ),
        ),
      );
      const found = pages.flatMap(({ value }) => value.items);
      return new Map(found.flatMap(({ uri, service }) => (service ? [[uri, service]] : [])));
    },
  };
}

/** A few of the longest URIs would not fit in one query, and one that is longer than a query cannot be asked for. */
function batchesOfUris(wanted: readonly string[]): string[][] {
  const askable = wanted.filter((uri) => fits(withUris('resource', [uri])));
  return batchesOf(askable, PUBLISHERS_A_REQUEST).flatMap((batch) =>
    fits(withUris('resource', batch)) ? [batch] : batch.map((uri) => [uri]),
  );
}

/** The server refills a page that access rights have made shorter, so that the same entry may come twice. */
function eachOnce<T>(items: readonly T[], idOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [idOf(item), item])).values()];
}

const toDataset = oncePerAnswer(({ facts }: PortalDataset, provenance): Dataset => {
  const dataset = entity(Dataset, facts);
  dataset.provenance = checkableAt(facts.records[0]?.url ?? null, provenance);
  return dataset;
});
