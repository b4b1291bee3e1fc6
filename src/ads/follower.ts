import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { DataState } from '../entities/provenance.ts';
import type { AdChange, JobStreamOperations } from '../sources/kinds/job-stream.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { Ledger } from '../upstream/ledger.ts';
import type { Logger } from '../upstream/logger.ts';
import { type Clock, days, hours, minutes, seconds } from '../upstream/time.ts';
import {
  countKept,
  forget,
  removeExpired,
  removeSamples,
  removeUnseen,
  skipNumber,
  writeArrival,
} from './ad-writer.ts';
import {
  asLeader,
  giveUpLease,
  LostLease,
  readState,
  type StreamState,
  takeLease,
  writeState,
} from './stream-state.ts';

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
/** Changes of the minute that runs may still come. */
const LAG = minutes(1);
/** Spans overlap, since a change may become visible a little late. */
const OVERLAP = minutes(5);
const LEAST_SPAN = seconds(30);
const LONGEST_SPAN = hours(3);
/** Changes older than that may no longer be told: what was missed is read from a snapshot. */
const LONGEST_GAP = days(2);
/** So often everything is compared anew, for what the stream may have failed to tell. */
const SNAPSHOT_EVERY = days(7);
/** A snapshot may have been made a while before it was asked for: the changes since then are read once more. */
const SNAPSHOT_AGE = hours(1);
/** A snapshot in which more than this share of the known ads is missing is not believed. */
const MOST_GONE = 0.5;
const FIRST_PAUSE = minutes(5);
const LONGEST_PAUSE = hours(2);
/** Renewed at every step; a replica that dies is followed by another one after it. */
const LEASE = minutes(3);
const KEEP_EVENTS = days(7);
const KEEP_GONE = days(30);

/**
 * Follows JobStream into the database: a snapshot where all ads are kept, then every change. Of several replicas one
 * follows. What was read is in the database with how far it was read, so that a restart loses and doubles nothing.
 */
export class Follower {
  private readonly id: string;
  private readonly stopping = new AbortController();
  private wake: AbortController | null = null;
  private running: Promise<void> | null = null;
  private snapshotPause = 0;
  private nextSnapshot = 0;

  constructor(private readonly settings: FollowerSettings) {
    this.id = settings.replica ?? randomUUID();
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
    await giveUpLease(this.settings.database, this.id).catch(() => undefined);
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
    const { database, keepsAll, isWanted } = this.settings;
    if (!keepsAll && !isWanted()) return giveUpLease(database, this.id);
    if (!(await this.lead())) return;
    const { wholeAt } = await this.begin();
    if (keepsAll && this.isSnapshotDue(wholeAt)) await this.load(wholeAt !== null);
    await this.catchUp();
    await this.tidy();
  }

  private lead(): Promise<boolean> {
    const { database, lease = LEASE } = this.settings;
    return takeLease(database, this.id, lease);
  }

  /** Where the changes begin: where they were left, or now when that was too long ago. */
  private begin(): Promise<Pick<StreamState, 'wholeAt'>> {
    return this.write(async (manager, state) => {
      const now = this.settings.clock.now();
      if (state.until && now - state.until.getTime() <= LONGEST_GAP) return state;
      const until = new Date(now - LAG - POLL_EVERY);
      // What happened in between is not in the log: whoever stands before it must be told, not left to miss it.
      const anew = state.until ? { until, wholeAt: null, sweptTo: await skipNumber(manager) } : { until };
      await writeState(manager, anew);
      return { wholeAt: null };
    });
  }

  private isSnapshotDue(wholeAt: Date | null): boolean {
    const now = this.settings.clock.now();
    if (now < this.nextSnapshot) return false;
    return wholeAt === null || now - wholeAt.getTime() >= SNAPSHOT_EVERY;
  }

