import { isDeepStrictEqual } from 'node:util';
import { type DataSource, type EntityManager, type EntityTarget, In, Not } from 'typeorm';
import {
  type ContentRecords,
  contentTypeNames,
  declarationOf,
  emptyRecords,
} from '../database/content-types.ts';
import { contentChanged } from '../database/listen.ts';
import { Setting, SourceDocument, StoredText, TextBlock } from '../database/tables.ts';
import type { OwnContent } from '../entities/own-content.ts';
import { writeSearchEntries } from '../search/search-index.ts';
import { type Difference, mergeImports } from './merge.ts';
import { type ContentTable, contentTables, type Row } from './rows.ts';

/** Any number; whoever writes content takes turns by it. */
const contentLock = 7_261_914_002;

/** One entity that differs from what was stored; `Text`, `TextBlock` and `SourceDocument` for an imported original. */
export interface Change {
  type: string;
  key: string;
  kind: 'new' | 'changed' | 'removed';
  /** The fields that differ, when it is changed. */
  fields: string[];
}

/** An imported original and the blocks it consists of. */
export interface Original {
  document: SourceDocument;
  blocks: TextBlock[];
}

export interface ApplyOptions {
  /** Tells what would change, and changes nothing. */
  dryRun?: boolean;
  /** Originals to import; they replace those with the same keys, and all others stay. */
  originals?: Original[];
  /** Is told what only the pack or only one of the given originals tells of. */
  onDifferences?: (differences: Difference[]) => void;
  /** Is told how many changes are about to be written. */
  onWriting?: (count: number) => void;
  /** Settings to keep with the content, in the same transaction. */
  settings?: Record<string, string>;
}

/**
 * Makes what is stored equal to the content pack joined with the imported originals, in one transaction; only what
 * differs is written.
 */
