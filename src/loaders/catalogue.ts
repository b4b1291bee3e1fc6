import DataLoader from 'dataloader';
import { type Connection, pageOf } from '../entities/connection.ts';
import type { DataGap, GapMatch } from '../entities/data-gap.ts';
import type { Dataset, Distribution, Publisher } from '../entities/dataset.ts';
import type { CatalogueOperations, DatasetSearch, Window } from '../sources/source.ts';
import { fold } from '../text/fold.ts';
import type { Call } from '../upstream/call.ts';
import { once } from './shared-call.ts';

/** How many datasets are weighed to find the best for a gap. */
const gapCandidates = 50;

/** What resolvers ask of a catalogue, each thing once and as much as possible at a time. */
export function catalogueLoaders(catalogue: () => CatalogueOperations, call: Call) {
  const searches = new Set<Promise<unknown>>();

  const datasets = once(async (search: DatasetSearch, window: Window): Promise<Connection<Dataset>> => {
    const asked = catalogue().searchDatasets(search, window, call);
    const settled = asked.catch(() => null).finally(() => searches.delete(settled));
    searches.add(settled);
    const { items, total, provenance } = await asked;
    return pageOf(items, { ...window, total, provenance });
  });

  return {
    datasets,
    dataset: new DataLoader<string, Dataset | null>((uris) =>
      settle(uris, (uri) => catalogue().datasetByUri(uri, call)),
    ),
    distributions: new DataLoader<string, Distribution[] | null>((ids) =>
      settle(ids, (id) => catalogue().distributions(id, call)),
    ),
    /** Names come many in one request, so they wait until the searches under way have said which are wanted. */
    publisher: new DataLoader<string, Publisher | null>(
      async (uris) => {
        const found = await catalogue().publishers(uris, call);
        return uris.map((uri) => found.get(uri) ?? null);
      },
      { batchScheduleFn: (dispatch) => void allSettled(searches).then(dispatch) },
    ),
    /** Datasets found by the gap's own search, those that hold most of its terms first. */
    async gapMatches(gap: DataGap, first: number): Promise<GapMatch[] | null> {
      const search = gap.crosswalk['dataportal-se'];
      if (!search) return null;
      const found = await datasets(
        { anyOf: search.terms, themes: search.themes },
        { offset: 0, limit: gapCandidates },
      );
      return found.nodes
        .map((dataset) => {
          const because = termsIn(dataset, search.terms);
          return { dataset, because, score: because.length / search.terms.length };
        })
        .filter((match) => match.because.length > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, first);
    },
  };
}

/** Each answer or error at its key's place, so that one failing key does not take the others with it. */
function settle<K, T>(keys: readonly K[], ask: (key: K) => Promise<T>): Promise<(T | Error)[]> {
  return Promise.all(keys.map((key) => ask(key).catch((error: Error) => error)));
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