  /** Loads everything. A part that came is true and stays; only the end tells what is gone. */
  private async load(wasWhole: boolean): Promise<void> {
    const { stream, clock, logger } = this.settings;
    const startedAt = this.now();
    const snapshot = await this.write(async (manager, { snapshots }) => {
      await writeState(manager, { snapshots: snapshots + 1 });
      return snapshots + 1;
    });
    const take = async (changes: AdChange[]) => {
      if (!(await this.lead())) throw new LostLease('another replica follows the stream');
      const arrival = { changes, retrievedAt: startedAt, isSample: false, snapshot, newSince: null };
      await this.write((manager) => writeArrival(manager, { ...arrival, tells: wasWhole }));
      // The embedded database answers within the same turn, and whoever else waits would not get one.
      await turn();
    };
    try {
      const { items, dropped, unread } = await stream.snapshot(take, this.call(hours(1)));
      if (items === 0) throw bad('sent a snapshot without any ad');
      const gone = await this.write(async (manager) => {
        await removeSamples(manager);
        const until = new Date(startedAt.getTime() - SNAPSHOT_AGE);
        const end = { snapshot, at: startedAt, knownSince: until, unread, tells: wasWhole };
        const kept = await countKept(manager);
        // An ad that nobody can tell the id of may be any of those that were not seen.
        const removed = dropped > unread.length ? 0 : await removeUnseen(manager, end);
        if (wasWhole && removed > kept * MOST_GONE)
          throw bad(`sent a snapshot that lacks ${removed} of the ${kept} ads that are known`);
        await writeState(manager, { wholeAt: startedAt, until, checkedAt: startedAt });
        return removed;
      });
      const milliseconds = clock.now() - startedAt.getTime();
      logger.info({ ads: items, dropped, gone, milliseconds }, 'all ads have been loaded');
      this.snapshotPause = 0;
      await this.settings.onProgress();
    } catch (error) {
      if (error instanceof LostLease || this.stopping.signal.aborted) throw error;
      // Also when it was the database that failed: the source is not asked for everything again every minute.
      this.snapshotPause = Math.min(LONGEST_PAUSE, this.snapshotPause * 2 || FIRST_PAUSE);
      this.nextSnapshot = clock.now() + this.snapshotPause;
      if (!(error instanceof SourceError)) throw error;
      const facts = { reason: error.message, againInSeconds: this.snapshotPause / 1000 };
      logger.warn(facts, 'the snapshot of all ads did not come whole; what is known is followed on');
    }
  }

  /** Reads the changes up to a minute ago, in spans that an answer can hold. */
  private async catchUp(): Promise<void> {
    const { database, stream } = this.settings;
    for (;;) {
      const state = await readState(database);
      const end = this.settings.clock.now() - LAG;
      // However often somebody begins to listen, the source is not asked more often for it.
      if (!state?.until || end - state.until.getTime() < LEAST_SPAN) return;
      const to = new Date(Math.min(end, state.until.getTime() + LONGEST_SPAN));
      const from = new Date(state.until.getTime() - OVERLAP);
      const told = await stream.changes({ from, to }, this.call(minutes(5))).catch((error: unknown) => {
        // After a long absence there is more to ask than a minute allows: the next one goes on.
        if (error instanceof SourceError && error.code === 'SOURCE_RATE_LIMITED') return null;
        throw error;
      });
      if (!told) return;
      const { changes, provenance } = told;
      if (!(await this.lead())) throw new LostLease('another replica follows the stream');
      await this.take(changes, { from, to, isSample: provenance.state === DataState.SAMPLE });
      await this.settings.onProgress();
      if (this.stopping.signal.aborted) return;
    }
  }

  private async take(
    changes: readonly AdChange[],
    { from, to, isSample }: { from: Date; to: Date; isSample: boolean },
  ): Promise<void> {
    const retrievedAt = this.now();
    await this.write(async (manager, state) => {
      if (!isSample) await removeSamples(manager);
      const newSince = state.wholeAt === null ? from : null;
      await writeArrival(manager, { changes, retrievedAt, isSample, snapshot: null, newSince, tells: true });
      await writeState(manager, { until: to, checkedAt: retrievedAt });
    });
  }

  private async tidy(): Promise<void> {
    const now = this.settings.clock.now();
    const gone = await this.write(async (manager, { sweptTo }) => {
      const removed = await removeExpired(manager, new Date(now));
      const before = { eventsBefore: new Date(now - KEEP_EVENTS), adsBefore: new Date(now - KEEP_GONE) };
      const swept = await forget(manager, before);
      if (swept > sweptTo) await writeState(manager, { sweptTo: swept });
      return removed;
    });
    if (gone > 0) await this.settings.onProgress();
  }

  private write<T>(work: Parameters<typeof asLeader<T>>[2]): Promise<T> {
    return asLeader(this.settings.database, this.id, work);
  }

  private now(): Date {
    return new Date(this.settings.clock.now());
  }

  private call(milliseconds: number): Call {
    const deadline = this.settings.clock.now() + milliseconds;
    return { signal: this.stopping.signal, deadline, ledger: new Ledger() };
  }
}

const bad = (detail: string): SourceError => new SourceError('jobstream', 'SOURCE_BAD_RESPONSE', detail);
