import type { DataSource } from 'typeorm';
import { query } from '../../database/query.ts';

interface Bound {
  milliseconds: number;
  bytes: number;
}

const day = 86_400_000;
const defaultBound: Bound = { milliseconds: 30 * day, bytes: 1024 ** 3 };

/** An answer as it is kept. */
interface CitedAnswer {
  key: string;
  citedAt: Date;
  /** The answer as JSON. */
  body: string;
  /** Ids of its sources. */
  sources: readonly string[];
}

/** Answers that somebody has cited, in the database: a month and a gigabyte at most, the newest ones. */
export class CitedAnswers {
  /** Bytes stored, as far as this process knows; null before the first sweep. */
  private stored: number | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bound: Bound = defaultBound,
  ) {}

  keptUntil(citedAt: Date): Date {
    return new Date(citedAt.getTime() + this.bound.milliseconds);
  }

  async put({ key, citedAt, body, sources }: CitedAnswer): Promise<void> {
    const bytes = Buffer.byteLength(body);
    if (this.stored === null || this.stored + bytes > this.bound.bytes) await this.sweep(citedAt, bytes);
    await query(
      this.dataSource,
      `INSERT INTO "cited_answer" ("key", "citedAt", "body", "bytes", "sources") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ("key") DO NOTHING`,
      [key, citedAt, body, bytes, sources],
    );
    this.stored = (this.stored ?? 0) + bytes;
  }

  async get(key: string, now: Date): Promise<string | null> {
    const [row] = await query<{ body: string }>(
      this.dataSource,
      `SELECT "body" FROM "cited_answer" WHERE "key" = $1 AND "citedAt" > $2`,
      [key, new Date(now.getTime() - this.bound.milliseconds)],
    );
    return row?.body ?? null;
  }

  /** Deletes what is too old, and the oldest until `room` bytes are free. */
  async sweep(now: Date, room = 0): Promise<void> {
    await query(
      this.dataSource,
      `DELETE FROM "cited_answer" WHERE "key" IN (
         SELECT "key" FROM (
           SELECT "key", "citedAt", sum("bytes") OVER (ORDER BY "citedAt" DESC, "key") AS "newer" FROM "cited_answer"
         ) ranked WHERE "citedAt" <= $1 OR "newer" > $2
       )`,
      [new Date(now.getTime() - this.bound.milliseconds), this.bound.bytes - room],
    );
    const [row] = await query<{ bytes: string }>(
      this.dataSource,
      `SELECT coalesce(sum("bytes"), 0) AS "bytes" FROM "cited_answer"`,
      [],
    );
    this.stored = Number(row?.bytes ?? 0);
  }

  /** Deletes the answers that hold a thing of a source that is gone. */
  async forget(sourceId: string, ids: readonly string[]): Promise<void> {
    await query(
      this.dataSource,
      `DELETE FROM "cited_answer"
       WHERE $1 = ANY("sources") AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS gone WHERE position(gone IN "body") > 0)`,
      [sourceId, ids],
    );
  }
}
