import type { DataSource } from 'typeorm';
import { query } from '../database/query.ts';

/**
 * Reads the texts that clients may see: of a document whose text may not be shown, only its questions and quotes. The
 * content pack and the manifest both say whether it may; either can forbid it.
 */
export async function readServedTexts(
  dataSource: DataSource,
  keys: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await query<{ key: string; body: string }>(
    dataSource,
    `SELECT t."key", t."body" FROM "imported_text" t
      JOIN "source_document" s ON s."key" = t."document" LEFT JOIN "document" d ON d."key" = t."document"
      WHERE t."key" = ANY($1) AND (t."key" LIKE 'Question:%' OR t."key" LIKE 'Quote:%'
        OR s."access" <> 'EXCERPT' AND d."access" IS DISTINCT FROM 'EXCERPT')`,
    [keys],
    signal,
  );
  return new Map(rows.map(({ key, body }) => [key, body]));
}

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
