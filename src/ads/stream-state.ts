import type { DataSource, EntityManager } from 'typeorm';
import { query } from '../database/query.ts';

/** The one row of the table. */
export const streamKey = 'platsbanken';

/** How far JobStream has been followed, as every replica sees it. */
export interface StreamState {
  /** Identifies the log of events. */
  log: string;
  /** All changes until then are stored; null before the first. */
  until: Date | null;
  /** When the last complete snapshot was requested; null while the store is incomplete. */
  wholeAt: Date | null;
  /** When the source answered last. */
  checkedAt: Date | null;
  snapshots: number;
  /** Events up to this one have been deleted. */
  sweptTo: number;
  /** The number of the last event. */
  tip: number;
}

interface StateRow extends Omit<StreamState, 'sweptTo' | 'tip'> {
  sweptTo: string;
  tip: string;
}

const columns = `"log", "until", "wholeAt", "checkedAt", "snapshots", "sweptTo",
  GREATEST("sweptTo", (SELECT max("seq") FROM "job_ad_event")) AS "tip"`;

/** The stored state; null before the stream was first followed. */
export async function readState(database: DataSource): Promise<StreamState | null> {
  const [row] = await query<StateRow>(database, `SELECT ${columns} FROM "job_stream" WHERE "key" = $1`, [
    streamKey,
  ]);
  return row ? toState(row) : null;
}

/** The state, locked until the end of the transaction, with the replica that follows the stream. */
export async function lockState(
  manager: EntityManager,
): Promise<(StreamState & { leader: string | null }) | null> {
  const [row]: (StateRow & { leader: string | null })[] = await manager.query(
    `SELECT "leader", ${columns} FROM "job_stream" WHERE "key" = $1 FOR UPDATE`,
    [streamKey],
  );
  return row ? { ...toState(row), leader: row.leader } : null;
}

/** Changes the state; only within `StreamLease.write`. */
export async function writeState(
  manager: EntityManager,
  changes: Partial<Pick<StreamState, 'until' | 'wholeAt' | 'checkedAt' | 'snapshots' | 'sweptTo'>>,
): Promise<void> {
  const names = Object.keys(changes);
  const assignments = names.map((name, at) => `"${name}" = $${at + 2}`).join(', ');
  await manager.query(`UPDATE "job_stream" SET ${assignments} WHERE "key" = $1`, [
    streamKey,
    ...Object.values(changes),
  ]);
}

function toState(row: StateRow): StreamState {
  const { log, until, wholeAt, checkedAt, snapshots, sweptTo, tip } = row;
  return { log, until, wholeAt, checkedAt, snapshots, sweptTo: Number(sweptTo), tip: Number(tip) };
}
