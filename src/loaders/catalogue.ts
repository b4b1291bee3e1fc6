import DataLoader from 'dataloader';
import type { DataGap, GapMatch } from '../entities/data-gap.ts';
import type { Dataset, Distribution, Publisher } from '../entities/dataset.ts';
import { type Crosswalk, searchFor } from '../entities/topic.ts';
import { type Answer, askEach, foundIn } from '../sources/across/ask-each.ts';
import { listAcross, type MergedConnection } from '../sources/across/list.ts';
import { type DatasetSearch, datasetList, datasetMerge } from '../sources/kinds/catalogue.ts';
import type { Sources } from '../sources/open-sources.ts';
import { fold } from '../text/fold.ts';
import type { Call } from '../upstream/call.ts';
import { forEachId, loaderBySource, sourceKey } from './by-source.ts';
import type { ListArguments } from './list-arguments.ts';
import { sharedCall } from './shared-call.ts';

/** Datasets that are weighed to find the best for a gap. */
const gapCandidates = 50;

/** A search for datasets: the same in all catalogues, but for the terms of a crosswalk. */
export interface DatasetRequest {
  search: DatasetSearch;
  terms?: Crosswalk['catalogue'];
  /** Ids of the catalogues to ask; null: all. */
  catalogues?: readonly string[] | null;
}

/** What resolvers ask of the data catalogues. */
export function catalogueLoaders(sources: Sources, call: Call) {
  const searches = new Set<Promise<unknown>>();

  const datasets = sharedCall(
    async (request: DatasetRequest, window: ListArguments): Promise<Answer<MergedConnection<Dataset>>> => {
      const { search, terms, catalogues } = request;
      const { on, off } = sources.members('CATALOGUE', { ids: catalogues });
      const found = listAcross({
        lists: on.map((source) => {
          const own = terms && searchFor(terms, source.id);
          const narrowed = own ? { ...search, anyOf: own.terms, themes: own.themes ?? [] } : search;
          return [datasetList(source, narrowed, call)];
        }),
        off,
        search: request,
        rule: datasetMerge,
        ...window,
      });
      const settled = found.catch(() => null).finally(() => searches.delete(settled));
      searches.add(settled);
      return found;
    },
  );

  const distributionsOfRecord = loaderBySource<'CATALOGUE', Distribution[]>(
    sources,
    'CATALOGUE',
    (catalogue, ids) => forEachId(ids, async (id) => (await catalogue.distributions?.(id, call)) ?? null),
  );
  const publisher = loaderBySource<'CATALOGUE', Publisher>(
    sources,
    'CATALOGUE',
    async (catalogue, uris) => {
      const found = await catalogue.publishers?.(uris, call);
      return uris.map((uri) => found?.get(uri) ?? null);
    },
    // Names come many in one request, so they wait until the searches under way have said which are wanted.
    { batchScheduleFn: (dispatch) => void allSettled(searches).then(dispatch) },
  );

  return {
    datasets,
    /** By its URI or the address of one of its records, in any of the catalogues. */
    dataset: new DataLoader<string, Dataset | null>((uris) =>
      forEachId(uris, async (uri) => {
        const asked = await askEach(sources.members('CATALOGUE'), ({ operations }) =>
          operations.datasetByUri(uri, call),
        );
        return foundIn(asked, datasetMerge.join);
      }),
    ),
    /** Those that came with the dataset, else of the first of its records whose catalogue has them. */
    async distributions({ distributions, records }: Dataset): Promise<Distribution[] | null> {
      if (distributions) return distributions;
      let failure: unknown = null;
      for (const { sourceId, nativeId } of records) {
        try {
          const found = await distributionsOfRecord.load(sourceKey(sourceId, nativeId));
          if (found) return found;
        } catch (error) {
          failure ??= error;
        }
      }
      if (failure) throw failure;
      return null;
    },
    /** The publisher as its catalogue describes it, where the dataset has no more than its URI. */
    async publisherOf({ publisher: known, provenance }: Dataset): Promise<Publisher | null> {
      if (!known || known.name || !known.uri) return known;
      return (await publisher.load(sourceKey(provenance.sourceId, known.uri))) ?? known;
    },
    /** Datasets found by the gap's own search, those that hold most of its terms first. */
    async gapMatches(gap: DataGap, first: number): Promise<Answer<GapMatch[]>> {
      const terms = gap.crosswalk.catalogue;
      if (!terms) return { value: null, failures: [] };
      const found = await datasets({ search: {}, terms }, { first: gapCandidates, after: null });
      if (!found.value) return { value: null, failures: found.failures };
      const matches = found.value.nodes
        .map((dataset) => {
          const because = termsIn(dataset, terms.terms);
          return { dataset, because, score: because.length / terms.terms.length };
        })
        .filter((match) => match.because.length > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, first);
      return { value: matches, failures: found.failures };
    },
  };
}

async function allSettled(pending: ReadonlySet<Promise<unknown>>): Promise<void> {
  await Promise.resolve();
  while (pending.size > 0) await Promise.all(pending);
}

function termsIn(dataset: Dataset, terms: readonly string[]): string[] {
  const text = fold(
    [
      ...Object.values(dataset.title),
      ...Object.values(dataset.description),
      ...dataset.keywords.map((keyword) => keyword.text),
    ].join(' '),
  );
  return terms.filter((term) => text.includes(fold(term)));
}
