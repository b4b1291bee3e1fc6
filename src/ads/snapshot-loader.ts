import { setImmediate as turn } from 'node:timers/promises';
import type { AdChange, JobStreamOperations } from '../sources/kinds/job-stream.ts';
import { SourceError } from '../upstream/errors.ts';
import { Ledger } from '../upstream/ledger.ts';
import type { Logger } from '../upstream/logger.ts';
import { type Clock, days, hours, minutes } from '../upstream/time.ts';
import { countPublished, removeSamples, removeUnseen, writeChanges } from './ad-writer.ts';
import { LostLease, type StreamLease } from './stream-lease.ts';
import { writeState } from './stream-state.ts';

interface SnapshotLoaderSettings {
  stream: JobStreamOperations;
  lease: StreamLease;
  clock: Clock;
  logger: Logger;
  /** Called with the ids of ads that are gone. */
  onRemoved(ids: readonly string[]): Promise<void>;
  /** Called after a snapshot that was loaded to its end. */
  onProgress(): Promise<void>;
}

interface Run {
  /** Its number. */
  snapshot: number;
  startedAt: Date;
  wasWhole: boolean;
}

/** All ads are compared this often, in case the stream failed to report a change. */
const SNAPSHOT_EVERY = days(7);
/** A snapshot may have been made this long before it was requested: the changes since then are read again. */
const SNAPSHOT_AGE = hours(1);
/** A snapshot that lacks more than this share of the stored ads is rejected. */
const MAX_MISSING_SHARE = 0.5;
const FIRST_PAUSE = minutes(5);
const MAX_PAUSE = hours(2);
const TIMEOUT = hours(1);

/** Loads snapshots of all ads into the database, and removes stored ads that they lack. */
export class SnapshotLoader {
  private pause = 0;
  private notBefore = 0;

  constructor(private readonly settings: SnapshotLoaderSettings) {}

  /** Whether a snapshot is due; `wholeAt` is the time of the last complete one. */
  isDue(wholeAt: Date | null): boolean {
    const { clock } = this.settings;
    if (clock.now() < this.notBefore) return false;
    return wholeAt === null || clock.wall() - wholeAt.getTime() >= SNAPSHOT_EVERY;
  }

  /** Loads a snapshot. Ads of an incomplete one are stored; only a complete one removes ads. */
  async load(wasWhole: boolean, signal: AbortSignal): Promise<void> {
    const { lease, clock, logger, onProgress } = this.settings;
    const startedAt = new Date(clock.wall());
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
      // Also when the database failed: otherwise the whole snapshot would be requested again every minute.
      this.pause = Math.min(MAX_PAUSE, this.pause * 2 || FIRST_PAUSE);
      this.notBefore = clock.now() + this.pause;
      if (!(error instanceof SourceError)) throw error;
      const facts = { reason: error.message, againInSeconds: this.pause / 1000 };
      logger.warn(facts, 'the snapshot of all ads was incomplete; the stored ads are still kept up to date');
    }
  }

  private async loadWhole({ snapshot, startedAt, wasWhole }: Run, signal: AbortSignal): Promise<object> {
    const { stream, lease, clock, onRemoved } = this.settings;
    const began = clock.now();
    const store = async (changes: AdChange[]) => {
      await lease.renew();
      const batch = { changes, retrievedAt: startedAt, isSample: false, snapshot, newSince: null };
      await lease.write((manager) => writeChanges(manager, { ...batch, writesEvents: wasWhole }));
      // The embedded database answers within the same turn of the event loop: let other requests run.
      await turn();
    };
    const call = { signal, deadline: clock.now() + TIMEOUT, ledger: new Ledger() };
    const { items, dropped, unread } = await stream.snapshot(store, call);
    if (items === 0) throw bad('sent a snapshot without any ad');
    const removed = await lease.write(async (manager) => {
      await removeSamples(manager);
      const until = new Date(startedAt.getTime() - SNAPSHOT_AGE);
      const end = { snapshot, at: startedAt, knownSince: until, unread, writesEvents: wasWhole };
      const stored = await countPublished(manager);
      // An unreadable ad without an id may be any of the stored ads, so none is removed.
      const missing = dropped > unread.length ? [] : await removeUnseen(manager, end);
      if (wasWhole && missing.length > stored * MAX_MISSING_SHARE)
        throw bad(`sent a snapshot that lacks ${missing.length} of the ${stored} stored ads`);
      await writeState(manager, { wholeAt: startedAt, until, checkedAt: startedAt });
      return missing;
    });
    await onRemoved(removed);
    return { ads: items, dropped, removed: removed.length, milliseconds: clock.now() - began };
  }
}

const bad = (detail: string): SourceError => new SourceError('jobstream', 'SOURCE_BAD_RESPONSE', detail);
