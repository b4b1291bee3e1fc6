import type { DataSource } from 'typeorm';
import { query } from '../database/query.ts';

/** Reads texts of imported originals by key, in one statement. A key without a text is left out. */
export async function readTexts(
  dataSource: DataSource,
  keys: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await query<{ key: string; body: string }>(
    dataSource,
    'SELECT "key", "body" FROM "imported_text" WHERE "key" = ANY($1)',
    [keys],
    signal,
  );
  return new Map(rows.map(({ key, body }) => [key, body]));
}
