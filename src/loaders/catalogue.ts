import DataLoader from 'dataloader';
import type { DataGap, GapMatch } from '../entities/data-gap.ts';
import type {
  CatalogueRecord,
  DataService,
  Dataset,
  Distribution,
  LinkReport,
  Publisher,
} from '../entities/dataset.ts';
import type { DatasetFacets, PublisherKey } from '../entities/dataset-facets.ts';
import { type Crosswalk, interestOf, searchFor } from '../entities/topic.ts';
import { datasetScorer, termsFound } from '../matching/rank-datasets.ts';
import { type Answer, askEach, foundIn, merged } from '../sources/across/ask-each.ts';
import { listAcross, type MergedConnection } from '../sources/across/list.ts';
import { rankedAcross } from '../sources/across/ranked-list.ts';
import { canSearch, type DatasetSearch, datasetList } from '../sources/kinds/catalogue.ts';
import { datasetMerge } from '../sources/kinds/dataset-identity.ts';
import { addressesOf, mayBeSame, originalTitle } from '../sources/kinds/possible-duplicate.ts';
import type { Sources } from '../sources/open-sources.ts';
import type { Call } from '../upstream/call.ts';
import { forEachId, loaderBySource, sourceKey } from './by-source.ts';
import { type CatalogueCounts, mergedFacets } from './dataset-facets.ts';
import type { ListArguments } from './list-arguments.ts';
import { sharedCall } from './shared-call.ts';

/** The number of datasets that are ranked for a gap. */
const gapCandidates = 50;

/** Candidates whose files are fetched to compare them. */
export const DUPLICATES_LOOKED_AT = 5;

/** A search for datasets. It is the same in all catalogues, except for the terms of a crosswalk. */
export interface DatasetRequest {
  search: DatasetSearch;
  terms?: Crosswalk['catalogue'];
  /** Ids of the catalogues to search; null means all. */
  catalogues?: readonly string[] | null;
}

/** Nothing else names a dataset, so no catalogue is asked for it. */
const URI = /^[a-z][a-z\d+.-]*:[^\s\p{Cc}]{1,2000}$/iu;

