import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { openDataDirectory, prepareDatabase } from './data-directory.ts';
import { createDataSource } from './data-source.ts';
import { DatabaseUnavailable } from './database-error.ts';
import { connectFailure, openFailure } from './database-failure.ts';
import type { EmbeddedEngine, EngineSettings } from './embedded-engine.ts';
import { FailureLog } from './failure-log.ts';
import { listenOnServer } from './listen.ts';
import { migrate } from './migrate.ts';
import { query, waitUntilOpen } from './query.ts';
import { type Log, QueryLog } from './query-log.ts';

export interface DatabaseOptions {
  /** A PostgreSQL of version 15 or newer; null for the embedded database. */
  databaseUrl: string | null;
  /** Folder of the embedded database, created when absent. `memory://` stores nothing on disk. */
  dataDir: string;
  log?: Log;
  /** A migrated, empty database, written by `makeSeed`, that a new database is copied from. */
  seed?: string;
  /** Called when the embedded database is closed and its folder still locked. */
  onClosed?: (folder: string) => Promise<void>;
  /** Pauses before the embedded database is opened again after a failure. */
  pauses?: EngineSettings['pauses'];
}

/** The open database, migrated and ready. */
export interface Database {
  dataSource: DataSource;
  kind: 'postgres' | 'pglite';
  /** SQL statements run so far. */
  readonly statements: number;
  /** Of these, the failed ones. */
  readonly failedStatements: number;
  /** Whether a statement is answered within two seconds. */
  isReachable(): Promise<boolean>;
  /** Why only a restart of the program can help; null while none is needed. */
  readonly needsRestart: string | null;
  /** Calls the handler for each message on the channel, and after a reconnect, since messages may have been lost. */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>;
  notify(channel: string, payload: string): Promise<void>;
  close(): Promise<void>;
}

/** The build writes it beside the compiled program. A new embedded database opens some seconds faster from it. */
const builtSeed = fileURLToPath(new URL('../seed', import.meta.url));
const silent: Log = { warn: () => {} };

/** The server ends every statement earlier, so a connection that is silent for longer leads nowhere. */
const silenceLimitMs = 130_000;
const reachableWithinMs = 2_000;
const closeWithinMs = 2_000;

/** Opens the database and runs its migrations. A failure is a StartupError that says what to do. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl !== null) return openServer(options.databaseUrl, options.log ?? silent);
  const { database, open } = await prepareEmbedded(options);
  await open();
  return database;
}

/** The embedded database before it is open. Statements of `query` wait until it is. */
export interface PreparedDatabase {
  database: Database;
  /** Its folder; absent before the first start. Null where nothing is stored on disk. */
  folder: string | null;
  /** The folder that a new database is copied from. */
  seed: string;
  /** Opens it, once, and runs its migrations. A failure is a StartupError. */
  open(): Promise<void>;
}

/** Locks the folder of the embedded database. */
export async function prepareEmbedded({
  dataDir,
  log = silent,
  seed = builtSeed,
  onClosed = async () => {},
  pauses,
}: Omit<DatabaseOptions, 'databaseUrl'>): Promise<PreparedDatabase> {
  if (dataDir === 'memory://') {
    const { database, open } = embedded({ dataDir, log }, async () => {});
    return { database, seed, folder: null, open };
  }
  const directory = await openDataDirectory(dataDir);
  const folder = directory.database;
  const settings = { dataDir: folder, log, ...(pauses && { pauses }) };
  let isOpen = false;
  const { database, open } = embedded(settings, async () => {
    try {
      if (isOpen) await onClosed(folder);
    } finally {
      await directory.release();
    }
  });
  return {
    ...{ database, folder, seed },
    async open() {
      try {
        await prepareDatabase(folder, seed, makeSeed);
        await open();
        isOpen = true;
      } catch (error) {
        await directory.release();
        throw openFailure(error, dataDir);
      }
    },
  };
}

/** Writes a migrated, empty database into a new folder. */
export async function makeSeed(folder: string): Promise<void> {
  const { database, open } = embedded({ dataDir: folder, log: silent }, async () => {});
  await open();
  await database.dataSource.query('CHECKPOINT');
  await database.close();
}

