import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { BackupError } from './backup-error.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';

/** Rows in one line of the file, which are read and written at once. */
const rowsAtOnce = 100;

const header = z.object({
  format: z.literal('jobtech-graph backup 1'),
  program: z.string(),
  writtenAt: z.string(),
  migrations: z.array(z.string()),
});
const line = z.union([
  z.object({ table: z.string(), columns: z.array(z.string()) }),
  z.object({ rows: z.array(z.string()) }),
  z.object({ sequence: z.string(), value: z.string() }),
  z.object({ end: z.number() }),
]);

export interface BackupReport {
  tables: number;
  rows: number;
}

/**
 * Writes all tables at one moment into a compressed file, each row as PostgreSQL writes it as text. Both databases can
 * read the file. The file appears when it is complete.
 */
export async function writeBackup(
  { dataSource }: Database,
  file: string,
  about: { program: string; writtenAt: Date },
): Promise<BackupReport> {
  const report = { tables: 0, rows: 0 };
  const unfinished = `${file}.unfinished`;
  try {
    await dataSource.transaction('REPEATABLE READ', async (manager) => {
      const lines = Readable.from(linesOf(manager, about, report));
      await pipeline(lines, createGzip(), createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
    });
    await rename(unfinished, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new BackupError(`${unfinished} exists: remove it and try again.`);
    await rm(unfinished, { force: true });
    if (codeOf(error) !== null && 'path' in Object(error))
      throw new BackupError(`${file} cannot be written (${codeOf(error)}): choose another file.`);
    throw error;
  }
  return report;
}

async function* linesOf(
  manager: EntityManager,
  { program, writtenAt }: { program: string; writtenAt: Date },
  report: BackupReport,
): AsyncGenerator<string> {
  const text = (value: z.input<typeof header> | z.input<typeof line>) => `${JSON.stringify(value)}\n`;
  yield text({
    format: 'jobtech-graph backup 1',
    program,
    writtenAt: writtenAt.toISOString(),
    migrations: await migrationsOf(manager),
  });
  for (const [table, columns] of await tablesOf(manager)) {
    yield text({ table, columns });
    report.tables++;
    await manager.query(`DECLARE backup NO SCROLL CURSOR FOR SELECT (r.*)::text AS "row" FROM "${table}" r`);
    for (;;) {
      const found: { row: string }[] = await manager.query(`FETCH ${rowsAtOnce} FROM backup`);
      if (found.length === 0) break;
      report.rows += found.length;
      yield text({ rows: found.map(({ row }) => row) });
    }
    await manager.query('CLOSE backup');
  }
  const sequences: { sequence: string; value: string }[] = await manager.query(
    `SELECT sequencename AS "sequence", last_value::text AS "value" FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL AND sequencename <> 'migrations_id_seq'`,
  );
  for (const { sequence, value } of sequences) yield text({ sequence, value });
  yield text({ end: report.rows });
}

/** Fills an empty database from a backup, in one transaction, and brings it to the version of this program. */
export async function restoreBackup(database: Database, file: string): Promise<BackupReport> {
  const { dataSource, kind } = database;
  const lines = linesIn(file);
  const first = await lines.next();
  const about = header.safeParse(first.done ? null : first.value);
  if (!about.success) throw new BackupError(`${file} is no backup of this program.`);
  await refuseFull(dataSource);
  await undoTo(dataSource, about.data.migrations);
  const report = await dataSource.transaction((manager) => fill(manager, lines, file));
  await migrate(dataSource, kind);
  return report;
}

async function fill(
  manager: EntityManager,
  lines: AsyncIterable<unknown>,
  file: string,
): Promise<BackupReport> {
  const tables = new Map(await tablesOf(manager));
  const report = { tables: 0, rows: 0 };
  // A row may refer to one that comes later.
  const references: { table: string; name: string; definition: string }[] = await manager.query(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS "name", pg_get_constraintdef(oid) AS "definition"
     FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
  );
  for (const { table, name } of references)
    await manager.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  let table = '';
  let isComplete = false;
  for await (const value of lines) {
    const read = line.safeParse(value);
    if (!read.success) throw damaged(file);
    if ('table' in read.data) {
      table = read.data.table;
      report.tables++;
      if (tables.get(table)?.join() !== read.data.columns.join())
        throw new BackupError(`The table ${table} in ${file} has other columns than that of this program.`);
    } else if ('rows' in read.data) {
      if (!tables.has(table)) throw damaged(file);
      const { rows } = read.data;
      report.rows += rows.length;
      await manager.query(`INSERT INTO "${table}" SELECT * FROM unnest($1::"${table}"[])`, [rows]);
    } else if ('sequence' in read.data) {
      await manager.query('SELECT setval(quote_ident($1)::regclass, $2::bigint)', [
        read.data.sequence,
        read.data.value,
      ]);
    } else isComplete = read.data.end === report.rows;
  }
  if (!isComplete) throw damaged(file);
  for (const { table, name, definition } of references)
    await manager.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  return report;
}

async function* linesIn(file: string): AsyncGenerator<unknown> {
  const input = createReadStream(file);
  const unpacked = input.pipe(createGunzip());
  input.once('error', (error) => unpacked.destroy(error));
  try {
    for await (const text of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY }))
      yield JSON.parse(text);
    // An error of a stream only ends the lines.
    if (unpacked.errored) throw unpacked.errored;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new BackupError(`There is no file ${file}.`);
    if (codeOf(error)?.startsWith('Z_') || error instanceof SyntaxError) throw damaged(file);
    throw error;
  } finally {
    input.destroy();
  }
}

function damaged(file: string): BackupError {
  return new BackupError(`${file} is damaged or incomplete; nothing was restored.`);
}

/** The tables and their columns, in the order of the columns. */
async function tablesOf(manager: EntityManager): Promise<[string, string[]][]> {
  const columns: { table: string; column: string }[] = await manager.query(
    `SELECT c.table_name AS "table", c.column_name AS "column"
     FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> 'migrations'
     ORDER BY c.table_name, c.ordinal_position`,
  );
  const tables = new Map<string, string[]>();
  for (const { table, column } of columns) tables.set(table, [...(tables.get(table) ?? []), column]);
  return [...tables];
}

async function migrationsOf(manager: Pick<EntityManager, 'query'>): Promise<string[]> {
  const done: { name: string }[] = await manager.query('SELECT "name" FROM "migrations" ORDER BY "id"');
  return done.map(({ name }) => name);
}

async function refuseFull({ manager }: DataSource): Promise<void> {
  for (const [table] of await tablesOf(manager)) {
    const [found]: unknown[] = await manager.query(`SELECT 1 FROM "${table}" LIMIT 1`);
    if (found)
      throw new BackupError(
        'The database is not empty: point DATA_DIR to a new folder, or DATABASE_URL to a new database, and restore there.',
      );
  }
}

/** A backup of an earlier version is read into the tables of that version. */
async function undoTo(dataSource: DataSource, wanted: readonly string[]): Promise<void> {
  const known = migrations.map(({ name }) => name);
  if (wanted.some((name) => !known.includes(name)))
    throw new BackupError(
      'The backup was written by a newer version of this program: restore it with that one.',
    );
  for (const name of (await migrationsOf(dataSource.manager)).reverse()) {
    if (wanted.includes(name)) return;
    await dataSource.undoLastMigration({ transaction: 'all' });
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
