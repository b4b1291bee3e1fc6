import { EventEmitter, once } from 'node:events';
import type { Database } from '../database/database.ts';
import { minutes } from '../upstream/time.ts';
import { readState, type StreamState } from './stream-state.ts';

/** Notifies every replica that something has been written. */
const channel = 'job_ads_changed';
/** The stream is read every minute; after this long without success the stored ads are stale. */
const FRESH_FOR = minutes(10);

/** How far the stream has been followed, in memory in every replica. */
export class StreamStatus {
  private state: StreamState | null = null;
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private stopListening: (() => Promise<void>) | null = null;
  private refreshing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  async open(): Promise<void> {
    this.stopListening = await this.database.listen(channel, () => {
      // If the database fails, the next notification refreshes the state.
      this.refresh().catch(() => undefined);
    });
    await this.refresh();
  }

  async close(): Promise<void> {
    await this.stopListening?.();
  }

  /** Notifies all replicas, this one included. */
  announce(): Promise<void> {
    return this.database.notify(channel, '');
  }

  get current(): StreamState | null {
    return this.state;
  }

  /** Whether the source answered within the last ten minutes; a time far in the future is of a clock that was set since. */
  isFresh(now: number): boolean {
    const checkedAt = this.state?.checkedAt;
    return Boolean(checkedAt && Math.abs(now - checkedAt.getTime()) < FRESH_FOR);
  }

  /** Resolves when there are events after this one, or when the signal is aborted. */
  async waitForEventAfter(tip: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (this.state?.tip ?? 0) <= tip)
      await once(this.changes, 'change', { signal }).catch(() => undefined);
  }

  /** Reads the state again. One query at a time, so that an older answer never replaces a newer one. */
  refresh(): Promise<void> {
    const reading = this.refreshing.then(async () => {
      this.state = await readState(this.database.dataSource);
      this.changes.emit('change');
    });
    this.refreshing = reading.catch(() => undefined);
    return reading;
  }
}
