import { setImmediate as turn } from 'node:timers/promises';
import type { AdChange, JobStreamOperations } from '../sources/source.ts';
import { SourceError } from '../upstream/errors.ts';
import { Ledger } from '../upstream/ledger.ts';
import type { Logger } from '../upstream/logger.ts';
import { type Clock, days, hours, minutes } from '../upstream/time.ts';
import { countKept, removeSamples, removeUnseen, writeArrival } from './ad-writer.ts';
import { LostLease, type StreamLease } from './stream-lease.ts';
import { writeState } from './stream-state.ts';

interface SnapshotLoaderSettings {
  stream: JobStreamOperations;
  lease: StreamLease;
  clock: Clock;
  logger: Logger;
  /** Called after a snapshot that was loaded to its end. */
  onProgress(): Promise<void>;
}

interface Run {
  /** Its number. */
  snapshot: number;
  startedAt: Date;
  wasWhole: boolean;
}

/** So often everything is compared anew, for what the stream may have failed to tell. */
const SNAPSHOT_EVERY = days(7);
/** A snapshot may have been made a while before it was asked for: the changes since then are read once more. */
const SNAPSHOT_AGE = hours(1);
/** A snapshot in which more than this share of the known ads is missing is not believed. */
const MOST_GONE = 0.5;
const FIRST_PAUSE = minutes(5);
const LONGEST_PAUSE = hours(2);
const TIMEOUT = hours(1);

/** Loads snapshots of all ads into the database, and compares them with what is there. */
export class SnapshotLoader {
  private pause = 0;
  private notBefore = 0;

  constructor(private readonly settings: SnapshotLoaderSettings) {}

  /** Whether it is time for a snapshot, for a store that was whole at the time given. */
  isDue(wholeAt: Date | null): boolean {
    const now = this.settings.clock.now();
    if (now < this.notBefore) return false;
    return wholeAt === null || now - wholeAt.getTime() >= SNAPSHOT_EVERY;
  }

  /** Loads everything. A part that came is true and stays; only the end tells what is gone. */
  async load(wasWhole: boolean, signal: AbortSignal): Promise<void> {
    const { lease, clock, logger, onProgress } = this.settings;
    const startedAt = new Date(clock.now());
    const snapshot = await lease.write(async (manager, { snapshots }) => {
      await writeState(manager, { snapshots: snapshots + 1 });
      return snapshots + 1;
    });
    try {
      const facts = await this.loadWhole({ snapshot, startedAt, wasWhole }, signal);
      logger.info(facts, 'all ads have been loaded');
      this.pause = 0;
      await onProgress();
    } catch (error) {
      if (error instanceof LostLease || signal.aborted) throw error;
      // Also when it was the database that failed: the source is not asked for everything again every minute.
      this.pause = Math.min(LONGEST_PAUSE, this.pause * 2 || FIRST_PAUSE);
      this.notBefore = clock.now() + this.pause;
      if (!(error instanceof SourceError)) throw error;
      const facts = { reason: error.message, againInSeconds: this.pause / 1000 };
      logger.warn(facts, 'the snapshot of all ads did not come whole; what is known is followed on');
    }
  }

  private async loadWhole({ snapshot, startedAt, wasWhole }: Run, signal: AbortSignal): Promise<object> {
    const { stream, lease, clock } = this.settings;
    const take = async (changes: AdChange[]) => {
      await lease.renew();
      const arrival = { changes, retrievedAt: startedAt, isSample: false, snapshot, newSince: null };
      await lease.write((manager) => writeArrival(manager, { ...arrival, tells: wasWhole }));
      // The embedded database answers within the same turn, and whoever else waits would not get one.
      await turn();
    };
    const call = { signal, deadline: clock.now() + TIMEOUT, ledger: new Ledger() };
    const { items, dropped, unread } = await stream.snapshot(take, call);
    if (items === 0) throw bad('sent a snapshot without any ad');
    const gone = await lease.write(async (manager) => {
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
    return { ads: items, dropped, gone, milliseconds: clock.now() - startedAt.getTime() };
  }
}

const bad = (detail: string): SourceError => new SourceError('jobstream', 'SOURCE_BAD_RESPONSE', detail);
