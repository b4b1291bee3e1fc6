import type {
  CatalogueRecord,
  DataService,
  Dataset,
  Distribution,
  LinkReport,
  Publisher,
} from '../../entities/dataset.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import { byOffset, type Member } from '../across/list-page.ts';
import { formatName } from '../formats/dcat.ts';
import { defineKind, type Page, type Window } from './kind.ts';

/**
 * What datasets are searched by; all that is given must hold. A catalogue that cannot tell whether one of them holds gives
 * an empty page: a dataset that may not match is never shown.
 */
export interface DatasetSearch {
  /** Words as a person types them; all must occur. */
  text?: string;
  /** Words or phrases of which one must occur. */
  anyOf?: string[];
  /** Swedish organisation number, ten digits. */
  publisherNumber?: string;
  /** Codes of the EU's data themes, `SOCI`, of which one must hold. */
  themes?: string[];
  /** A media type, or a short name such as `CSV`. */
  format?: string;
  /** SPDX id or address of the terms. */
  licence?: string;
  /** Only high-value datasets as the EU defines them. */
  hvdOnly?: boolean;
  /** ISO date or instant: the catalogue's record changed since then. */
  modifiedAfter?: string;
  /** The last changed first, also where words are searched for. */
  newestFirst?: boolean;
}

/** A record of a catalogue, and the dataset that it describes. */
export type RecordKey = Pick<CatalogueRecord, 'nativeId' | 'datasetUri'>;

/** What the datasets of a search are counted by. */
export const facetNames = ['publisher', 'format', 'licence', 'theme', 'country'] as const;
export type FacetName = (typeof facetNames)[number];

/** A value of a facet as the catalogue writes it: a URI, a code or a text. */
export interface CountedValue {
  value: string;
  /** Where the catalogue gives one beside the value. */
  name: string | null;
  count: number;
}

/** How many datasets of a search have each value. */
export interface DatasetCounts {
  /** All datasets of the search; null where the answer does not tell. */
  total: number | null;
  /** The most frequent values. A facet that the catalogue does not count is absent. */
  facets: { readonly [Name in FacetName]?: readonly CountedValue[] };
  provenance: Provenance;
}

/** What every data catalogue answers. */
export interface CatalogueOperations {
  /** What it can search by; absent where it can by everything. It is not asked a search of which it cannot answer all. */
  searchesBy?: ReadonlySet<keyof DatasetSearch>;
  /** Organisation number of the one that publishes everything in it: a search by another number is not for it. */
  publisherNumber?: string | null;
  /** Short names of the formats that everything in it has: a search by another one is not for it. */
  formats?: ReadonlySet<string>;
  /** With words or terms the most relevant first, else the last changed first. */
  searchDatasets(query: DatasetSearch, window: Window, call: Call): Promise<Page<Dataset>>;
  /** Its own counts of a search, by facet. Absent where it counts nothing. */
  countDatasets?(query: DatasetSearch, call: Call): Promise<DatasetCounts>;
  /** By the publisher's URI, or by the address of the dataset's page in the catalogue. */
  datasetByUri(uri: string, call: Call): Promise<Dataset | null>;
  /**
   * Of a record; null when the catalogue does not know it. Absent where every dataset of a search
   * already brings its distributions.
   */
  distributions?(record: RecordKey, call: Call): Promise<Distribution[] | null>;
  /**
   * Publishers by URI; those that the catalogue does not know are not in the map. Absent where every dataset already
   * names its publisher.
   */
  publishers?(uris: readonly string[], call: Call): Promise<Map<string, Publisher>>;
  /**
   * Its newest checks of links, by the ids of records of the catalogues within it that were checked. Absent where it
   * publishes none.
   */
  linkReports?(nativeIds: readonly string[], call: Call): Promise<Map<string, LinkReport>>;
  /** Data services by URI, where a dataset only names them. */
  dataServices?(uris: readonly string[], call: Call): Promise<Map<string, DataService>>;
}

const window: Window = { offset: 0, limit: 3 };
const someDatasets = async (source: CatalogueOperations, call: Call): Promise<Dataset[]> =>
  (await source.searchDatasets({ text: 'arbete' }, window, call)).items;

