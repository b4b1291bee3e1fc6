import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { readSavedQuery, type SavedQuery } from './query.ts';

/** The folder of the package. */
const folder = new URL('../../../queries/', import.meta.url);

interface QueryFile {
  path: string;
  content: string;
}

function queryFiles(): QueryFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => ({ path: `queries/${file}`, content: readFileSync(new URL(file, folder), 'utf8') }));
}

/** Reads every file of `queries/`, by order and name. */
export function readSavedQueries(schema: GraphQLSchema): SavedQuery[] {
  return queryFiles()
    .map(({ path, content }) => readSavedQuery(schema, path, content))
    .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'en'));
}

/**
 * Checks the queries against the schema, each in a turn of its own: all of them together take some hundred milliseconds.
 * Throws a `SavedQueryError` for the first that cannot be used.
 */
export async function checkInTurns(queries: readonly SavedQuery[]): Promise<void> {
  for (const query of queries) {
    if (query.isChecked) continue;
    query.check();
    await nextTurn();
  }
}

/** The notes and documents of the files, by their order, for those who do not ask them. */
export function readDocuments(): { notes: FrontMatter; document: string }[] {
  return queryFiles()
    .map(({ path, content }) => readFrontMatter(path, content))
    .sort((a, b) => a.notes.order - b.notes.order);
}
