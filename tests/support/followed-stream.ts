import { onTestFinished } from 'vitest';
import { Follower } from '../../src/ads/follower.ts';
import type { Database } from '../../src/database/database.ts';
import { jobstream } from '../../src/sources/jobstream/index.ts';
import type { JobStreamOperations } from '../../src/sources/source.ts';
import type { Call } from '../../src/upstream/call.ts';
import type { Logger } from '../../src/upstream/logger.ts';
import { openUpstream, type UpstreamServices } from '../../src/upstream/upstream.ts';

/** Forgets all ads and how far the stream was followed. */
export async function forgetAds({ dataSource }: Database): Promise<void> {
  await dataSource.query('TRUNCATE "job_ad", "job_ad_event", "job_stream" RESTART IDENTITY');
}

/** What the clock of these tests may do: its time is set, and nothing sleeps on it. */
export class HandClock {
  constructor(public time: number) {}
  now = (): number => this.time;
  sleep = async (): Promise<void> => {};
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

/** One replica's follower, stepped by hand; its client goes by the machine's clock, as a real one does. */
export function followerOf(database: Database, settings: Settings): Follower {
  const {
    url,
    clock,
    storesAll = true,
    isWanted = () => true,
    onProgress = async () => {},
    mode = 'live',
  } = settings;
  const patient = { ...jobstream, budget: { limit: 1_000_000, windowSeconds: 1 } };
  const upstream = openUpstream(patient, { mode, userAgent: 'test', baseUrl: url });
  onTestFinished(() => upstream.close());
  const logger = settings.logger ?? { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const real = jobstream.open(upstream);
  const soon = (call: Call): Call => ({ ...call, deadline: Date.now() + 10_000 });
  const stream: JobStreamOperations = {
    changes: (span, call) => real.changes(span, soon(call)),
    snapshot: (take, call) => real.snapshot(take, soon(call)),
  };
  return new Follower({
    database: database.dataSource,
    stream,
    storesAll,
    isWanted,
    onProgress,
    clock,
    logger,
  });
}

/** What was told so far, in order: `PUBLISHED 1`. */
export async function told({ dataSource }: Database): Promise<string[]> {
  const rows: { kind: string; adId: string }[] = await dataSource.query(
    'SELECT "kind", "adId" FROM "job_ad_event" ORDER BY "seq"',
  );
  return rows.map(({ kind, adId }) => `${kind} ${adId}`);
}

/** Ids and headlines of what is kept as published. */
export async function keptAds({ dataSource }: Database): Promise<Record<string, string>> {
  const rows: { id: string; headline: string }[] = await dataSource.query(
    `SELECT "id", "ad"->>'headline' AS "headline" FROM "job_ad" WHERE "removedAt" IS NULL ORDER BY "id"`,
  );
  return Object.fromEntries(rows.map(({ id, headline }) => [id, headline]));
}