export function applyRecords(
  dataSource: DataSource,
  pack: ContentRecords,
  options: ApplyOptions = {},
): Promise<Change[]> {
  return dataSource.transaction(async (manager) => {
    // A large import may take longer than a question may.
    await manager.query('SET LOCAL statement_timeout = 0');
    await manager.query('SELECT pg_advisory_xact_lock($1)', [contentLock]);
    const { originals } = options;
    const imports = [...(await otherOriginals(manager, originals)), ...documentsOf(originals)];
    const { records, texts, differences } = mergeImports(
      pack,
      imports.sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
    const given = new Set(documentsOf(originals).map(({ key }) => key));
    options.onDifferences?.(differences.filter(({ document }) => given.has(document)));
    const plan = [
      ...(await compareOriginals(manager, originals)),
      ...(await compare(manager, contentTables(dataSource), records)),
      await compareTexts(manager, texts, originals && given),
    ];
    const changes = plan.flatMap(toChanges);
    if (options.dryRun) return changes;
    if (changes.length > 0) options.onWriting?.(changes.length);

    for (const { table, written } of plan)
      await upsert(
        manager,
        table,
        written.map(({ row }) => row),
      );
    for (const { table, removed } of plan.toReversed())
      await remove(
        manager,
        table.name,
        removed.map(({ key }) => key),
      );
    if (changes.length > 0) {
      await writeSearchEntries(manager, await findRecords(manager));
      await manager.query('SELECT pg_notify($1, $2)', [contentChanged, String(changes.length)]);
    }
    const settings = Object.entries(options.settings ?? {}).map(([key, value]) => ({ key, value }));
    if (settings.length > 0) await manager.upsert(Setting, settings, ['key']);
    return changes;
  });
}

/** What the originals that are already stored say, except those that are given anew. */
function otherOriginals(manager: EntityManager, originals: Original[] = []) {
  return manager.find(SourceDocument, {
    select: { key: true, rows: true, texts: true },
    where: { key: Not(In(originals.map(({ document }) => document.key))) },
  });
}

function documentsOf(originals: Original[] = []): SourceDocument[] {
  return originals.map(({ document }) => document);
}

/** Applies the content pack unless this version of it is the one applied last. */
export async function syncPack(
  dataSource: DataSource,
  version: string,
  read: () => Promise<ContentRecords>,
  options: ApplyOptions = {},
): Promise<Change[]> {
  if ((await storedPackVersion(dataSource)) === version) return [];
  const settings = { ...options.settings, [packVersionKey]: version };
  return applyRecords(dataSource, await read(), { ...options, settings });
}

const packVersionKey = 'pack-version';

/** The version of the content pack that was applied last; null before the first. */
export async function storedPackVersion(dataSource: DataSource): Promise<string | null> {
  const setting = await dataSource.manager.findOneBy(Setting, { key: packVersionKey });
  return setting?.value ?? null;
}

/** All content as it stands at one moment, each type ordered by `position`. */
export function loadRecords(dataSource: DataSource): Promise<ContentRecords> {
  return dataSource.transaction('REPEATABLE READ', findRecords);
}

async function findRecords(manager: EntityManager): Promise<ContentRecords> {
  const records = emptyRecords();
  for (const type of contentTypeNames) {
    const query = manager.createQueryBuilder<OwnContent>(declarationOf(type).entity, 'e');
    const rows: OwnContent[] = records[type];
    rows.push(...(await query.orderBy('e.position').addOrderBy('e.key').getMany()));
  }
  return records;
}

type Table = Pick<ContentTable, 'name' | 'columns' | 'typeOf'>;

/** What is to be done in one table. */
interface Plan {
  table: Table;
  written: { row: Row; stored: Row | undefined }[];
  removed: Row[];
}

async function compare(
  manager: EntityManager,
  tables: ContentTable[],
  records: ContentRecords,
): Promise<Plan[]> {
  const selects = tables.map(({ name }) => `SELECT '${name}' AS name, to_jsonb(t) AS row FROM "${name}" t`);
  const found: { name: string; row: Row }[] = await manager.query(selects.join(' UNION ALL '));
  const before = new Map<string, Row[]>(tables.map(({ name }) => [name, []]));
  for (const { name, row } of found) before.get(name)?.push(row);
  return tables.map((table) => planOf(table, before.get(table.name) ?? [], table.rows(records)));
}

/** The texts that belong to the content; only those of the given documents when there are any. */
async function compareTexts(
  manager: EntityManager,
  texts: StoredText[],
  documents?: ReadonlySet<string>,
): Promise<Plan> {
  const found: { row: Row }[] = await manager.query(
    `SELECT to_jsonb(t) AS row FROM "imported_text" t ${documents ? 'WHERE "document" = ANY($1)' : ''}`,
    documents ? [[...documents]] : [],
  );
  const wanted = texts.filter(({ document }) => !documents || documents.has(document));
  return planOf(plainTable(manager, StoredText, 'Text'), rowsOf(found), wanted.map(plainRow));
}

async function compareOriginals(manager: EntityManager, originals: Original[] = []): Promise<Plan[]> {
  const keys = originals.map(({ document }) => document.key);
  const select = (table: string, column: string): Promise<{ row: Row }[]> =>
    manager.query(`SELECT to_jsonb(t) AS row FROM "${table}" t WHERE "${column}" = ANY($1)`, [keys]);
  const blocks = originals.flatMap((original) => original.blocks);
  return [
    planOf(
      plainTable(manager, SourceDocument, 'SourceDocument'),
      rowsOf(await select('source_document', 'key')),
      documentsOf(originals).map(plainRow),
    ),
    planOf(
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

function planOf(table: Table, before: Row[], after: Row[]): Plan {
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

function toChanges({ table, written, removed }: Plan): Change[] {
  const describe = (row: Row, kind: Change['kind'], fields: string[] = []): Change => {
    return { type: table.typeOf(row), key: row.key, kind, fields };
  };
  const changes = written.flatMap(({ row, stored }) => {
    if (!stored) return [describe(row, 'new')];
    // An article that has become a report is another thing to clients.
    if (table.typeOf(row) !== table.typeOf(stored))
      return [describe(stored, 'removed'), describe(row, 'new')];
    const fields = table.columns.filter((column) => !isDeepStrictEqual(row[column], stored[column]));
    return [describe(row, 'changed', fields)];
  });
  return [...changes, ...removed.map((row) => describe(row, 'removed'))];
}

async function upsert(manager: EntityManager, { name, columns }: Table, rows: Row[]): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const assignments = columns.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  // Not `null::"${name}"`: a table may have the name of one of PostgreSQL's own types.
  await manager.query(
    `INSERT INTO "${name}" (${list}) SELECT ${list} FROM jsonb_populate_recordset((SELECT t FROM "${name}" t LIMIT 0), $1)
     ON CONFLICT ("key") DO UPDATE SET ${assignments}`,
    [JSON.stringify(rows)],
  );
}

async function remove(manager: EntityManager, name: string, keys: string[]): Promise<void> {
  if (keys.length > 0) await manager.query(`DELETE FROM "${name}" WHERE "key" = ANY($1)`, [keys]);
}
