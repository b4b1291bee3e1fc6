import { EventEmitter, once } from 'node:events';
import type { Database } from '../database/database.ts';
import { lagSince } from '../sources/changes/change-follower.ts';
import { minutes } from '../upstream/time.ts';
import { readState, type StreamState } from './stream-state.ts';

/** Tells every replica that something has been written. */
const channel = 'job_ads_changed';
/** The stream is read every minute; after so long something is amiss. */
const FRESH_FOR = minutes(10);

/** How far the stream has been followed, known in every replica without asking the database each time. */
export class StreamStatus {
  private state: StreamState | null = null;
  private readonly news = new EventEmitter().setMaxListeners(0);
  private stopListening: (() => Promise<void>) | null = null;
  private refreshing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  async open(): Promise<void> {
    this.stopListening = await this.database.listen(channel, () => {
      // Without it the next message will do; meanwhile what is known grows old.
      this.refresh().catch(() => undefined);
    });
    await this.refresh();
  }

  async close(): Promise<void> {
    await this.stopListening?.();
  }

  /** Tells all replicas, this one among them. */
  announce(): Promise<void> {
    return this.database.notify(channel, '');
  }

  get current(): StreamState | null {
    return this.state;
  }

  /** Whether all is known that happened up to a few minutes ago. */
  isFresh(now: number): boolean {
    return lagSince(this.state?.checkedAt ?? null, now) < FRESH_FOR;
  }

  /** Resolves when there are events behind this one, or when the signal is aborted. */
  async beyond(tip: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (this.state?.tip ?? 0) <= tip)
      await once(this.news, 'news', { signal }).catch(() => undefined);
  }

  /** Reads it anew. One reading after the other, or an older answer could take the place of a newer one. */
  refresh(): Promise<void> {
    const reading = this.refreshing.then(async () => {
      this.state = await readState(this.database.dataSource);
      this.news.emit('news');
    });
    this.refreshing = reading.catch(() => undefined);
    return reading;
  }
}
