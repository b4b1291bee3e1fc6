import DataLoader from 'dataloader';
import type { SearchHit } from '../search/search.ts';
import type { Call } from '../upstream/call.ts';
import { sharedCall } from './shared-call.ts';

/** The database queries of a request, which end with its signal. All other content is in memory. */
export interface ContentQueries {
  texts(keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
  search(query: string, types: readonly string[], signal: AbortSignal): Promise<SearchHit[]>;
}

/** The loaders of the database: one query for all texts of an answer, one for each search. */
export function contentLoaders(queries: ContentQueries, { signal }: Pick<Call, 'signal'>) {
  return {
    /** A text by `<Type>:<key>`; null until its original has been imported. */
    text: new DataLoader<string, string | null>(async (keys) => {
      const texts = await queries.texts(keys, signal);
      return keys.map((key) => texts.get(key) ?? null);
    }),
    /** The 100 best hits among entities of the given types. */
    search: sharedCall(
      (query: string, types: readonly string[]): Promise<SearchHit[]> => queries.search(query, types, signal),
    ),
  };
}
