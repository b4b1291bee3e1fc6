import type { DataSource } from 'typeorm';
import { formsOf } from '../text/has-words.ts';

/** Where a text stands in the database. */
export interface Trace {
  table: string;
  rows: number;
}

interface Column {
  table: string;
  column: string;
}

/** Every table of the database that holds a text in any column, in any case, and with or without diacritics. */
export async function tracesOf(dataSource: DataSource, text: string): Promise<Trace[]> {
  const columns: Column[] = await dataSource.query(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
     WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`,
  );
  const byTable = new Map<string, string[]>();
  for (const { table, column } of columns) byTable.set(table, [...(byTable.get(table) ?? []), column]);
  const traces: Trace[] = [];
  for (const [table, names] of byTable) {
    const matches = names.map(
      (name) =>
        `EXISTS (SELECT 1 FROM unnest($1::text[]) AS form WHERE position(form in lower("${name}"::text)) > 0)`,
    );
    const [found]: { rows: number }[] = await dataSource.query(
      `SELECT count(*)::int AS "rows" FROM "${table}" WHERE ${matches.join(' OR ')}`,
      [formsOf(text)],
    );
    if (found && found.rows > 0) traces.push({ table, rows: found.rows });
  }
  return traces;
}

/**
 * Removes deleted rows from the files of tables, where they otherwise stay until new ones need the place. The log of the
 * embedded database is ended too, and its old files are deleted instead of used again; a server's belongs to its host.
 */
export async function vacuum(
  dataSource: DataSource,
  tables: readonly string[],
  kind: 'postgres' | 'pglite',
): Promise<void> {
  for (const table of tables) await dataSource.query(`VACUUM "${table}"`);
  if (kind === 'postgres') return;
  await dataSource.query('SET wal_recycle = off');
  await dataSource.query('SELECT pg_switch_wal()');
  await dataSource.query('CHECKPOINT');
}
