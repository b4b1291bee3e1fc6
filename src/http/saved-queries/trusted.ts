import { stripIgnoredCharacters } from 'graphql';
import type { SavedQuery } from './query.ts';

/** Whether a document is one of the saved ones, whatever its white space and comments. */
export function trustedDocuments(saved: () => readonly SavedQuery[]): (document: string) => boolean {
  let known: ReadonlySet<string> | null = null;
  return (document) => {
    known ??= new Set(saved().map((query) => stripIgnoredCharacters(query.document)));
    try {
      return known.has(stripIgnoredCharacters(document));
    } catch {
      return false;
    }
  };
}
