import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { DatabaseUnavailable } from '../database/database-error.ts';
import { ChangeFollower } from '../sources/changes/change-follower.ts';
import { DELAY, SpanFeed } from '../sources/jobstream/span-feed.ts';
import type { AdChange, JobStreamOperations } from '../sources/kinds/job-stream.ts';
import { SourceError } from '../upstream/errors.ts';
import { Ledger } from '../upstream/ledger.ts';
import type { Logger } from '../upstream/logger.ts';
import { type Clock, days, hours, minutes } from '../upstream/time.ts';
import { AdChangeStore } from './ad-change-store.ts';
import { deleteOld, removeExpired, skipEventNumber } from './ad-writer.ts';
import { SnapshotLoader } from './snapshot-loader.ts';
import { LostLease, StreamLease } from './stream-lease.ts';
import { type StreamState, writeState } from './stream-state.ts';

/** Days that what is left of ads is stored. */
export interface AdRetention {
  events: number;
  removedAds: number;
}

export interface FollowerSettings {
  database: DataSource;
  stream: JobStreamOperations;
  /** Stores every ad: loads the snapshot, and follows also while nobody listens. */
  storesAll: boolean;
  /** Whether somebody listens to events. */
  isWanted(): boolean;
  /** Called with the ids of ads that are gone, so that other stored copies are deleted. */
  onRemoved(ids: readonly string[]): Promise<void>;
  /** Days that events, and the ids of removed ads, are stored. */
  retention?: AdRetention;
  /** Called after every step that has written something. */
  onProgress(): Promise<void>;
  clock: Clock;
  logger: Logger;
  /** Identifies this replica; random by default. */
  replica?: string;
  /** Milliseconds after which another replica takes over from one that has died. */
  lease?: number;
}

/** The provider asks for about one request a minute. */
const POLL_EVERY = minutes(1);
/** The stream may no longer report older changes: after a longer absence a snapshot is loaded. */
const MAX_GAP = days(2);
/** By how much the clocks of replicas may differ. */
const CLOCK_TOLERANCE = minutes(10);
/** Renewed at every step; when a replica dies, another one follows the stream after this time. */
const LEASE = minutes(3);
/** A bound on one walk; each span has a time-out of its own. */
const CATCH_UP = hours(1);
const DEFAULT_RETENTION: AdRetention = { events: 7, removedAds: 30 };

/**
 * Follows JobStream into the database: a snapshot where all ads are stored, then every change. One of several replicas
 * follows. Changes and position are written together, so a restart loses no change and reports none twice.
 */
export class Follower {
  private readonly stopping = new AbortController();
  private readonly lease: StreamLease;
  private readonly snapshots: SnapshotLoader;
  private readonly changes: ChangeFollower<AdChange>;
  private wake: AbortController | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly settings: FollowerSettings) {
    const { database, stream, clock, logger, onProgress, onRemoved, replica = randomUUID() } = settings;
    const lease = new StreamLease(database, replica, settings.lease ?? LEASE);
    this.lease = lease;
    this.snapshots = new SnapshotLoader({ stream, lease, clock, logger, onProgress, onRemoved });
    this.changes = new ChangeFollower({
      sourceId: 'jobstream',
      feed: new SpanFeed(stream, clock),
      store: new AdChangeStore({ database, lease, clock, onProgress, onRemoved }),
      clock,
    });
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Polls at once instead of at the next minute, since somebody has begun to listen. */
  pollNow(): void {
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
      // Made before the step, so that `pollNow` during the step ends the sleep after it.
      this.wake = new AbortController();
      await this.step().catch((error: unknown) => {
        if (error instanceof LostLease || this.stopping.signal.aborted) return;
        // The database logs its own failures.
        if (error instanceof DatabaseUnavailable) return;
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn(
          { source: 'jobstream', reason },
          'the stream of ads could not be followed; it is tried again in a minute',
        );
      });
      if (this.stopping.signal.aborted) return;
      await clock.sleep(POLL_EVERY, this.wake.signal);
    }
  }

  /** Does what is due now; nothing while another replica follows, or while nobody listens and ads are not stored. */
  async step(): Promise<void> {
    const { storesAll, isWanted } = this.settings;
    if (!storesAll && !isWanted()) return this.lease.giveUp();
    if (!(await this.lease.take())) return;
    const { wholeAt } = await this.setStart();
    if (storesAll && this.snapshots.isDue(wholeAt))
      await this.snapshots.load(wholeAt !== null, this.stopping.signal);
    await this.catchUp();
    await this.cleanUp();
  }

  /** Sets the start of the changes: the stored position, or now when that is too old. */
  private setStart(): Promise<Pick<StreamState, 'wholeAt'>> {
    return this.lease.write(async (manager, state) => {
      const now = this.settings.clock.wall();
      const gap = state.until && now - state.until.getTime();
      // A position in the future was written before the machine's clock was set back: what it covers is not known.
      if (gap !== null && gap >= -CLOCK_TOLERANCE && gap <= MAX_GAP) return state;
      const until = new Date(now - DELAY - POLL_EVERY);
      // The log lacks the events in between, so cursors from before must be refused.
      const restart = state.until ? { wholeAt: null, sweptTo: await skipEventNumber(manager) } : {};
      await writeState(manager, { until, ...restart });
      return { wholeAt: null };
    });
  }

  /** Reads the changes up to a minute ago. */
  private async catchUp(): Promise<void> {
    const { clock } = this.settings;
    const call = { signal: this.stopping.signal, deadline: clock.now() + CATCH_UP, ledger: new Ledger() };
    await this.changes.catchUp(call).catch((error: unknown) => {
      // After a long absence there are more spans than the budget of a minute allows: the next step continues.
      if (error instanceof SourceError && error.code === 'SOURCE_RATE_LIMITED') return;
      throw error;
    });
  }

  private async cleanUp(): Promise<void> {
    const { clock, onProgress, onRemoved, retention = DEFAULT_RETENTION } = this.settings;
    const now = clock.wall();
    const removed = await this.lease.write(async (manager, { sweptTo }) => {
      const expired = await removeExpired(manager, new Date(now));
      const before = {
        eventsBefore: new Date(now - days(retention.events)),
        adsBefore: new Date(now - days(retention.removedAds)),
      };
      const swept = await deleteOld(manager, before);
      if (swept > sweptTo) await writeState(manager, { sweptTo: swept });
      return expired;
    });
    if (removed.length === 0) return;
    await onRemoved(removed);
    await onProgress();
  }
}
