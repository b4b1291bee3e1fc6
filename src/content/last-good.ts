import type { DataSource } from 'typeorm';
import type { LastGoodStore, StoredAnswer } from '../upstream/last-good.ts';
import type { Log } from './query-log.ts';
import { LastGoodRow } from './tables.ts';

/** How much is kept, for one source and in all. */
export interface LastGoodBound {
  rowsPerSource: number;
  bytesPerSource: number;
  bytes: number;
}

const defaultBound: LastGoodBound = {
  rowsPerSource: 2_000,
  bytesPerSource: 64 * 1024 ** 2,
  bytes: 256 * 1024 ** 2,
};

/** Last good answers in the database; when that fails, sources answer as if nothing were kept. */
export class DatabaseLastGood implements LastGoodStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Log,
    private readonly bound: LastGoodBound = defaultBound,
  ) {}

  async get(key: string): Promise<StoredAnswer | null> {
    return this.guard('read', null, async () => {
      const row = await this.dataSource.manager.findOneBy(LastGoodRow, { key });
      if (!row) return null;
      const { body, contentType, retrievedAt, freshUntil, usableUntil, etag, lastModified } = row;
      return { body, contentType, retrievedAt, freshUntil, usableUntil, etag, lastModified };
    });
  }

  /** Two replicas may write the same answer: the one retrieved later stays. */
  async put(key: string, sourceId: string, answer: StoredAnswer): Promise<void> {
    const bytes = Buffer.byteLength(answer.body);
    // PostgreSQL keeps no NUL in a text; an answer above the bound would push out all others.
    if (bytes > this.bound.bytesPerSource || answer.body.includes('\0')) return;
    await this.guard('write', undefined, async () => {
      await this.dataSource.query(
        `INSERT INTO "last_good" ("key", "sourceId", "body", "contentType", "retrievedAt", "freshUntil", "usableUntil", "etag", "lastModified", "bytes")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT ("key") DO UPDATE SET
           "sourceId" = excluded."sourceId", "body" = excluded."body", "contentType" = excluded."contentType",
           "retrievedAt" = excluded."retrievedAt", "freshUntil" = excluded."freshUntil", "usableUntil" = excluded."usableUntil",
           "etag" = excluded."etag", "lastModified" = excluded."lastModified", "bytes" = excluded."bytes"
         WHERE "last_good"."retrievedAt" <= excluded."retrievedAt"`,
        [
          key,
          sourceId,
          answer.body,
          answer.contentType,
          answer.retrievedAt,
          answer.freshUntil,
          answer.usableUntil,
          answer.etag,
          answer.lastModified,
          bytes,
        ],
      );
    });
  }

  async sweep(now: Date): Promise<void> {
    await this.guard('sweep', undefined, async () => {
      await this.dataSource.query(
        `DELETE FROM "last_good" WHERE "key" IN (
           SELECT "key" FROM (
             SELECT "key", "usableUntil",
               count(*) FILTER (WHERE "usableUntil" > $1) OVER source AS "sourceRows",
               sum("bytes") FILTER (WHERE "usableUntil" > $1) OVER source AS "sourceBytes",
               sum("bytes") FILTER (WHERE "usableUntil" > $1) OVER (ORDER BY "retrievedAt" DESC, "key") AS "allBytes"
             FROM "last_good"
             WINDOW source AS (PARTITION BY "sourceId" ORDER BY "retrievedAt" DESC, "key")
           ) kept
           WHERE "usableUntil" <= $1 OR "sourceRows" > $2 OR "sourceBytes" > $3 OR "allBytes" > $4
         )`,
        [now, this.bound.rowsPerSource, this.bound.bytesPerSource, this.bound.bytes],
      );
    });
  }

  private async guard<T>(action: string, otherwise: T, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.log.warn({ action, reason }, 'Last good answers cannot be reached');
      return otherwise;
    }
  }
}
