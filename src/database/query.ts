import pg from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { DatabaseUnavailable } from './database-error.ts';

/** For statements that no request waits for. */
const backgroundLimitMs = 10_000;

/** Databases that are being opened. */
const openings = new WeakMap<DataSource, Promise<void>>();

/** Statements of `query` wait until the database is open, no longer than their signal. */
export function waitUntilOpen(dataSource: DataSource, opened: Promise<void>): void {
  openings.set(dataSource, opened);
  const done = () => openings.delete(dataSource);
  // Whoever opens it hears of the failure, and a statement then fails by itself.
  opened.then(done, done);
}

/**
 * Runs a statement on a connection of its own, and waits no longer than the signal: the deadline of a request, or ten seconds.
 * The server has a limit for each statement too, but where the network drops everything in silence nothing of it
 * arrives.
 */
export async function query<Row extends object>(
  dataSource: DataSource,
  sql: string,
  values: readonly unknown[],
  signal: AbortSignal = AbortSignal.timeout(backgroundLimitMs),
): Promise<Row[]> {
  const opening = openings.get(dataSource);
  if (opening) await before(signal, opening);
  const runner = dataSource.createQueryRunner();
  const connecting = runner.connect();
  try {
    await before(signal, connecting);
  } catch (error) {
    // The pool may still hand over a connection.
    connecting.then(() => runner.release()).catch(() => {});
    throw error;
  }
  const running: Promise<Row[]> = runner.query(sql, [...values]);
  try {
    return await before(signal, running);
  } finally {
    if (signal.aborted) disconnect(runner);
    // A statement of the embedded database cannot be interrupted: its connection is free when it ends.
    running.then(() => runner.release()).catch(() => runner.release());
  }
}

/** Aborts with the signal, and after the time at the latest. */
export function within(signal: AbortSignal, milliseconds: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
}

/** The result of the work, or `DatabaseUnavailable` as soon as the signal is aborted. */
async function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const cleanUp = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new DatabaseUnavailable('ETIMEDOUT'));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true, signal: cleanUp.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    cleanUp.abort();
  }
}

/** Destroys the socket, so that the pool replaces the connection. An answer may never come on it. */
function disconnect(runner: QueryRunner): void {
  runner.connect().then(
    (client: unknown) => {
      if (client instanceof pg.Client) client.connection.stream.destroy();
    },
    () => {},
  );
}
