import { Dataset } from '../../entities/dataset.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import type { Call } from '../../upstream/call.ts';
import { path } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { type CatalogueOperations, type DatasetSearch, noneOf } from '../kinds/catalogue.ts';
import type { Page } from '../kinds/kind.ts';
import { checkableAt, defineSource } from '../source.ts';
import { datasetPage, type EuropeanDataset, facetCounts, oneDataset } from './decode.ts';
import { facets, LAST_OFFSET, pageOver, textQuery } from './query.ts';
import { samples } from './sample.ts';

/** The fields that are read. Whole records are large, and hold the e-mail addresses of contacts. */
const FIELDS =
  'id,resource,title,description,translation_meta,keywords,categories,hvd_category,publisher,identifier,adms_identifier,landing_page,source,in_series,issued,modified,catalog_record,distributions,accrual_periodicity,access_right,applicable_legislation,spatial_resource,temporal';
/** Pages of datasets in the portal, and the URIs that it gives them. */
const RECORD =
  /^https?:\/\/data\.europa\.eu\/(?:88u\/dataset|data\/datasets|api\/hub\/search\/datasets)\/([^/?#]+)/i;
const LONGEST_QUERY = 6000;

/** The EU's data portal: the catalogues of its countries, with machine translations. Open, no key. */
export const dataEuropa = defineSource({
  id: 'data-europa',
  kind: 'CATALOGUE',
  name: 'data.europa.eu',
  publisher: 'Publications Office of the European Union',
  homepage: 'https://data.europa.eu',
  documentation: 'https://data.europa.eu/api/hub/search/',
  // From memory: the portal's page on its terms has not been recorded.
  licence: 'CC-BY-4.0',
  attribution: '© European Union, data.europa.eu',
  country: null,
  baseUrl: 'https://data.europa.eu/api/hub/search',
  // No limit is published; this one is a courtesy.
  budget: { limit: 120, windowSeconds: 60 },
  concurrency: 2,
  timeoutMs: seconds(9),
  maxBytes: 16 * 1024 * 1024,
  freshFor: hours(12),
  usableFor: days(30),
  identifiers: ['eu-data-theme', 'dataset-uri'],
  samples,
  open,
});

function open(upstream: Upstream): CatalogueOperations {
  const search = (
    query: Record<string, string | number | undefined>,
    call: Call,
    uri: string | null = null,
  ) =>
    upstream.get(
      {
        operation: 'search',
        path: 'search',
        query: { ...query, filters: 'dataset', includes: FIELDS, aggregation: 'false' },
        decode: datasetPage,
        echo: uri === null ? null : { asked: [uri], of: ({ result }) => result.results.map(namesOf) },
      },
      call,
    );

  return {
    // The portal knows publishers by name alone, and licences in the spelling of each catalogue.
    searchesBy: new Set(['text', 'anyOf', 'themes', 'format', 'hvdOnly', 'modifiedAfter']),

    async searchDatasets(query, window, call): Promise<Page<Dataset>> {
      const q = boundedQuery(query);
      const isBeyond = window.offset >= LAST_OFFSET;
      const { page, limit, skip } =
        isBeyond || q === null ? { page: 0, limit: 1, skip: 0 } : pageOver(window);
      const { value, provenance } = await search(
        {
          q: q ?? undefined,
          facets: facets(query),
          page,
          limit,
          ...(query.modifiedAfter && { minDate: query.modifiedAfter, dateType: 'modified' }),
          // The newest first, which is the direction that the portal takes where none is given.
          ...((q === undefined || query.newestFirst) && { sort: 'modified' }),
        },
        call,
      );
      if (q === null) return { items: [], total: 0, provenance };
      // Without a total the list ends here, though the portal counts more.
      if (isBeyond) return { items: [], total: null, provenance };
      const { count, results } = value.result;
      const items = results.slice(skip, skip + window.limit).map((draft) => toDataset(draft, provenance));
      return { items, total: count, provenance };
    },

    async countDatasets(query, call) {
      const q = boundedQuery(query);
      const { value, provenance } = await upstream.get(
        {
          operation: 'facets',
          path: 'search',
          query: {
            q: q ?? undefined,
            facets: facets(query),
            ...(query.modifiedAfter && { minDate: query.modifiedAfter, dateType: 'modified' }),
            filters: 'dataset',
            limit: 0,
            aggregation: 'true',
          },
          decode: facetCounts,
        },
        call,
      );
      // A text without letters and digits finds nothing.
      return q === null ? { ...noneOf(value.facets), provenance } : { ...value, provenance };
    },

    async datasetByUri(uri, call) {
      const id = RECORD.exec(uri)?.[1];
      if (id !== undefined) {
        const nativeId = decoded(id);
        if (/^\.*$/.test(nativeId)) return null;
        const found = await upstream.find(
          {
            operation: 'dataset',
            path: path`datasets/${nativeId}`,
            decode: oneDataset,
            echo: {
              asked: [nativeId],
              of: ({ result }) => [result.records.map((record) => record.nativeId)],
            },
          },
          call,
        );
        return found && toDataset(found.value.result, found.provenance);
      }
      if (encodeURIComponent(uri).length > LONGEST_QUERY) return null;
      const q = textQuery({ anyOf: [uri] });
      if (!q) return null;
      const { value, provenance } = await search({ q, page: 0, limit: 10 }, call, uri);
      const found = value.result.results.find((draft) => draft.uri === uri);
      return found ? toDataset(found, provenance) : null;
    },
  };
}

/** The text of the search, cut to what an address can hold. */
function boundedQuery(search: DatasetSearch): string | null | undefined {
  const q = textQuery(search);
  if (!q || encodeURIComponent(q).length <= LONGEST_QUERY) return q;
  const { text, anyOf } = search;
  const half = (list: readonly string[]) => list.slice(0, Math.max(1, Math.floor(list.length / 2)));
  if (anyOf && anyOf.length > 1) return boundedQuery({ text, anyOf: half(anyOf) });
  const words = text?.split(/\s+/) ?? [];
  return words.length > 1 ? boundedQuery({ text: half(words).join(' '), anyOf }) : null;
}

const namesOf = ({ uri, identifiers }: EuropeanDataset): string[] => [uri, ...identifiers];

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function toDataset(draft: EuropeanDataset, provenance: Provenance): Dataset {
  return entity(Dataset, { ...draft, provenance: checkableAt(draft.records[0]?.url ?? null, provenance) });
}
