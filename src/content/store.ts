import { isDeepStrictEqual } from 'node:util';
import type { DataSource, EntityManager, EntityTarget } from 'typeorm';
import type { Ref } from '../entities/commentary.ts';
import type { OwnContent } from '../entities/own-content.ts';
import { type ContentRecords, contentTypes } from './records.ts';
import { type ContentTable, contentTables, type Row } from './rows.ts';
import { writeSearchEntries } from './search-index.ts';
import { Setting, StoredText } from './tables.ts';

/** The channel on which a change of the content is told to every replica. */
export const contentChanged = 'content_changed';
/** Any number; whoever writes content takes turns by it. */
const contentLock = 7_261_914_002;

/** One entity that differs from what was stored; `Text` for the text of an imported original. */
export interface Change {
  type: string;
  key: string;
  kind: 'new' | 'changed' | 'removed';
  /** The fields that differ, when it is changed. */
  fields: string[];
}

export interface ApplyOptions {
  /** Tells what would change, and changes nothing. */
  dryRun?: boolean;
  /** Whether a stored entity that the records lack is removed; all are unless this says no. */
  removes?: (ref: Ref, row: Record<string, unknown>) => boolean;
  /** All texts of the originals that they name; other originals' texts stay. */
  texts?: StoredText[];
  /** Settings to keep with the content, in the same transaction. */
  settings?: Record<string, string>;
}

/** Makes what is stored equal to the records, in one transaction; only what differs is written. */
export function applyRecords(
  dataSource: DataSource,
  records: ContentRecords,
  options: ApplyOptions = {},
): Promise<Change[]> {
  return dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [contentLock]);
    const tables = contentTables(dataSource);
    const plan = [
      ...(await compare(manager, tables, records, options)),
      ...(await compareTexts(manager, options)),
    ];
    const changes = plan.flatMap(toChanges);
    if (options.dryRun) return changes;

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
    const gone = changes.filter(({ kind }) => kind === 'removed').map(({ type, key }) => `${type}:${key}`);
    await remove(manager, 'imported_text', gone);
    if (changes.length > 0) {
      await writeSearchEntries(manager, await findRecords(manager));
      await manager.query('SELECT pg_notify($1, $2)', [contentChanged, String(changes.length)]);
    }
    const settings = Object.entries(options.settings ?? {}).map(([key, value]) => ({ key, value }));
    if (settings.length > 0) await manager.upsert(Setting, settings, ['key']);
    return changes;
  });
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
  const find = <T extends OwnContent>(type: EntityTarget<T>): Promise<T[]> =>
    manager.createQueryBuilder(type, 'e').orderBy('e.position').addOrderBy('e.key').getMany();
  return {
    organisation: await find(contentTypes.organisation),
    party: await find(contentTypes.party),
    person: await find(contentTypes.person),
    place: await find(contentTypes.place),
    election: await find(contentTypes.election),
    partyResult: await find(contentTypes.partyResult),
    topic: await find(contentTypes.topic),
    concept: await find(contentTypes.concept),
    legalAct: await find(contentTypes.legalAct),
    dataGap: await find(contentTypes.dataGap),
    document: await find(contentTypes.document),
    section: await find(contentTypes.section),
    factBox: await find(contentTypes.factBox),
    quote: await find(contentTypes.quote),
    demand: await find(contentTypes.demand),
    responsibility: await find(contentTypes.responsibility),
    mention: await find(contentTypes.mention),
    membership: await find(contentTypes.membership),
    questionnaire: await find(contentTypes.questionnaire),
    participation: await find(contentTypes.participation),
    question: await find(contentTypes.question),
    position: await find(contentTypes.position),
    commentary: await find(contentTypes.commentary),
  };
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
  { removes = () => true }: ApplyOptions,
): Promise<Plan[]> {
  const selects = tables.map(({ name }) => `SELECT '${name}' AS name, to_jsonb(t) AS row FROM "${name}" t`);
  const found: { name: string; row: Row }[] = await manager.query(selects.join(' UNION ALL '));
  return tables.map((table) => {
    const before = found.filter(({ name }) => name === table.name).map(({ row }) => row);
    const plan = planOf(table, before, table.rows(records));
    return {
      ...plan,
      removed: plan.removed.filter((row) => removes(`${table.typeOf(row)}:${row.key}`, row)),
    };
  });
}

async function compareTexts(manager: EntityManager, { texts = [] }: ApplyOptions): Promise<Plan[]> {
  if (texts.length === 0) return [];
  const columns = manager.dataSource.getMetadata(StoredText).columns.map((column) => column.databaseName);
  const documents = [...new Set(texts.map((text) => text.document))];
  const found: { row: Row }[] = await manager.query(
    'SELECT to_jsonb(t) AS row FROM "imported_text" t WHERE "document" = ANY($1)',
    [documents],
  );
  const table = { name: 'imported_text', columns, typeOf: () => 'Text' };
  return [
    planOf(
      table,
      found.map(({ row }) => row),
      texts.map((text) => ({ ...text, scanned: text.scanned ?? false })),
    ),
  ];
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
  if (rows.length === 0) return;
  const list = columns.map((column) => `"${column}"`).join(', ');
  const assignments = columns.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  await manager.query(
    `INSERT INTO "${name}" (${list}) SELECT ${list} FROM jsonb_populate_recordset(null::"${name}", $1)
     ON CONFLICT ("key") DO UPDATE SET ${assignments}`,
    [JSON.stringify(rows)],
  );
}

async function remove(manager: EntityManager, name: string, keys: string[]): Promise<void> {
  if (keys.length > 0) await manager.query(`DELETE FROM "${name}" WHERE "key" = ANY($1)`, [keys]);
}
