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
import { afterAll, beforeAll, describe } from 'vitest';
import { openContent } from '../../src/content/open-content.ts';
import { contentTypes } from '../../src/database/content-types.ts';
import { type Database, makeSeed, openDatabase } from '../../src/database/database.ts';
import { hasPostgres, startPostgres, type TestServer } from './postgres.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A finished, empty embedded database to start from: making one takes seconds, opening a copy a fraction of one. */
export function testSeed(): Promise<string> {
  return kept('test-seed', hashOf(['src/database/migrations']), makeSeed);
}

/** The same with the content pack in it, for whole gateways. */
export function contentSeed(): Promise<string> {
  return kept(
    'content-seed',
    hashOf(['src/content', 'src/entities', 'content', 'reference']),
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

/** Opens an embedded database of its own; `close` removes it. */
export async function openTestDatabase(): Promise<Database> {
  const dataDir = temporaryFolder();
  const database = await openDatabase({ databaseUrl: null, dataDir, seed: await testSeed() });
  return {
    ...database,
    get statements() {
      return database.statements;
    },
    async close() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs the same suite on the embedded database and on a real PostgreSQL. */
export function describeOnBothDatabases(name: string, suite: (database: () => Database) => void): void {
  describe(`${name} (embedded)`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await openTestDatabase();
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
    let server: TestServer;
    let database: Database;
    beforeAll(async () => {
      server = await startPostgres();
      database = await openDatabase({ databaseUrl: await server.createDatabase(), dataDir: '' });
    });
    afterAll(async () => {
      await database?.close();
      await server?.stop();
    });
    suite(() => database);
  });
}

/** Removes all content, as a suite does between its tests. */
export async function emptyDatabase({ dataSource }: Database): Promise<void> {
  const tables = Object.values(contentTypes).map((type) => `"${dataSource.getMetadata(type).tableName}"`);
  await dataSource.query(
    `TRUNCATE ${tables.join(', ')}, "imported_text", "source_document", "text_block", "search_entry", "last_good", "setting"`,
  );
}
