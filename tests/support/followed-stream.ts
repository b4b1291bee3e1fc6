import { onTestFinished } from 'vitest';
import { Follower } from '../../src/ads/follower.ts';
import type { Database } from '../../src/database/database.ts';
import { jobstream } from '../../src/sources/jobstream/index.ts';
import type { JobStreamOperations } from '../../src/sources/kinds/job-stream.ts';
import type { Call } from '../../src/upstream/call.ts';
import type { Logger } from '../../src/upstream/logger.ts';
import { openUpstream, type UpstreamServices } from '../../src/upstream/upstream.ts';

/** Deletes all ads and the position in the stream. */
export async function deleteAds({ dataSource }: Database): Promise<void> {
  await dataSource.query('TRUNCATE "job_ad", "job_ad_event", "job_stream" RESTART IDENTITY');
}

/** A clock whose time the test sets, and on which nothing sleeps. */
export class HandClock {
  constructor(public time: number) {}
  now = (): number => this.time;
  wall = (): number => this.time;
  sleep = async (): Promise<void> => {};
  after = () => () => {};
  pass(milliseconds: number): void {
    this.time += milliseconds;
  }
}

interface Settings {
  url: string;
  clock: HandClock;
  storesAll?: boolean;
  isWanted?: () => boolean;
  onProgress?: () => Promise<void>;
  mode?: UpstreamServices['mode'];
  logger?: Logger;
}

/** The follower of one replica, stepped by the test. Its upstream client uses the system clock. */
export function followerOf(database: Database, settings: Settings): Follower {
  const {
    url,
    clock,
    storesAll = true,
    isWanted = () => true,
    onProgress = async () => {},
    mode = 'live',
  } = settings;
  const unlimited = { ...jobstream, budget: { limit: 1_000_000, windowSeconds: 1 } };
  const upstream = openUpstream(unlimited, { mode, userAgent: 'test', baseUrl: url });
  onTestFinished(() => upstream.close());
  const logger = settings.logger ?? { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const real = jobstream.open(upstream);
  const withDeadline = (call: Call): Call => ({ ...call, deadline: Date.now() + 10_000 });
  const stream: JobStreamOperations = {
    changes: (span, call) => real.changes(span, withDeadline(call)),
    snapshot: (write, call) => real.snapshot(write, withDeadline(call)),
  };
  return new Follower({
    onRemoved: async () => {},
    database: database.dataSource,
    stream,
    storesAll,
    isWanted,
    onProgress,
    clock,
    logger,
  });
}

/** The events so far, in order: `PUBLISHED 1`. */
export async function reportedEvents({ dataSource }: Database): Promise<string[]> {
  const rows: { kind: string; adId: string }[] = await dataSource.query(
    'SELECT "kind", "adId" FROM "job_ad_event" ORDER BY "seq"',
  );
  return rows.map(({ kind, adId }) => `${kind} ${adId}`);
}

/** Ids and headlines of the stored ads that are published. */
export async function storedAds({ dataSource }: Database): Promise<Record<string, string>> {
  const rows: { id: string; headline: string }[] = await dataSource.query(
    `SELECT "id", "ad"->>'headline' AS "headline" FROM "job_ad" WHERE "removedAt" IS NULL ORDER BY "id"`,
  );
  return Object.fromEntries(rows.map(({ id, headline }) => [id, headline]));
}
