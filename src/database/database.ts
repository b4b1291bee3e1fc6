import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import type { DataSource } from 'typeorm';
import { openDataDirectory, prepareDatabase } from './data-directory.ts';
import { createDataSource } from './data-source.ts';
import { connectFailure, openFailure } from './database-failure.ts';
import { listenOnServer } from './listen.ts';
import { migrate } from './migrate.ts';
import { type Log, QueryLog } from './query-log.ts';

export interface DatabaseOptions {
  /** A PostgreSQL of version 15 or newer; null for the embedded database. */
  databaseUrl: string | null;
  /** Folder of the embedded database, created when absent. `memory://` stores nothing on disk. */
  dataDir: string;
  log?: Log;
  /** A migrated, empty database, written by `makeSeed`, that a new database is copied from. */
  seed?: string;
}

/** The open database, migrated and ready. */
export interface Database {
  dataSource: DataSource;
  kind: 'postgres' | 'pglite';
  /** SQL statements run so far. */
  readonly statements: number;
  /** Calls the handler for each message on the channel, and after a reconnect, since messages may have been lost. */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>;
  notify(channel: string, payload: string): Promise<void>;
  close(): Promise<void>;
}

/** The build writes it beside the compiled program. A new embedded database opens some seconds faster from it. */
const builtSeed = fileURLToPath(new URL('../seed', import.meta.url));
const silent: Log = { warn: () => {} };

/** Opens the database and runs its migrations. A failure is a StartupError that says what to do. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? silent;
  if (options.databaseUrl !== null) return openServer(options.databaseUrl, log);
  if (options.dataDir === 'memory://') return openEmbedded(options.dataDir, log, async () => {});
  const directory = await openDataDirectory(options.dataDir);
  try {
    await prepareDatabase(directory.database, options.seed ?? builtSeed, makeSeed);
    return await openEmbedded(directory.database, log, directory.release);
  } catch (error) {
    await directory.release();
    throw openFailure(error, options.dataDir);
  }
}

/** Writes a migrated, empty database into a new folder. */
export async function makeSeed(folder: string): Promise<void> {
  const database = await openEmbedded(folder, silent, async () => {});
  await database.dataSource.query('CHECKPOINT');
  await database.close();
}

async function openServer(url: string, log: Log): Promise<Database> {
  const queries = new QueryLog(log);
  const dataSource = createDataSource(
    {
      url,
      poolSize: 10,
      extra: {
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
        statement_timeout: 15_000,
        idle_in_transaction_session_timeout: 60_000,
      },
    },
    queries,
  );
  try {
    await dataSource.initialize();
    await migrate(dataSource, 'postgres');
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw connectFailure(error, url);
  }
  const listeners = new Set<() => Promise<void>>();
  return {
    dataSource,
    kind: 'postgres',
    get statements() {
      return queries.count;
    },
    async listen(channel, handler) {
      const stop = await listenOnServer(url, channel, handler, log);
      listeners.add(stop);
      return async () => {
        listeners.delete(stop);
        await stop();
      };
    },
    notify: (channel, payload) => notify(dataSource, channel, payload),
    async close() {
      for (const stop of listeners) await stop();
      await dataSource.destroy();
    },
  };
}

async function openEmbedded(dataDir: string, log: Log, release: () => Promise<void>): Promise<Database> {
  const queries = new QueryLog(log);
  const pglite = await PGlite.create({ dataDir, extensions: { unaccent } });
  const dataSource = createDataSource(
    {
      poolSize: 1,
      extra: {
        ...createPgConfig(pglite),
        // There is one session. Without a time-out, a statement outside an open transaction would wait for it forever.
        connectionTimeoutMillis: 10_000,
        idleTimeoutMillis: 0,
        // All clients share one session. A client destroyed in a transaction would leave it open for the next client.
        onConnect: (client: { query(sql: string): Promise<unknown> }) => client.query('ROLLBACK'),
      },
    },
    queries,
  );
  try {
    await dataSource.initialize();
    await migrate(dataSource, 'pglite');
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await pglite.close();
    throw error;
  }
  return {
    dataSource,
    kind: 'pglite',
    get statements() {
      return queries.count;
    },
    listen: (channel, handler) => pglite.listen(channel, handler),
    notify: (channel, payload) => notify(dataSource, channel, payload),
    async close() {
      await dataSource.destroy();
      await pglite.close();
      await release();
    },
  };
}

async function notify(dataSource: DataSource, channel: string, payload: string): Promise<void> {
  await dataSource.query('SELECT pg_notify($1, $2)', [channel, payload]);
}
