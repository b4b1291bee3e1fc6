import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ChangeFollower } from '../sources/changes/change-follower.ts';
import { DELAY, SpanFeed } from '../sources/jobstream/span-feed.ts';
import type { AdChange, JobStreamOperations } from '../sources/source.ts';
import { SourceError } from '../upstream/errors.ts';
import { Ledger } from '../upstream/ledger.ts';
import type { Logger } from '../upstream/logger.ts';
import { type Clock, days, hours, minutes } from '../upstream/time.ts';
import { AdChangeStore } from './ad-change-store.ts';
import { forget, removeExpired, skipNumber } from './ad-writer.ts';
import { SnapshotLoader } from './snapshot-loader.ts';
import { LostLease, StreamLease } from './stream-lease.ts';
import { type StreamState, writeState } from './stream-state.ts';

export interface FollowerSettings {
  database: DataSource;
  stream: JobStreamOperations;
  /** Keeps every ad: loads the snapshot, and follows also while nobody listens. */
  keepsAll: boolean;
  /** Whether somebody listens to events. */
  isWanted(): boolean;
  /** Is told after every step that has written something. */
  onProgress(): Promise<void>;
  clock: Clock;
  logger: Logger;
  /** Names this replica to the others; made up where it is not given. */
  replica?: string;
  /** Milliseconds after which another replica goes on in the place of one that has died. */
  lease?: number;
}

/** The provider asks for about one question a minute. */
const POLL_EVERY = minutes(1);
/** Changes older than that may no longer be told: what was missed is read from a snapshot. */
const LONGEST_GAP = days(2);
/** Renewed at every step; a replica that dies is followed by another one after it. */
const LEASE = minutes(3);
/** A bound on one walk; each span has a time-out of its own. */
const CATCH_UP = hours(1);
const KEEP_EVENTS = days(7);
const KEEP_GONE = days(30);

/**
 * Follows JobStream into the database: a snapshot where all ads are kept, then every change. Of several replicas one
 * follows. What was read is in the database with how far it was read, so that a restart loses and doubles nothing.
 */
export class Follower {
  private readonly stopping = new AbortController();
  private readonly lease: StreamLease;
  private readonly snapshots: SnapshotLoader;
  private readonly changes: ChangeFollower<AdChange>;
  private wake: AbortController | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly settings: FollowerSettings) {
    const { database, stream, clock, logger, onProgress, replica = randomUUID() } = settings;
    const lease = new StreamLease(database, replica, settings.lease ?? LEASE);
    this.lease = lease;
    this.snapshots = new SnapshotLoader({ stream, lease, clock, logger, onProgress });
    this.changes = new ChangeFollower({
      feed: new SpanFeed(stream, clock),
      store: new AdChangeStore({ database, lease, clock, onProgress }),
      clock,
    });
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Looks at once instead of at the next minute: somebody has begun to listen. */
  hurry(): void {
    this.wake?.abort();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake?.abort();
    await this.running;
    await this.lease.giveUp().catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { clock, logger } = this.settings;
    while (!this.stopping.signal.aborted) {
      // Made before the step, so that a wish that comes while it runs is not lost.
      this.wake = new AbortController();
      await this.step().catch((error: unknown) => {
        if (error instanceof LostLease || this.stopping.signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn(
          { source: 'jobstream', reason },
          'the stream of ads could not be followed; tried again soon',
        );
      });
      if (this.stopping.signal.aborted) return;
      await clock.sleep(POLL_EVERY, this.wake.signal);
    }
  }

  /** Does what is due now; nothing while another replica follows, or while nobody needs it. */
  async step(): Promise<void> {
    const { keepsAll, isWanted } = this.settings;
    if (!keepsAll && !isWanted()) return this.lease.giveUp();
    if (!(await this.lease.take())) return;
    const { wholeAt } = await this.begin();
    if (keepsAll && this.snapshots.isDue(wholeAt))
      await this.snapshots.load(wholeAt !== null, this.stopping.signal);
    await this.catchUp();
    await this.tidy();
  }

  /** Where the changes begin: where they were left, or now when that was too long ago. */
  private begin(): Promise<Pick<StreamState, 'wholeAt'>> {
    return this.lease.write(async (manager, state) => {
      const now = this.settings.clock.now();
      if (state.until && now - state.until.getTime() <= LONGEST_GAP) return state;
      const until = new Date(now - DELAY - POLL_EVERY);
      // What happened in between is not in the log: whoever stands before it must be told, not left to miss it.
      const anew = state.until ? { until, wholeAt: null, sweptTo: await skipNumber(manager) } : { until };
      await writeState(manager, anew);
      return { wholeAt: null };
    });
  }

  /** Reads the changes up to a minute ago. */
  private async catchUp(): Promise<void> {
    const { clock } = this.settings;
    const call = { signal: this.stopping.signal, deadline: clock.now() + CATCH_UP, ledger: new Ledger() };
    await this.changes.catchUp(call).catch((error: unknown) => {
      // After a long absence there is more to ask than a minute allows: the next one goes on.
      if (error instanceof SourceError && error.code === 'SOURCE_RATE_LIMITED') return;
      throw error;
    });
  }

  private async tidy(): Promise<void> {
    const { clock, onProgress } = this.settings;
    const now = clock.now();
    const gone = await this.lease.write(async (manager, { sweptTo }) => {
      const removed = await removeExpired(manager, new Date(now));
      const before = { eventsBefore: new Date(now - KEEP_EVENTS), adsBefore: new Date(now - KEEP_GONE) };
      const swept = await forget(manager, before);
      if (swept > sweptTo) await writeState(manager, { sweptTo: swept });
      return removed;
    });
    if (gone > 0) await onProgress();
  }
}
