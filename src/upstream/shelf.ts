import type { LastGoodStore, StoredAnswer } from './last-good.ts';
import type { Logger } from './logger.ts';
import type { Fetched, Question } from './policy.ts';
import { type Clock, days, seconds } from './time.ts';

/** A good answer that is kept, and until when it may be used. */
export interface Kept {
  readonly value: unknown;
  readonly dropped: number;
  readonly found: boolean;
  readonly retrievedAt: number;
  readonly freshUntil: number;
  readonly usableUntil: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly body: string;
  readonly contentType: string;
}

/** Decoded answers of all sources, bounded by their size, the least lately used forgotten first. */
export class Memory {
  private readonly entries = new Map<string, Kept>();
  private size = 0;

  /** `bytes` bounds the wire text held; decoded values take about as much again. */
  constructor(private readonly bytes: number) {}

  get(key: string): Kept | null {
    const kept = this.entries.get(key);
    if (!kept) return null;
    this.entries.delete(key);
    this.entries.set(key, kept);
    return kept;
  }

  put(key: string, kept: Kept): void {
    this.delete(key);
    this.entries.set(key, kept);
    this.size += sizeOf(kept);
    for (const oldest of this.entries.keys()) {
      if (this.size <= this.bytes) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const kept = this.entries.get(key);
    if (!kept) return;
    this.entries.delete(key);
    this.size -= sizeOf(kept);
  }
}

const sizeOf = (kept: Kept): number => kept.body.length * 2 + 500;

/** A slow store must not hold up a question that the source could answer. */
const PATIENCE_WITH_STORE = 250;
/** How long "there is no such thing" is believed at most. */
const LONGEST_ABSENCE = seconds(60);

interface ShelfSettings {
  sourceId: string;
  memory: Memory;
  lastGood: LastGoodStore | null;
  clock: Clock;
  logger: Logger;
}

/** Where the good answers of one source are kept: in the process, and below it in the store that outlives it. */
export class Shelf {
  private reached = false;
  private readonly pending = new Set<Promise<void>>();

  constructor(private readonly settings: ShelfSettings) {}

  async get(question: Question): Promise<Kept | null> {
    const { memory, clock } = this.settings;
    const kept = memory.get(question.key) ?? (await this.fromStore(question));
    if (!kept) return null;
    // A 404 is never shown in the place of a failure, so it is of no use once it is no longer fresh.
    const until = kept.found ? kept.usableUntil : kept.freshUntil;
    if (clock.now() < until) return kept;
    memory.delete(question.key);
    return null;
  }

  /** Keeps what was fetched; `held` is what a 304 confirms. */
  put(question: Question, { reply, value, dropped }: Fetched, held: Kept | null): Kept | null {
    this.noteReached();
    const lifetime = reply.maxAge ?? question.freshFor;
    const found = reply.outcome !== 'absent';
    const freshFor = Math.min(lifetime, found ? question.usableFor : LONGEST_ABSENCE);
    const dates = {
      retrievedAt: reply.receivedAt,
      freshUntil: reply.receivedAt + freshFor,
      usableUntil: reply.receivedAt + question.usableFor,
    };
    if (reply.outcome === 'unchanged') {
      if (!held) return null;
      return this.keep(question, { ...held, ...dates, etag: reply.etag ?? held.etag });
    }
    const { body, contentType, etag, lastModified } = reply;
    const kept: Kept = { value, dropped, found, ...dates, etag, lastModified, body, contentType };
    if (reply.noStore) {
      this.settings.memory.delete(question.key);
      return kept;
    }
    return this.keep(question, kept);
  }

  /** Whether the source has ever given a good answer, in this run or in one before. */
  async wasReached(): Promise<boolean> {
    this.reached ||= (await this.patiently((store) => store.get(this.markKey))) !== null;
    return this.reached;
  }

  /** Waits for what is still being written. */
  async settle(): Promise<void> {
    await Promise.all(this.pending);
  }

  private keep(question: Question, kept: Kept): Kept {
    this.settings.memory.put(question.key, kept);
    if (kept.found) this.write(question.key, toStored(kept));
    return kept;
  }

  private async fromStore(question: Question): Promise<Kept | null> {
    const stored = await this.patiently((store) => store.get(question.key));
    if (!stored || stored.usableUntil.getTime() <= this.settings.clock.now()) return null;
    try {
      const { value, dropped } = question.decode(stored.body);
      const kept: Kept = {
        value,
        dropped,
        found: true,
        retrievedAt: stored.retrievedAt.getTime(),
        freshUntil: stored.freshUntil.getTime(),
        usableUntil: stored.usableUntil.getTime(),
        etag: stored.etag,
        lastModified: stored.lastModified,
        body: stored.body,
        contentType: stored.contentType,
      };
      this.settings.memory.put(question.key, kept);
      this.reached = true;
      return kept;
    } catch {
      // Written by another decoder that kept its version: as good as nothing.
      return null;
    }
  }

  private get markKey(): string {
    return `${this.settings.sourceId}:reached`;
  }

  /** From now on no sample stands in for the source. */
  noteReached(): void {
    if (this.reached) return;
    this.reached = true;
    const now = this.settings.clock.now();
    this.write(this.markKey, {
      body: '',
      contentType: 'text/plain',
      retrievedAt: new Date(now),
      freshUntil: new Date(now),
      usableUntil: new Date(now + days(3650)),
      etag: null,
      lastModified: null,
    });
  }

  private write(key: string, answer: StoredAnswer): void {
    const { lastGood, sourceId, logger } = this.settings;
    if (!lastGood) return;
    const written = lastGood
      .put(key, sourceId, answer)
      .catch((error: unknown) => logger.warn({ source: sourceId, err: error }, 'last good answer not stored'))
      .finally(() => this.pending.delete(written));
    this.pending.add(written);
  }

  /** Asks the store, but not for long: without it the answer is only less quick. */
  private async patiently(
    ask: (store: LastGoodStore) => Promise<StoredAnswer | null>,
  ): Promise<StoredAnswer | null> {
    const { lastGood, clock, logger, sourceId } = this.settings;
    if (!lastGood) return null;
    const done = new AbortController();
    const late = clock.sleep(PATIENCE_WITH_STORE, done.signal).then(() => null);
    const asked = ask(lastGood).catch((error: unknown) => {
      logger.warn({ source: sourceId, err: error }, 'last good answers cannot be read');
      return null;
    });
    const stored = await Promise.race([asked, late]);
    done.abort();
    return stored;
  }
}

function toStored(kept: Kept): StoredAnswer {
  return {
    body: kept.body,
    contentType: kept.contentType,
    retrievedAt: new Date(kept.retrievedAt),
    freshUntil: new Date(kept.freshUntil),
    usableUntil: new Date(kept.usableUntil),
    etag: kept.etag,
    lastModified: kept.lastModified,
  };
}
