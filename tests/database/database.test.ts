import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, prepareEmbedded } from '../../src/database/database.ts';
import { migrations } from '../../src/database/migrations/index.ts';
import { query } from '../../src/database/query.ts';
import { StartupError } from '../../src/database/startup-error.ts';
import { describeOnBothDatabases, temporaryFolder, testSeed } from '../support/database.ts';
import { hasPostgres, type TestServer, workerPostgres } from '../support/postgres.ts';

const never = '1.2.3.4';

describeOnBothDatabases('the database', (database) => {
  it('loses none of forty concurrent updates that read before they write', async () => {
    const { dataSource } = database();
    await dataSource.query(`INSERT INTO "setting" VALUES ('count', '0')`);

    await Promise.all(
      Array.from({ length: 40 }, () =>
        dataSource.transaction(async (manager) => {
          const [row]: { value: string }[] = await manager.query(
            `SELECT "value" FROM "setting" WHERE "key" = 'count' FOR UPDATE`,
          );
          await manager.query(`UPDATE "setting" SET "value" = $1 WHERE "key" = 'count'`, [
            String(Number(row?.value) + 1),
          ]);
        }),
      ),
    );

    expect(await dataSource.query(`SELECT "value" FROM "setting" WHERE "key" = 'count'`)).toEqual([
      { value: '40' },
    ]);
  });

  it('stores nothing of a failed transaction', async () => {
    const { dataSource } = database();

    const failing = dataSource.transaction(async (manager) => {
      await manager.query(`INSERT INTO "setting" VALUES ('lost', '1')`);
      await manager.query('SELECT 1/0');
    });

    await expect(failing).rejects.toThrow('22012');
    expect(await dataSource.query(`SELECT * FROM "setting" WHERE "key" = 'lost'`)).toEqual([]);
  });

  it('delivers notifications to listeners until they stop', async () => {
    const heard: string[] = [];
    const waiting: { resolve?: () => void } = {};
    const said = new Promise<void>((resolve) => Object.assign(waiting, { resolve }));
    const stop = await database().listen('test_channel', (payload) => heard.push(payload));
    await database().listen('test_channel', (payload) =>
      payload === 'end' ? waiting.resolve?.() : undefined,
    );

    await database().notify('test_channel', 'åäö');
    await database().notify('test_channel', 'last');
    await expect.poll(() => heard).toEqual(['åäö', 'last']);
    await stop();
    await database().notify('test_channel', 'end');
    await said;

    expect(heard).toEqual(['åäö', 'last']);
  });
});

describe('the embedded database', () => {
  it('has its data after it is closed and opened again', async () => {
    const dataDir = temporaryFolder();
    const options = { databaseUrl: null, dataDir, seed: await testSeed() };
    const first = await openDatabase(options);
    await first.dataSource.query(`INSERT INTO "setting" VALUES ('kept', 'å')`);
    await first.close();

    const second = await openDatabase(options);
    const kept = await second.dataSource.query('SELECT * FROM "setting"');
    await second.close();
    rmSync(dataDir, { recursive: true });

    expect(kept).toEqual([{ key: 'kept', value: 'å' }]);
  });

  it('cannot be opened twice, nor by a program older than its migrations', async () => {
    const dataDir = temporaryFolder();
    const options = { databaseUrl: null, dataDir, seed: await testSeed() };
    const first = await openDatabase(options);
    await first.dataSource.query(
      `INSERT INTO "migrations" ("timestamp", "name") VALUES (9999999999999, 'Later9999999999999')`,
    );

    await expect(openDatabase(options)).rejects.toThrow(/is in use by another process/);
    await first.close();
    await expect(openDatabase(options)).rejects.toThrow(/was written by a newer version of this program/);

    rmSync(dataDir, { recursive: true });
  });

  it('says what to do when its files are broken', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'database'));
    writeFileSync(join(dataDir, 'database/PG_VERSION'), '18\n');

    const opening = openDatabase({ databaseUrl: null, dataDir });

    await expect(opening).rejects.toThrow(StartupError);
    await expect(opening).rejects.toThrow(/cannot be opened: free some disk space/);
    rmSync(dataDir, { recursive: true });
  });

  it('loses nothing that was committed when its process is killed in the middle of writing', async () => {
    const dataDir = temporaryFolder();
    const seed = await testSeed();
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'killed-writer.mjs'), dataDir, seed]);
    let committed = -1;
    for await (const line of createInterface(writer.stdout)) {
      committed = Number(line);
      // The writer is in the middle of its next transaction.
      if (committed === 20) writer.kill('SIGKILL');
    }
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');

    const database = await openDatabase({ databaseUrl: null, dataDir, seed });
    const rows: { key: string; rows: number }[] = await database.dataSource.query(
      `SELECT split_part("key", '/', 1) AS key, count(*)::int AS rows FROM "setting" GROUP BY 1`,
    );
    await database.close();
    rmSync(dataDir, { recursive: true });

    expect(committed).toBeGreaterThanOrEqual(20);
    expect(rows.length).toBeGreaterThanOrEqual(committed + 1);
    expect(new Set(rows.map((row) => row.rows))).toEqual(new Set([50]));
  });
});

