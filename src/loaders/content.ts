import DataLoader from 'dataloader';
import type { SearchHit } from '../search/search.ts';
import { sharedCall } from './shared-call.ts';

/** The statements that a request may run; everything else comes from the content in memory. */
export interface ContentQueries {
  texts(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  search(query: string, types: readonly string[]): Promise<SearchHit[]>;
}

/** What resolvers ask of the database: one statement for all texts of an answer, one for a search. */
export function contentLoaders(queries: ContentQueries) {
  return {
    /** A text by `<Type>:<key>`; null while its original has not been imported. */
    text: new DataLoader<string, string | null>(async (keys) => {
      const texts = await queries.texts(keys);
      return keys.map((key) => texts.get(key) ?? null);
    }),
    /** The best hundred hits among entities of the types. */
    search: sharedCall(
      (query: string, types: readonly string[]): Promise<SearchHit[]> => queries.search(query, types),
    ),
  };
}
