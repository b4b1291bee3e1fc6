import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type OpenContent, openContent } from '../../src/content/open-content.ts';
import { contentTypes } from '../../src/database/content-types.ts';
import { type Database, makeSeed, openDatabase } from '../../src/database/database.ts';
import { Pool } from './pool.ts';
import { hasPostgres, workerPostgres } from './postgres.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A finished, empty embedded database to start from: making one takes seconds, opening a copy a fraction of one. */
export function testSeed(): Promise<string> {
  return kept('test-seed', hashOf(['src/database/migrations']), makeSeed);
}

/** The same with the content pack in it, for whole gateways. */
export function contentSeed(): Promise<string> {
  return kept(
    'content-seed',
    hashOf(['src/content', 'src/database', 'src/search', 'src/entities', 'content', 'reference']),
    async (folder) => {
      const dataDir = temporaryFolder();
      cpSync(await testSeed(), join(dataDir, 'database'), { recursive: true });
      const silent = { warn: () => {} };
      const { database } = await openContent({ databaseUrl: null, dataDir, contentDir: null }, silent);
      await database.dataSource.query('CHECKPOINT');
      await database.close();
      cpSync(join(dataDir, 'database'), folder, { recursive: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  );
}

/** A folder that is made once, and kept until what it is made from changes. */
async function kept(name: string, version: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(root, 'node_modules/.cache', name, version);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const own = mkdtempSync(`${folder}-`);
  rmSync(own, { recursive: true });
  await make(own);
  try {
    renameSync(own, folder);
  } catch {
    // Another worker was faster.
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

function hashOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
    for (const name of names) {
      const path = join(root, folder, name);
      if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path));
    }
  }
  hash.update(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json')));
  return hash.digest('hex').slice(0, 16);
}

/** An empty data directory, removed by the test's end. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'content-'));
}

/** Opens an embedded database of the test's own, to be broken or closed; `close` removes it. */
export async function openTestDatabase(): Promise<Database> {
  const dataDir = temporaryFolder();
  const database = await openDatabase({ databaseUrl: null, dataDir, seed: await testSeed() });
  return asOwn(database, {
    async close() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  });
}

// Opening one takes about a second of processor time, and emptying one some milliseconds.
const isOpen = ({ dataSource }: Database) => dataSource.isInitialized;
const emptyDatabases = new Pool(openTestDatabase, isOpen);
const contentDatabases = new Pool(openContentDatabase, ({ database }) => isOpen(database));

/** Lends an empty embedded database, which `close` gives back; the next user finds its tables as they are left. */
export async function lendTestDatabase(): Promise<Database> {
  const database = await emptyDatabases.take();
  const tables = database.dataSource.entityMetadatas.map(({ tableName }) => `"${tableName}"`);
  await database.dataSource.query(`TRUNCATE ${[...new Set(tables)].join(', ')} RESTART IDENTITY`);
  return lent(database, () => emptyDatabases.giveBack(database));
}

/** Lends an embedded database with the content pack and nothing else in it; closing the database gives it back. */
export async function lendContent(): Promise<OpenContent> {
  const opened = await contentDatabases.take();
  const { database, content } = opened;
  await database.dataSource.query(
    `TRUNCATE "last_good", "taxonomy_concept", "job_ad", "job_ad_event", "job_stream", "job_ad_year",
       "job_ad_year_facet", "job_ad_year_count" RESTART IDENTITY`,
  );
  await database.dataSource.query(`DELETE FROM "setting" WHERE "key" <> 'pack-version'`);
  return { database: lent(database, () => contentDatabases.giveBack(opened)), content };
}

/** Opens one for a single test. */
export async function openContentDatabase(): Promise<OpenContent> {
  const dataDir = temporaryFolder();
  cpSync(await contentSeed(), join(dataDir, 'database'), { recursive: true });
  return openContent({ databaseUrl: null, dataDir, contentDir: null }, { warn: () => {} });
}

/** The same database for one user, with listeners of its own that end when it is given back. */
function lent(database: Database, giveBack: () => void): Database {
  const listening = new Set<() => Promise<void>>();
  return asOwn(database, {
    async close() {
      for (const stop of listening) await stop();
      giveBack();
    },
    async listen(channel, handler) {
      const stop = await database.listen(channel, handler);
      listening.add(stop);
      return async () => {
        listening.delete(stop);
        await stop();
      };
    },
  });
}

/** The same database with another way to close it or to listen. */
function asOwn(database: Database, changes: Partial<Pick<Database, 'close' | 'listen'>>): Database {
  return {
    ...database,
    get statements() {
      return database.statements;
    },
    ...changes,
  };
}

/** Runs the same suite on the embedded database and on a real PostgreSQL. */
export function describeOnBothDatabases(name: string, suite: (database: () => Database) => void): void {
  describe(`${name} (embedded)`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await lendTestDatabase();
    });
    afterAll(() => database?.close());
    suite(() => database);
  });

  if (!hasPostgres() && process.env['REQUIRE_POSTGRES'] === '1') {
    throw new Error(
      'REQUIRE_POSTGRES is set, and there is no PostgreSQL: install it or set TEST_DATABASE_URL.',
    );
  }
  describe.skipIf(!hasPostgres())(`${name} (PostgreSQL)`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await openDatabase({ databaseUrl: await migratedDatabase(), dataDir: '' });
    });
    afterAll(() => database?.close());
    suite(() => database);
  });
}

let template: Promise<string> | null = null;

/** Address of a new database with finished, empty tables on the worker's PostgreSQL. */
export async function migratedDatabase(): Promise<string> {
  const server = await workerPostgres();
  template ??= (async () => {
    const address = await server.createDatabase();
    const database = await openDatabase({ databaseUrl: address, dataDir: '' });
    await database.close();
    return new URL(address).pathname.slice(1);
  })();
  return server.createDatabase(await template);
}

/** Removes all content, as a suite does between its tests. */
export async function emptyDatabase({ dataSource }: Database): Promise<void> {
  const tables = Object.values(contentTypes).map(
    ({ entity }) => `"${dataSource.getMetadata(entity).tableName}"`,
  );
  await dataSource.query(
    `TRUNCATE ${tables.join(', ')}, "imported_text", "source_document", "text_block", "search_entry", "last_good", "setting"`,
  );
}

/** Waits for what runs beside the test: two looks in a row find no new statement. */
export async function allStatementsRun(database: Database): Promise<void> {
  let seen = -1;
  const isQuiet = () => {
    const before = seen;
    seen = database.statements;
    return seen === before;
  };
  await expect.poll(isQuiet).toBe(true);
}