/** The loaders of the data catalogues. */
export function catalogueLoaders(sources: Sources, call: Call) {
  const searches = new Set<Promise<unknown>>();

  const datasets = sharedCall(
    async (request: DatasetRequest, window: ListArguments): Promise<Answer<MergedConnection<Dataset>>> => {
      const { search, terms, catalogues } = request;
      const searchIn = (id: string): DatasetSearch => {
        const own = terms && searchFor(terms, id);
        return own ? { ...search, anyOf: own.terms, themes: own.themes ?? [] } : search;
      };
      const { on, off } = sources.members('CATALOGUE', {
        ids: catalogues,
        can: ({ id, operations }) => canSearch(operations, searchIn(id)),
      });
      const lists = on.map((source) => datasetList(source, searchIn(source.id), call));
      const interest = terms ? interestOf(terms) : search.text ? { terms: search.text.split(/\s+/) } : null;
      const list = { off, search: request, rule: datasetMerge, keeper: sources.cursors, ...window };
      const isRanked = interest !== null && !search.newestFirst;
      const scorer = isRanked && datasetScorer(interest, new Date().getUTCFullYear());
      const found = scorer
        ? rankedAcross({
            ...list,
            lists,
            scoreOf: (dataset) => scorer(dataset).score,
            keyOf: (dataset) => dataset.uri,
          })
        : listAcross({ ...list, lists: lists.map((one) => [one]) });
      const settled = found.catch(() => null).finally(() => searches.delete(settled));
      searches.add(settled);
      return found;
    },
  );

  const distributionsOfRecord = new DataLoader(
    (records: readonly CatalogueRecord[]) =>
      forEachId(records, async (record) => {
        const catalogue = sources.member('CATALOGUE', record.sourceId);
        return (await catalogue?.operations.distributions?.(record, call)) ?? null;
      }),
    { cacheKeyFn: ({ sourceId, nativeId }) => sourceKey(sourceId, nativeId) },
  );
  const publisher = loaderBySource<'CATALOGUE', Publisher>(
    sources,
    'CATALOGUE',
    async (catalogue, uris) => {
      const found = await catalogue.publishers?.(uris, call);
      return uris.map((uri) => found?.get(uri) ?? null);
    },
    // One request fetches many names, so the batch waits until the current searches have returned their datasets.
    { batchScheduleFn: (dispatch) => void allSettled(searches).then(dispatch) },
  );

  const dataService = loaderBySource<'CATALOGUE', DataService>(
    sources,
    'CATALOGUE',
    async (catalogue, uris) => {
      const found = await catalogue.dataServices?.(uris, call);
      return uris.map((uri) => found?.get(uri) ?? null);
    },
    { batchScheduleFn: (dispatch) => void allSettled(searches).then(dispatch) },
  );

  const linkReport = loaderBySource<'CATALOGUE', LinkReport>(
    sources,
    'CATALOGUE',
    async (catalogue, nativeIds) => {
      const found = await catalogue.linkReports?.(nativeIds, call);
      return nativeIds.map((id) => found?.get(id) ?? null);
    },
    { batchScheduleFn: (dispatch) => void allSettled(searches).then(dispatch) },
  );

  const loaders = {
    /** The newest check of the links of the catalogue that a record is in; null where there is none. */
    linkReport: ({ sourceId, nativeId }: CatalogueRecord) => linkReport.load(sourceKey(sourceId, nativeId)),
    datasets,
    /** The counts of a search, as the catalogues give them. */
    datasetFacets: sharedCall(
      async ({ search, catalogues }: Omit<DatasetRequest, 'terms'>): Promise<Answer<DatasetFacets>> => {
        const asked = await askEach(
          sources.members('CATALOGUE', {
            ids: catalogues,
            can: ({ operations }) => Boolean(operations.countDatasets) && canSearch(operations, search),
          }),
          async ({ id, operations }): Promise<CatalogueCounts[]> => {
            const counts = await operations.countDatasets?.(search, call);
            if (!counts) return [];
            const { publisherNumber = null } = operations;
            return [{ ...counts, sourceId: id, country: sources.countryOf(id), publisherNumber }];
          },
        );
        return merged(asked, (counted) => mergedFacets(counted.flat()));
      },
    ),
    /** The name that a catalogue gives a publisher; null where it does not know it. */
    publisherName: async ({ sourceId, uri }: PublisherKey) =>
      (await publisher.load(sourceKey(sourceId, uri)))?.name ?? null,
    /** One dataset by its URI or the address of one of its records, from any catalogue. */
    dataset: new DataLoader<string, Dataset | null>((uris) =>
      forEachId(uris, async (uri) => {
        if (!URI.test(uri)) return null;
        const asked = await askEach(sources.members('CATALOGUE'), ({ operations }) =>
          operations.datasetByUri(uri, call),
        );
        return foundIn(asked, datasetMerge.join);
      }),
    ),
    /** The distributions that came with the dataset, else those of the first record whose catalogue has them. */
    async distributions({ distributions, records }: Dataset): Promise<Distribution[] | null> {
      if (distributions) return distributions;
      let failure: unknown = null;
      for (const record of records) {
        try {
          const found = await distributionsOfRecord.load(record);
          if (found) return found;
        } catch (error) {
          failure ??= error;
        }
      }
      if (failure) throw failure;
      return null;
    },
    /** Datasets that may be the same: same publisher and title, and a file in common; never proved by an identifier. */
    async possibleDuplicates(dataset: Dataset, first: number): Promise<Answer<Dataset[]>> {
      const title = originalTitle(dataset);
      if (title === null) return { value: [], failures: [] };
      const publisherNumber = dataset.publisher?.organisationNumber ?? undefined;
      const search = { text: title.slice(0, 200) };
      const found = await datasets({ search }, { first: 50, after: null });
      if (!found.value) return { value: null, failures: found.failures };
      const alike = found.value.nodes
        .filter((other) => mayBeSame(dataset, other, publisherNumber))
        .slice(0, DUPLICATES_LOOKED_AT);
      if (alike.length === 0) return { value: [], failures: found.failures };
      const own = addressesOf(await loaders.distributions(dataset));
      const compared = await Promise.all(
        alike.map(async (other) => {
          const theirs = await loaders.distributions(other).catch(() => null);
          return [...addressesOf(theirs)].some((address) => own.has(address)) ? [other] : [];
        }),
      );
      return { value: compared.flat().slice(0, first), failures: found.failures };
    },
    /** The data services that serve the dataset: those that came with it, and those that it names. */
    async dataServices({ dataServices = [], servedBy = [], records }: Dataset): Promise<DataService[]> {
      const [record] = records;
      const named = record
        ? await Promise.all(servedBy.map((uri) => dataService.load(sourceKey(record.sourceId, uri))))
        : [];
      return [...dataServices, ...named.filter((one) => one !== null)];
    },
    /** The publisher. When the dataset has only its URI, the catalogue is asked for the name. */
    async publisherOf({ publisher: known, provenance }: Dataset): Promise<Publisher | null> {
      if (!known || known.name || !known.uri) return known;
      return (await publisher.load(sourceKey(provenance.sourceId, known.uri))) ?? known;
    },
    /** Datasets that the gap's search finds, the best first, with the words that were found. */
    async gapMatches(gap: DataGap, first: number): Promise<Answer<GapMatch[]>> {
      const terms = gap.crosswalk.catalogue;
      if (!terms) return { value: null, failures: [] };
      const found = await datasets({ search: {}, terms }, { first: gapCandidates, after: null });
      if (!found.value) return { value: null, failures: found.failures };
      const interest = interestOf(terms);
      const scorer = datasetScorer(interest, new Date().getUTCFullYear());
      const matches = found.value.nodes
        .map((dataset) => ({
          dataset,
          because: termsFound(dataset, interest.terms),
          score: scorer(dataset).subject,
        }))
        .filter((match) => match.because.length > 0)
        .slice(0, first);
      return { value: matches, failures: found.failures };
    },
  };
  return loaders;
}

async function allSettled(pending: ReadonlySet<Promise<unknown>>): Promise<void> {
  await Promise.resolve();
  while (pending.size > 0) await Promise.all(pending);
}
