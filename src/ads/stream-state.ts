import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';

const key = 'platsbanken';

/** How far JobStream has been followed, as every replica sees it. */
export interface StreamState {
  /** Names the log of events. */
  log: string;
  /** All changes until then are in; null before the first. */
  until: Date | null;
  /** When the last whole snapshot was asked for; null while the store is not whole. */
  wholeAt: Date | null;
  /** When the source answered last. */
  checkedAt: Date | null;
  snapshots: number;
  /** Events up to this one are no longer kept. */
  sweptTo: number;
  /** The last event. */
  tip: number;
}

/** Another replica follows the stream now: what this one was about to write must not be written. */
export class LostLease extends Error {
  override readonly name = 'LostLease';
}

interface StateRow extends Omit<StreamState, 'sweptTo' | 'tip'> {
  sweptTo: string;
  tip: string;
}

const columns = `"log", "until", "wholeAt", "checkedAt", "snapshots", "sweptTo",
  GREATEST("sweptTo", (SELECT max("seq") FROM "job_ad_event")) AS "tip"`;

/** The state as it is stored; null before the stream was first followed. */
export async function readState(database: DataSource | EntityManager): Promise<StreamState | null> {
  const [row]: StateRow[] = await database.query(`SELECT ${columns} FROM "job_stream" WHERE "key" = $1`, [
    key,
  ]);
  return row ? toState(row) : null;
}

/** Takes or renews the right to follow the stream; false while another replica has it. By the database's clock. */
export async function takeLease(
  database: DataSource,
  leader: string,
  milliseconds: number,
): Promise<boolean> {
  const rows: unknown[] = await database.query(
    `INSERT INTO "job_stream" ("key", "log", "leader", "leaseUntil")
     VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
     ON CONFLICT ("key") DO UPDATE SET "leader" = excluded."leader", "leaseUntil" = excluded."leaseUntil"
     WHERE "job_stream"."leader" IS NULL OR "job_stream"."leader" = excluded."leader" OR "job_stream"."leaseUntil" < now()
     RETURNING "key"`,
    [key, randomUUID(), leader, milliseconds],
  );
  return rows.length > 0;
}

/** Leaves the stream to whoever wants it. */
export async function giveUpLease(database: DataSource, leader: string): Promise<void> {
  await database.query(
    `UPDATE "job_stream" SET "leader" = NULL, "leaseUntil" = NULL WHERE "key" = $1 AND "leader" = $2`,
    [key, leader],
  );
}

/**
 * Writes as the replica that follows the stream, all or nothing. The state is locked meanwhile, so that a replica
 * that has lost its lease without noticing writes nothing, and events get their numbers in the order of their writing.
 */
export function asLeader<T>(
  database: DataSource,
  leader: string,
  write: (manager: EntityManager, state: StreamState) => Promise<T>,
): Promise<T> {
  return database.transaction(async (manager) => {
    // Some hundred ads, or the end of a snapshot, may take longer than a question may.
    await manager.query('SET LOCAL statement_timeout = 120000');
    const [row]: (StateRow & { leader: string | null })[] = await manager.query(
      `SELECT "leader", ${columns} FROM "job_stream" WHERE "key" = $1 FOR UPDATE`,
      [key],
    );
    if (!row || row.leader !== leader) throw new LostLease('another replica follows the stream');
    return write(manager, toState(row));
  });
}

/** Changes the state; only within `asLeader`. */
export async function writeState(
  manager: EntityManager,
  changes: Partial<Pick<StreamState, 'until' | 'wholeAt' | 'checkedAt' | 'snapshots' | 'sweptTo'>>,
): Promise<void> {
  const names = Object.keys(changes);
  const assignments = names.map((name, at) => `"${name}" = $${at + 2}`).join(', ');
  await manager.query(`UPDATE "job_stream" SET ${assignments} WHERE "key" = $1`, [
    key,
    ...Object.values(changes),
  ]);
}

function toState(row: StateRow): StreamState {
  const { log, until, wholeAt, checkedAt, snapshots, sweptTo, tip } = row;
  return { log, until, wholeAt, checkedAt, snapshots, sweptTo: Number(sweptTo), tip: Number(tip) };
}