export const catalogue = defineKind<CatalogueOperations>({
  publicKind: SourceKind.CATALOGUE,
  examples: {
    'a search': (source, call) => source.searchDatasets({ text: 'arbete' }, window, call),
    facets: async (source, call) => (await source.countDatasets?.({ text: 'arbete' }, call)) ?? null,
  },
  lookUps: {
    'a dataset': {
      known: async (source, call) => (await someDatasets(source, call)).map(({ uri }) => uri),
      ask: (source, uri, call) => source.datasetByUri(uri, call),
    },
    'a dataset by the address of its record': {
      known: async (source, call) => {
        const records = (await someDatasets(source, call)).flatMap((dataset) => dataset.records);
        return records.every(({ url }) => url === null) ? null : records.flatMap(({ url }) => url ?? []);
      },
      ask: (source, url, call) => source.datasetByUri(url, call),
    },
    distributions: {
      known: async (source, call) =>
        source.distributions ? (await someDatasets(source, call)).map(({ uri }) => uri) : null,
      ask: async (source, uri, call) => {
        const dataset = (await someDatasets(source, call)).find((one) => one.uri === uri);
        const [record] = dataset?.records ?? [];
        return (record && (await source.distributions?.(record, call))) ?? null;
      },
    },
    'data services': {
      inSamples: ['https://example.org/service/1', 'https://example.org/service/2'],
      known: async (source, call) => {
        if (!source.dataServices) return null;
        return (await someDatasets(source, call)).flatMap(({ servedBy = [] }) => servedBy);
      },
      ask: async (source, uri, call) => (await source.dataServices?.([uri], call)) ?? null,
    },
    'link reports': {
      inSamples: ['0_1', '1_1'],
      known: async (source, call) => {
        if (!source.linkReports) return null;
        return (await someDatasets(source, call)).flatMap(({ records }) =>
          records.map(({ nativeId }) => nativeId),
        );
      },
      ask: async (source, id, call) => (await source.linkReports?.([id], call)) ?? null,
    },
    publishers: {
      inSamples: ['http://dataportal.se/organisation/SE0000000001', 'https://example.org/publisher'],
      known: async (source, call) => {
        if (!source.publishers) return null;
        return (await someDatasets(source, call)).flatMap(({ publisher }) => publisher?.uri ?? []);
      },
      ask: async (source, uri, call) => (await source.publishers?.([uri], call)) ?? null,
    },
  },
});

/** The counts of a search that finds nothing, in a catalogue that counts these facets. */
export const noneOf = (facets: DatasetCounts['facets']): Omit<DatasetCounts, 'provenance'> => ({
  total: 0,
  facets: Object.fromEntries(Object.keys(facets).map((name) => [name, []])),
});

/** Whether a catalogue can answer the whole of a search. */
export function canSearch(
  { searchesBy, publisherNumber, formats }: CatalogueOperations,
  search: DatasetSearch,
): boolean {
  if (search.publisherNumber && publisherNumber !== undefined) {
    if (search.publisherNumber !== publisherNumber) return false;
  } else if (search.publisherNumber && searchesBy && !searchesBy.has('publisherNumber')) return false;
  if (search.format && formats && !formats.has(formatName(search.format))) return false;
  return [
    search.themes && search.themes.length > 0 && 'themes',
    search.licence && 'licence',
    search.hvdOnly && 'hvdOnly',
    search.format && !formats && 'format',
    search.modifiedAfter && 'modifiedAfter',
  ].every((key) => !key || !searchesBy || searchesBy.has(key as keyof DatasetSearch));
}

/** So many datasets may leave a catalogue between two pages before one is skipped. */
const OVERLAP = 10;

/** One catalogue's list of the datasets of a search. */
export function datasetList(
  { id, operations }: { id: string; operations: CatalogueOperations },
  search: DatasetSearch,
  call: Call,
): Member<Dataset> {
  const isRanked = Boolean(search.text || search.anyOf) && !search.newestFirst;
  return byOffset(
    id,
    (window) => operations.searchDatasets(search, window, call),
    // Scores of two catalogues cannot be compared, so hits of the same rank stand beside each other.
    (dataset, rank) => (isRanked ? rank : -(dataset.records[0]?.modified?.getTime() ?? 0)),
    OVERLAP,
  );
}
