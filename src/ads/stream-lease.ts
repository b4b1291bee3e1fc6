import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { query } from '../database/query.ts';
import { lockState, type StreamState, streamKey } from './stream-state.ts';

/** Another replica follows the stream now: what this one was about to write must not be written. */
export class LostLease extends Error {
  override readonly name = 'LostLease';

  constructor() {
    super('another replica follows the stream');
  }
}

/** The right to follow the stream, which one replica has at a time. */
export class StreamLease {
  constructor(
    private readonly database: DataSource,
    /** Names this replica. */
    private readonly leader: string,
    private readonly milliseconds: number,
  ) {}

  /**
   * Takes or renews the lease; false while another replica has it. By the database's clock. A lease that lasts
   * longer than any is given was given before that clock stepped back, and holds nobody up.
   */
  async take(): Promise<boolean> {
    const rows = await query(
      this.database,
      `INSERT INTO "job_stream" ("key", "log", "leader", "leaseUntil")
       VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
       ON CONFLICT ("key") DO UPDATE SET "leader" = excluded."leader", "leaseUntil" = excluded."leaseUntil"
       WHERE "job_stream"."leader" IS NULL OR "job_stream"."leader" = excluded."leader" OR "job_stream"."leaseUntil" < now()
         OR "job_stream"."leaseUntil" > now() + interval '6 hours'
       RETURNING "key"`,
      [streamKey, randomUUID(), this.leader, this.milliseconds],
    );
    return rows.length > 0;
  }

  /** Renews the lease between two steps; rejects with LostLease when another replica has taken it. */
  async renew(): Promise<void> {
    if (!(await this.take())) throw new LostLease();
  }

  /** Leaves the stream to any other replica. */
  async giveUp(): Promise<void> {
    await query(
      this.database,
      `UPDATE "job_stream" SET "leader" = NULL, "leaseUntil" = NULL WHERE "key" = $1 AND "leader" = $2`,
      [streamKey, this.leader],
    );
  }

  /**
   * Writes in one transaction, with the state locked. So a replica that has lost its lease without noticing writes
   * nothing, and events get their numbers in the order in which they are written.
   */
  write<T>(work: (manager: EntityManager, state: StreamState) => Promise<T>): Promise<T> {
    return this.database.transaction(async (manager) => {
      // Writing some hundred ads, or the end of a snapshot, may take longer than a query of a client may.
      await manager.query('SET LOCAL statement_timeout = 120000');
      const state = await lockState(manager);
      if (state?.leader !== this.leader) throw new LostLease();
      return work(manager, state);
    });
  }
}
