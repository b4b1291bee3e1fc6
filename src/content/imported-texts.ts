import type { DataSource } from 'typeorm';

/** Reads texts of imported originals by key, in one statement. A key without a text is left out. */
export async function readTexts(
  dataSource: DataSource,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows: { key: string; body: string }[] = await dataSource.query(
    'SELECT "key", "body" FROM "imported_text" WHERE "key" = ANY($1)',
    [keys],
  );
  return new Map(rows.map(({ key, body }) => [key, body]));
}
