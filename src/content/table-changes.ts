import { isDeepStrictEqual } from 'node:util';
import type { EntityManager, EntityTarget } from 'typeorm';
import type { ContentRecords } from '../database/content-types.ts';
import { SourceDocument, StoredText, TextBlock } from '../database/tables.ts';
import { type ContentTable, contentTableList, type Row } from './table-rows.ts';

/** One row that differs from what was stored. The type is `Text`, `TextBlock` or `SourceDocument` for an original. */
export interface Change {
  type: string;
  key: string;
  kind: 'new' | 'changed' | 'removed';
  /** The fields that differ, when the kind is `changed`. */
  fields: string[];
}

/** An imported original and the blocks it consists of. */
export interface Original {
  document: SourceDocument;
  blocks: TextBlock[];
}

type Table = Pick<ContentTable, 'name' | 'columns' | 'typeOf'>;

/** The rows that differ from those stored in one table. */
export interface TableChanges {
  table: Table;
  written: { row: Row; stored: Row | undefined }[];
  removed: Row[];
}

/** The differences in the tables of all content types. */
export async function compareContent(
  manager: EntityManager,
  records: ContentRecords,
): Promise<TableChanges[]> {
  const tables = contentTableList(manager.dataSource);
  const selects = tables.map(({ name }) => `SELECT '${name}' AS name, to_jsonb(t) AS row FROM "${name}" t`);
  const found: { name: string; row: Row }[] = await manager.query(selects.join(' UNION ALL '));
  const before = new Map<string, Row[]>(tables.map(({ name }) => [name, []]));
  for (const { name, row } of found) before.get(name)?.push(row);
  return tables.map((table) => changesOf(table, before.get(table.name) ?? [], table.rows(records)));
}

/** The differences in the texts of imported originals; only in those of the given documents when there are any. */
export async function compareTexts(
  manager: EntityManager,
  texts: StoredText[],
  documents?: ReadonlySet<string>,
): Promise<TableChanges> {
  const found: { row: Row }[] = await manager.query(
    `SELECT to_jsonb(t) AS row FROM "imported_text" t ${documents ? 'WHERE "document" = ANY($1)' : ''}`,
    documents ? [[...documents]] : [],
  );
  const wanted = texts.filter(({ document }) => !documents || documents.has(document));
  return changesOf(plainTable(manager, StoredText, 'Text'), rowsOf(found), wanted.map(plainRow));
}

/** The differences in the given originals and their blocks; those that are forgotten are removed. */
export async function compareOriginals(
  manager: EntityManager,
  originals: readonly Original[],
  forgotten: readonly string[] = [],
): Promise<TableChanges[]> {
  const keys = [...originals.map(({ document }) => document.key), ...forgotten];
  const select = (table: string, column: string): Promise<{ row: Row }[]> =>
    manager.query(`SELECT to_jsonb(t) AS row FROM "${table}" t WHERE "${column}" = ANY($1)`, [keys]);
  const blocks = originals.flatMap((original) => original.blocks);
  return [
    changesOf(
      plainTable(manager, SourceDocument, 'SourceDocument'),
      rowsOf(await select('source_document', 'key')),
      originals.map(({ document }) => plainRow(document)),
    ),
    changesOf(
      plainTable(manager, TextBlock, 'TextBlock'),
      rowsOf(await select('text_block', 'documentKey')),
      blocks.map(plainRow),
    ),
  ];
}

function plainTable(manager: EntityManager, type: EntityTarget<object>, name: string): Table {
  const { tableName, columns } = manager.dataSource.getMetadata(type);
  return { name: tableName, columns: columns.map((column) => column.databaseName), typeOf: () => name };
}

function plainRow(row: { key: string }): Row {
  return JSON.parse(JSON.stringify(row));
}

function rowsOf(found: { row: Row }[]): Row[] {
  return found.map(({ row }) => row);
}

function changesOf(table: Table, before: Row[], after: Row[]): TableChanges {
  const stored = new Map(before.map((row) => [row.key, row]));
  const kept = new Set(after.map((row) => row.key));
  return {
    table,
    written: after
      .map((row) => ({ row, stored: stored.get(row.key) }))
      .filter(({ row, stored }) => !isDeepStrictEqual(row, stored)),
    removed: before.filter((row) => !kept.has(row.key)),
  };
}

/** The differences of a table as a client or a log reads them. */
export function describeChanges({ table, written, removed }: TableChanges): Change[] {
  const describe = (row: Row, kind: Change['kind'], fields: string[] = []): Change => {
    return { type: table.typeOf(row), key: row.key, kind, fields };
  };
  const changes = written.flatMap(({ row, stored }) => {
    if (!stored) return [describe(row, 'new')];
    // The global id holds the type: to clients, an article that becomes a report is removed and a report is new.
    if (table.typeOf(row) !== table.typeOf(stored))
      return [describe(stored, 'removed'), describe(row, 'new')];
    const fields = table.columns.filter((column) => !isDeepStrictEqual(row[column], stored[column]));
    return [describe(row, 'changed', fields)];
  });
  return [...changes, ...removed.map((row) => describe(row, 'removed'))];
}

/** Writes new and changed rows. */
export async function writeRows(
  manager: EntityManager,
  { table: { name, columns }, written }: TableChanges,
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const assignments = columns.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  // `null::"${name}"` would not do: a table may have the name of one of PostgreSQL's own types.
  await manager.query(
    `INSERT INTO "${name}" (${list}) SELECT ${list} FROM jsonb_populate_recordset((SELECT t FROM "${name}" t LIMIT 0), $1)
     ON CONFLICT ("key") DO UPDATE SET ${assignments}`,
    [JSON.stringify(written.map(({ row }) => row))],
  );
}

export async function deleteRows(manager: EntityManager, { table, removed }: TableChanges): Promise<void> {
  const keys = removed.map(({ key }) => key);
  if (keys.length > 0) await manager.query(`DELETE FROM "${table.name}" WHERE "key" = ANY($1)`, [keys]);
}
