import { setImmediate } from 'node:timers/promises';
import DataLoader from 'dataloader';
import type { GoneDataset } from '../entities/gone-dataset.ts';
import type { SearchHit } from '../search/search.ts';
import type { Call } from '../upstream/call.ts';
import { asItIs, gather } from './gather.ts';
import { sharedCall } from './shared-call.ts';

/** The database queries of a request, which end with its signal. All other content is in memory. */
export interface ContentQueries {
  texts(keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  search(
    request: { query: string; types: readonly string[]; limit: number },
    signal: AbortSignal,
  ): Promise<SearchHit[]>;
  goneDatasets(
    of: { subject: string; since: string; limit: number },
    signal: AbortSignal,
  ): Promise<GoneDataset[]>;
}

/** The loaders of the database: one query for all texts of an answer, one for each search. */
export function contentLoaders(queries: ContentQueries, { signal }: Pick<Call, 'signal'>) {
  let last: Promise<unknown> = Promise.resolve();
  /** The embedded database works in this process: without a pause many searches would keep all others waiting. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(() => setImmediate()).then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return {
    /** A text by `<Type>:<key>`; null until its original has been imported. */
    text: new DataLoader<string, string | null>(async (keys) => {
      const texts = await queries.texts(keys, signal);
      return keys.map((key) => texts.get(key) ?? null);
    }, gather<string, string>(asItIs)),
    /** Datasets of a subject (`topic:ai`) that catalogues have lost since a day, the last first. */
    goneDatasets: sharedCall(
      (subject: string, since: string, limit: number): Promise<GoneDataset[]> =>
        inTurn(() => queries.goneDatasets({ subject, since, limit }, signal)),
    ),
    /** The best hits among entities of the given types. */
    search: sharedCall(
      (query: string, types: readonly string[], limit: number): Promise<SearchHit[]> =>
        inTurn(() => queries.search({ query, types, limit }, signal)),
    ),
  };
}
