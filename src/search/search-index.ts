import { hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ContentRecords } from '../database/content-types.ts';
import { StoredText } from '../database/tables.ts';
import { type SearchText, searchTexts } from './search-text.ts';
import { writeVocabulary } from './vocabulary.ts';

/** The text search configuration of each language; it removes diacritics before it stems. Names have the language ''. */
export const configurations = {
  sv: 'graph_swedish',
  no: 'graph_norwegian',
  en: 'graph_english',
  et: 'graph_simple',
  '': 'graph_simple',
} as const;

const configuration = `(CASE r."language" ${Object.entries(configurations)
  .map(([language, name]) => `WHEN '${language}' THEN '${name}'`)
  .join(' ')} END)::regconfig`;

/** Stems and plain words, so that a word is found in texts of another language and by its prefix. */
function vector(column: string, weight: string): string {
  // PostgreSQL reads `a/b` as a path and `a-b` as one word.
  const words = `translate(r."${column}", '/-‐‑–', '     ')`;
  return `setweight(to_tsvector(${configuration}, ${words}) || to_tsvector('graph_simple', ${words}), '${weight}')`;
}

/** Updates the search entries to the content. It writes only those that differ. */
export async function writeSearchEntries(manager: EntityManager, records: ContentRecords): Promise<void> {
  const texts = await manager.find(StoredText);
  const entries = searchTexts(records, texts).map((text) => ({ ...text, digest: digest(text) }));
  const stored: { key: string; digest: string }[] = await manager.query(
    'SELECT "key", "digest" FROM "search_entry"',
  );
  const before = new Map(stored.map((entry) => [entry.key, entry.digest]));
  const wanted = new Set(entries.map(({ key }) => key));
  const gone = stored.filter(({ key }) => !wanted.has(key)).map(({ key }) => key);
  if (gone.length > 0) await manager.query('DELETE FROM "search_entry" WHERE "key" = ANY($1)', [gone]);

  const written = entries.filter((entry) => before.get(entry.key) !== entry.digest);
  // In batches, so that one parameter does not grow without limit.
  for (let from = 0; from < written.length; from += entriesAtOnce) {
    await manager.query(
      `INSERT INTO "search_entry" (${columns}, "tsv")
     SELECT ${columns}, ${vector('title', 'A')} || ${vector('body', 'B')} || ${vector('hidden', 'D')}
     FROM jsonb_populate_recordset(null::"search_entry", $1) r
     ON CONFLICT ("key") DO UPDATE SET ${assignments}`,
      [JSON.stringify(written.slice(from, from + entriesAtOnce))],
    );
  }
  if (gone.length > 0 || written.length > 0) await writeVocabulary(manager);
}

const entriesAtOnce = 1000;

const names = ['key', 'ref', 'type', 'language', 'title', 'body', 'hidden', 'access', 'digest'];
const columns = names.map((name) => `"${name}"`).join(', ');
const assignments = [...names, 'tsv'].map((name) => `"${name}" = excluded."${name}"`).join(', ');

function digest(text: SearchText): string {
  return hash('sha256', JSON.stringify(text), 'base64url');
}
