import { setImmediate as nextTurn } from 'node:timers/promises';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Log } from '../../database/query-log.ts';
import type { LastGoodStore, StoredAnswer } from './last-good.ts';
import { type Waiting, WriteBehind } from './write-behind.ts';

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

/** So much goes into one statement, since the embedded database holds up everything else meanwhile. */
const MOST_ROWS = 50;
const MOST_BYTES = 1024 ** 2;

const columns = [
  ...(['key', 'sourceId', 'body', 'contentType', 'retrievedAt', 'freshUntil', 'usableUntil'] as const),
  ...(['etag', 'lastModified', 'bytes'] as const),
];

/** Last good answers in the database; when that fails, sources answer as if nothing were kept. */
export class DatabaseLastGood implements LastGoodStore {
  /** The questions of one request come at the same moment, and are looked up together. */
  private readonly reads = new DataLoader<string, StoredAnswer | null>((keys) => this.read(keys), {
    cache: false,
    maxBatchSize: 100,
  });
  private readonly writes = new WriteBehind({
    write: (answers) => this.write(answers),
    onLoss: ({ sourceId, bytes }) =>
      this.log.warn(
        { source: sourceId, bytes },
        'The database is too slow: a last good answer is not stored',
      ),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Log,
    private readonly bound: LastGoodBound = defaultBound,
  ) {}

  async get(key: string): Promise<StoredAnswer | null> {
    return this.writes.find(key) ?? this.reads.load(key);
  }

  put(key: string, sourceId: string, answer: StoredAnswer): void {
    const bytes = Buffer.byteLength(answer.body);
    // PostgreSQL keeps no NUL in a text; an answer above the bound would push out all others.
    if (bytes > this.bound.bytesPerSource || answer.body.includes('\0')) return;
    this.writes.put({ key, sourceId, bytes, ...answer });
  }

  flush(): Promise<void> {
    return this.writes.flush();
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

  private async read(keys: readonly string[]): Promise<(StoredAnswer | null)[]> {
    const rows = await this.guard('read', [], async () => {
      const found: (StoredAnswer & { key: string })[] = await this.dataSource.query(
        `SELECT "key", "body", "contentType", "retrievedAt", "freshUntil", "usableUntil", "etag", "lastModified"
         FROM "last_good" WHERE "key" = ANY($1)`,
        [keys],
      );
      return found;
    });
    const byKey = new Map(rows.map(({ key, ...answer }) => [key, answer]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  private async write(answers: readonly Waiting[]): Promise<void> {
    for (const portion of portions(answers)) {
      await this.guard('write', undefined, () => this.insert(portion));
      await nextTurn();
    }
  }

  /** Two replicas may write the same answer: the one retrieved later stays. */
  private async insert(answers: readonly Waiting[]): Promise<void> {
    const names = columns.map((column) => `"${column}"`).join(', ');
    const rows = answers.map((_, row) => {
      const places = columns.map((_column, at) => `$${row * columns.length + at + 1}`);
      return `(${places.join(', ')})`;
    });
    const changes = columns
      .filter((column) => column !== 'key')
      .map((column) => `"${column}" = excluded."${column}"`);
    await this.dataSource.query(
      `INSERT INTO "last_good" (${names}) VALUES ${rows.join(', ')}
       ON CONFLICT ("key") DO UPDATE SET ${changes.join(', ')}
       WHERE "last_good"."retrievedAt" <= excluded."retrievedAt"`,
      answers.flatMap((answer) => columns.map((column) => answer[column])),
    );
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

/** Cuts what waits into statements. */
function* portions(answers: readonly Waiting[]): Generator<Waiting[]> {
  let portion: Waiting[] = [];
  let size = 0;
  for (const answer of answers) {
    if (portion.length > 0 && (portion.length === MOST_ROWS || size + answer.bytes > MOST_BYTES)) {
      yield portion;
      [portion, size] = [[], 0];
    }
    portion.push(answer);
    size += answer.bytes;
  }
  if (portion.length > 0) yield portion;
}