describe('a database that cannot be used', () => {
  it('is reported with its address and without the password when nothing listens there', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const address = probe.address();
    const port = typeof address === 'object' ? address?.port : 0;
    probe.close();

    const error = await failure(`postgres://user:s3cret@127.0.0.1:${port}/graph`);

    expect(error.message).toBe(
      `The database at 127.0.0.1:${port} cannot be used (connection refused): start it, correct DATABASE_URL, or unset DATABASE_URL to use the embedded database.`,
    );
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('s3cret');
  });

  it('is reported when the host is unknown', async () => {
    const error = await failure('postgres://user:s3cret@database.invalid/graph');

    expect(error.message).toMatch(
      /^The database at database\.invalid:5432 cannot be used \(.+\): start it, /,
    );
  });
});

describe.skipIf(!hasPostgres())('a PostgreSQL server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await workerPostgres();
  });

  it('lets two replicas that start together migrate once', async () => {
    const databaseUrl = await server.createDatabase();

    const replicas = await Promise.all([1, 2, 3].map(() => openDatabase({ databaseUrl, dataDir: never })));
    const [done]: { count: number }[] =
      (await replicas[0]?.dataSource.query('SELECT count(*)::int AS count FROM "migrations"')) ?? [];
    for (const replica of replicas) await replica.close();

    expect(done?.count).toBe(migrations.length);
  });

  it('compiles no statements: to compile a search takes longer than to carry it out', async () => {
    const database = await openDatabase({ databaseUrl: await server.createDatabase(), dataDir: never });
    try {
      expect(await database.dataSource.query('SHOW jit')).toEqual([{ jit: 'off' }]);
    } finally {
      await database.close();
    }
  });

  it('is reported when it lacks the database', async () => {
    const address = new URL(await server.createDatabase());
    address.pathname = '/missing';

    const error = await failure(address.href);

    expect(error.message).toMatch(
      /^There is no database missing at 127\.0\.0\.1:\d+: create it, or correct DATABASE_URL\.$/,
    );
  });

  it('is reported when its user may not create tables', async () => {
    const databaseUrl = await server.createDatabase();
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query('DROP ROLE IF EXISTS guest');
    await client.query(`CREATE ROLE guest LOGIN PASSWORD 's3cret'`);
    await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await client.end();
    const address = new URL(databaseUrl);
    address.username = 'guest';
    address.password = 's3cret';

    const error = await failure(address.href);

    expect(error.message).toMatch(
      /may not create tables or the extension unaccent .* make it the owner of the database\.$/,
    );
    expect(error.message).not.toContain('s3cret');
  });

  it('is refused when a newer program has migrated it', async () => {
    const databaseUrl = await server.createDatabase();
    const first = await openDatabase({ databaseUrl, dataDir: never });
    await first.dataSource.query(
      `INSERT INTO "migrations" ("timestamp", "name") VALUES (9999999999999, 'Later9999999999999')`,
    );
    await first.close();

    const error = await failure(databaseUrl);

    expect(error.message).toMatch(/was written by a newer version of this program/);
  });

  it('notifies listeners after their connection has broken', async () => {
    const database = await openDatabase({ databaseUrl: await server.createDatabase(), dataDir: never });
    const heard: string[] = [];
    await database.listen('test_channel', (payload) => heard.push(payload));

    await cutListeners(database);

    await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['']);
    await database.notify('test_channel', 'again');
    await expect.poll(() => heard).toEqual(['', 'again']);
    await database.close();
  });
});

async function cutListeners({ dataSource }: Database): Promise<void> {
  await dataSource.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'jobtech-graph listen'`,
  );
}

async function failure(databaseUrl: string): Promise<Error> {
  try {
    const database = await openDatabase({ databaseUrl, dataDir: never });
    await database.close();
  } catch (error) {
    if (error instanceof StartupError) return error;
    throw error;
  }
  throw new Error('It could be opened.');
}

it('a statement that waits for an embedded database fails when it is closed instead of opened', async () => {
  const { database } = await prepareEmbedded({ dataDir: temporaryFolder() });
  const waiting = query(database.dataSource, 'SELECT 1', [], new AbortController().signal);
  waiting.catch(() => {});

  await database.close();

  await expect(waiting).rejects.toThrow();
});
