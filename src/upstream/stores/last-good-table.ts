import { setImmediate as nextTurn } from 'node:timers/promises';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { DatabaseUnavailable, StatementError } from '../../database/database-error.ts';
import { OnceAMinute } from '../../database/once-a-minute.ts';
import { query } from '../../database/query.ts';
import type { Log } from '../../database/query-log.ts';
import { KnownKeys } from './known-keys.ts';
import type { LastGoodStore, Renewal, StoredAnswer } from './last-good.ts';
import { WriteBehind } from './write-behind.ts';

/** How much is stored, for one source and in all. */
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

/** How long answers with personal data are stored, and how other replicas hear what is gone. */
interface PrivacySettings {
  /** Milliseconds, whatever the answer itself says. */
  personalDataFor?: number;
  announce?(forgotten: string): Promise<void>;
}

/** Ids in one notification, which PostgreSQL limits to 8,000 bytes. */
const MAX_ANNOUNCED = 50;
/** A request waits for what is stored before it asks a source. */
const READ_WITHIN_MS = 2_000;
/** The size of one statement: the embedded database blocks everything else while it runs. */
const MAX_ROWS = 50;
const MAX_BYTES = 1024 ** 2;

/** Keys read at once. */
const KEYS_A_PAGE = 5_000;

interface Row extends StoredAnswer {
  key: string;
  sourceId: string;
  bytes: number;
}

interface RowRenewal extends Renewal {
  key: string;
  bytes: number;
}

const columns = [
  ...(['key', 'sourceId', 'body', 'contentType', 'retrievedAt', 'freshUntil', 'usableUntil'] as const),
  ...(['etag', 'lastModified', 'bytes', 'ids'] as const),
];