async function openServer(url: string, log: Log): Promise<Database> {
  const queries = new QueryLog(log);
  const failures = new FailureLog(log);
  const clients = new Set<pg.Client>();
  // A migration may be silent for longer.
  let silenceLimit = 0;
  const dataSource = createDataSource(
    {
      url,
      poolSize: 10,
      extra: {
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
        statement_timeout: 15_000,
        idle_in_transaction_session_timeout: 60_000,
        // To compile a text search takes PostgreSQL twice as long as to carry it out.
        options: '-c jit=off',
        onConnect: (client: unknown) => {
          if (!(client instanceof pg.Client)) return;
          destroyWhenSilent(client, silenceLimit);
          clients.add(client.once('end', () => clients.delete(client)));
        },
      },
    },
    queries,
    failures,
  );
  try {
    await dataSource.initialize();
    await migrate(dataSource, 'postgres');
    silenceLimit = silenceLimitMs;
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw connectFailure(error, url);
  }
  const listeners = new Set<() => Promise<void>>();
  const stop = async () => {
    for (const stopListening of listeners) await stopListening();
    await dataSource.destroy();
  };
  return {
    dataSource,
    kind: 'postgres',
    get statements() {
      return queries.count;
    },
    get failedStatements() {
      return failures.count;
    },
    isReachable: () => isReachable(dataSource),
    needsRestart: null,
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
      const stopped = stop();
      await Promise.race([stopped, delay(closeWithinMs, undefined, { ref: false })]);
      // Connections that the server has not closed by now are cut off from it.
      for (const { connection } of clients) connection.stream.destroy();
      await stopped;
    },
  };
}

/** A database that is opened by `open`, once, and closed again where that fails. */
function embedded(
  settings: EngineSettings,
  release: () => Promise<void>,
): Pick<PreparedDatabase, 'database' | 'open'> {
  const { log } = settings;
  const queries = new QueryLog(log);
  const failures = new FailureLog(log);
  let engine: EmbeddedEngine | null = null;
  const opened = () => {
    if (!engine) throw new DatabaseUnavailable('57P03');
    return engine;
  };
  class EmbeddedClient extends pg.Client {
    constructor(options: pg.ClientConfig) {
      // The connection of the engine that is open now: it may have been opened again.
      super({ ...options, ...opened().clientOptions() });
    }
  }
  const dataSource = createDataSource(
    {
      poolSize: 1,
      extra: {
        Client: EmbeddedClient,
        // There is one session. Without a time-out, a statement outside an open transaction would wait for it forever.
        connectionTimeoutMillis: 10_000,
        idleTimeoutMillis: 0,
        // All clients share one session. A client destroyed in a transaction would leave it open for the next client.
        onConnect: (client: { query(sql: string): Promise<unknown> }) => client.query('ROLLBACK'),
      },
    },
    queries,
    failures,
  );
  const closeParts = async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await engine?.close();
    engine = null;
  };
  const open = async () => {
    try {
      const { EmbeddedEngine } = await import('./embedded-engine.ts');
      engine = await EmbeddedEngine.open(settings);
      await dataSource.initialize();
      await migrate(dataSource, 'pglite');
    } catch (error) {
      await closeParts();
      throw error;
    }
  };
  let opening: Promise<void> | null = null;
  let begin = () => {};
  let giveUp = () => {};
  waitUntilOpen(
    dataSource,
    new Promise((resolve, reject) => {
      begin = () => {
        opening ??= open();
        opening.then(resolve, reject);
      };
      giveUp = () => reject(new DatabaseUnavailable('57P01'));
    }),
  );
  const database: Database = {
    dataSource,
    kind: 'pglite',
    get statements() {
      return queries.count;
    },
    get failedStatements() {
      return failures.count;
    },
    isReachable: async () => engine !== null && dataSource.isInitialized && (await isReachable(dataSource)),
    get needsRestart() {
      return engine?.needsRestart ?? null;
    },
    async listen(channel, handler) {
      const stop = opened().hear(channel, handler);
      // By a client, between the transactions of others: within one that is rolled back, it would have no effect.
      await query(dataSource, `LISTEN ${channel}`, []);
      return async () => stop();
    },
    notify: (channel, payload) => notify(dataSource, channel, payload),
    async close() {
      // Nobody opens it any more: what waits for it fails.
      if (!opening) giveUp();
      await opening?.catch(() => {});
      await closeParts();
      await release();
    },
  };
  return {
    database,
    async open() {
      begin();
      await opening;
    },
  };
}

async function notify(dataSource: DataSource, channel: string, payload: string): Promise<void> {
  await query(dataSource, 'SELECT pg_notify($1, $2)', [channel, payload]);
}

async function isReachable(dataSource: DataSource): Promise<boolean> {
  try {
    await query(dataSource, 'SELECT 1', [], AbortSignal.timeout(reachableWithinMs));
    return true;
  } catch {
    return false;
  }
}

/** The socket is also silent while a connection is idle in the pool. The pool closes it earlier. */
function destroyWhenSilent({ connection: { stream } }: pg.Client, milliseconds: number): void {
  if (stream instanceof Socket) stream.setTimeout(milliseconds, () => stream.destroy());
}
