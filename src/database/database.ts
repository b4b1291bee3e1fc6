import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { openDataDirectory, prepareDatabase } from './data-directory.ts';
import { createDataSource } from './data-source.ts';
import { connectFailure, openFailure } from './database-failure.ts';
import type { EngineSettings } from './embedded-engine.ts';
import { FailureLog } from './failure-log.ts';
import { listenOnServer } from './listen.ts';
import { migrate } from './migrate.ts';
import { query } from './query.ts';
import { type Log, QueryLog } from './query-log.ts';

export interface DatabaseOptions {
  /** A PostgreSQL of version 15 or newer; null for the embedded database. */
  databaseUrl: string | null;
  /** Folder of the embedded database, created when absent. `memory://` stores nothing on disk. */
  dataDir: string;
  log?: Log;
  /** A migrated, empty database, written by `makeSeed`, that a new database is copied from. */
  seed?: string;
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
  const log = options.log ?? silent;
  if (options.databaseUrl !== null) return openServer(options.databaseUrl, log);
  const { pauses } = options;
  if (options.dataDir === 'memory://') return openEmbedded({ dataDir: options.dataDir, log }, async () => {});
  const directory = await openDataDirectory(options.dataDir);
  try {
    await prepareDatabase(directory.database, options.seed ?? builtSeed, makeSeed);
    const settings = { dataDir: directory.database, log, ...(pauses && { pauses }) };
    return await openEmbedded(settings, directory.release);
  } catch (error) {
    await directory.release();
    throw openFailure(error, options.dataDir);
  }
}

/** Writes a migrated, empty database into a new folder. */
export async function makeSeed(folder: string): Promise<void> {
  const database = await openEmbedded({ dataDir: folder, log: silent }, async () => {});
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

async function openEmbedded(settings: EngineSettings, release: () => Promise<void>): Promise<Database> {
  const { log } = settings;
  const queries = new QueryLog(log);
  const failures = new FailureLog(log);
  const { EmbeddedEngine } = await import('./embedded-engine.ts');
  const engine = await EmbeddedEngine.open(settings);
  class EmbeddedClient extends pg.Client {
    constructor(options: pg.ClientConfig) {
      // The connection of the engine that is open now: it may have been opened again.
      super({ ...options, ...engine.clientOptions() });
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
  try {
    await dataSource.initialize();
    await migrate(dataSource, 'pglite');
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await engine.close();
    throw error;
  }
  return {
    dataSource,
    kind: 'pglite',
    get statements() {
      return queries.count;
    },
    get failedStatements() {
      return failures.count;
    },
    isReachable: () => isReachable(dataSource),
    get needsRestart() {
      return engine.needsRestart;
    },
    listen: (channel, handler) => engine.listen(channel, handler),
    notify: (channel, payload) => notify(dataSource, channel, payload),
    async close() {
      await dataSource.destroy();
      await engine.close();
      await release();
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