/** Last good answers in the database. When it fails, sources answer as if nothing were stored. */
export class DatabaseLastGood implements LastGoodStore {
  /** One client's request causes several upstream requests at the same moment; one statement looks them all up. */
  private readonly reads = new DataLoader<string, StoredAnswer | null>((keys) => this.read(keys), {
    cache: false,
    maxBatchSize: 100,
  });
  private readonly writes = new WriteBehind<Row>({
    write: (answers) => this.write(answers),
    onLoss: () =>
      this.losses.count((answers) =>
        this.log.warn({ answers }, 'The database is too slow: last good answers are not stored'),
      ),
  });
  private readonly renewals = new WriteBehind<RowRenewal>({
    write: (renewals) => this.written(() => this.update(renewals)),
    onLoss: () => {},
  });
  private readonly losses = new OnceAMinute();
  private readonly known = new KnownKeys();
  /** Whether answers could be written the last time. */
  canWrite = true;

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Log,
    private readonly bound: LastGoodBound = defaultBound,
    private readonly privacy: PrivacySettings = {},
  ) {}

  async get(key: string): Promise<StoredAnswer | null> {
    const answer = this.writes.find(key) ?? (await this.reads.load(key));
    const renewed = this.renewals.find(key);
    if (!answer || !renewed || answer.retrievedAt > renewed.retrievedAt) return answer;
    const { retrievedAt, freshUntil, usableUntil, etag } = renewed;
    return { ...answer, retrievedAt, freshUntil, usableUntil, etag };
  }

  async holding(beginning: string, id: string, now: Date): Promise<StoredAnswer | null> {
    const [sourceId = ''] = beginning.split(':', 1);
    const [found = null] = await this.guard([], () =>
      query<StoredAnswer>(
        this.dataSource,
        `SELECT "body", "contentType", "retrievedAt", "freshUntil", "usableUntil", "etag", "lastModified", "ids"
         FROM "last_good"
         WHERE "sourceId" = $1 AND starts_with("key", $2) AND $3 = ANY("ids") AND "usableUntil" > $4
         ORDER BY "retrievedAt" DESC LIMIT 1`,
        [sourceId, beginning, id, now],
        AbortSignal.timeout(READ_WITHIN_MS),
      ),
    );
    return found;
  }

  mayHave(key: string): boolean {
    return this.known.mayHave(key);
  }

  put(key: string, sourceId: string, answer: StoredAnswer): void {
    const bytes = Buffer.byteLength(answer.body);
    // PostgreSQL cannot store NUL in a text. An answer above the bound would push out all others.
    if (bytes > this.bound.bytesPerSource || answer.body.includes('\0')) return;
    this.known.add(key);
    this.writes.put({ key, sourceId, bytes, ...answer });
  }

  renew(key: string, renewal: Renewal): void {
    this.renewals.put({ key, bytes: key.length, ...renewal });
  }

  async flush(): Promise<void> {
    await this.writes.flush();
    await this.renewals.flush();
  }

  async forget(sourceId: string, ids: readonly string[]): Promise<void> {
    const gone = new Set(ids);
    this.writes.drop((waiting) => waiting.sourceId === sourceId && waiting.ids.some((id) => gone.has(id)));
    // What is being written now must be deleted too.
    await this.writes.flush();
    await this.guard(undefined, async () => {
      await query(this.dataSource, `DELETE FROM "last_good" WHERE "sourceId" = $1 AND "ids" && $2::text[]`, [
        sourceId,
        ids,
      ]);
      for (let at = 0; this.privacy.announce && at < ids.length; at += MAX_ANNOUNCED)
        await this.privacy.announce(JSON.stringify([sourceId, ids.slice(at, at + MAX_ANNOUNCED)]));
    });
  }

  async sweep(now: Date): Promise<boolean> {
    return this.guard(false, async () => {
      await query(
        this.dataSource,
        `DELETE FROM "last_good" WHERE "key" IN (
           SELECT "key" FROM (
             SELECT "key", "usableUntil", "ids" <> '{}' AND "retrievedAt" < $5 AS "isOld",
               count(*) FILTER (WHERE "usableUntil" > $1) OVER source AS "sourceRows",
               sum("bytes") FILTER (WHERE "usableUntil" > $1) OVER source AS "sourceBytes",
               sum("bytes") FILTER (WHERE "usableUntil" > $1) OVER (ORDER BY "retrievedAt" DESC, "key") AS "allBytes"
             FROM "last_good"
             WINDOW source AS (PARTITION BY "sourceId" ORDER BY "retrievedAt" DESC, "key")
           ) ranked
           WHERE "usableUntil" <= $1 OR "isOld" OR "sourceRows" > $2 OR "sourceBytes" > $3 OR "allBytes" > $4
         )`,
        [
          now,
          this.bound.rowsPerSource,
          this.bound.bytesPerSource,
          this.bound.bytes,
          new Date(now.getTime() - (this.privacy.personalDataFor ?? now.getTime())),
        ],
      );
      await this.known.read(this.keys());
      return true;
    });
  }

  /** In pages, since the embedded database blocks everything else while it reads one. */
  private async *keys(): AsyncGenerator<readonly string[]> {
    for (let last = ''; ; ) {
      const rows = await query<{ key: string }>(
        this.dataSource,
        `SELECT "key" FROM "last_good" WHERE "key" > $1 ORDER BY "key" LIMIT ${KEYS_A_PAGE}`,
        [last],
      );
      yield rows.map(({ key }) => key);
      last = rows.at(-1)?.key ?? '';
      if (rows.length < KEYS_A_PAGE) return;
      await nextTurn();
    }
  }

  private async read(keys: readonly string[]): Promise<(StoredAnswer | null)[]> {
    const rows = await this.guard([], async () => {
      const found = await query<StoredAnswer & { key: string }>(
        this.dataSource,
        `SELECT "key", "body", "contentType", "retrievedAt", "freshUntil", "usableUntil", "etag", "lastModified", "ids"
         FROM "last_good" WHERE "key" = ANY($1)`,
        [keys],
        AbortSignal.timeout(READ_WITHIN_MS),
      );
      return found;
    });
    const byKey = new Map(rows.map(({ key, ...answer }) => [key, answer]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  private async write(answers: readonly Row[]): Promise<void> {
    for (const batch of batchesOf(answers)) {
      await this.written(() => this.insert(batch));
      await nextTurn();
    }
  }

  /** Two replicas may write the same key: the answer retrieved later stays. */
  private async insert(answers: readonly Row[]): Promise<void> {
    const names = columns.map((column) => `"${column}"`).join(', ');
    const rows = answers.map((_, row) => {
      const places = columns.map((_column, at) => `$${row * columns.length + at + 1}`);
      return `(${places.join(', ')})`;
    });
    const changes = columns
      .filter((column) => column !== 'key')
      .map((column) => `"${column}" = excluded."${column}"`);
    await query(
      this.dataSource,
      `INSERT INTO "last_good" (${names}) VALUES ${rows.join(', ')}
       ON CONFLICT ("key") DO UPDATE SET ${changes.join(', ')}
       WHERE "last_good"."retrievedAt" <= excluded."retrievedAt"`,
      answers.flatMap((answer) => columns.map((column) => answer[column])),
    );
  }

  private async update(renewals: readonly RowRenewal[]): Promise<void> {
    const list = <K extends keyof RowRenewal>(name: K) => renewals.map((renewal) => renewal[name]);
    await query(
      this.dataSource,
      `UPDATE "last_good" SET "retrievedAt" = new."at", "freshUntil" = new."fresh", "usableUntil" = new."usable",
         "etag" = new."tag"
       FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::text[])
         AS new("key", "at", "fresh", "usable", "tag")
       WHERE "last_good"."key" = new."key" AND "last_good"."retrievedAt" <= new."at"`,
      [list('key'), list('retrievedAt'), list('freshUntil'), list('usableUntil'), list('etag')],
    );
  }

  private async written(run: () => Promise<void>): Promise<void> {
    this.canWrite = await this.guard(false, async () => {
      await run();
      return true;
    });
  }

  /** The database logs its own failures. */
  private async guard<T>(otherwise: T, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (error instanceof DatabaseUnavailable || error instanceof StatementError) return otherwise;
      throw error;
    }
  }
}

/** Splits the answers into statements. */
function* batchesOf(answers: readonly Row[]): Generator<Row[]> {
  let batch: Row[] = [];
  let size = 0;
  for (const answer of answers) {
    if (batch.length > 0 && (batch.length === MAX_ROWS || size + answer.bytes > MAX_BYTES)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(answer);
    size += answer.bytes;
  }
  if (batch.length > 0) yield batch;
}
