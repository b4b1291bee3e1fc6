import type { Logger } from '../logger.ts';
import { type Meter, silentMeter, type Tier } from '../meter.ts';
import { nextPublication, type PublicationHour } from '../publication.ts';
import type { Fetched, Kept, Question } from '../request.ts';
import { type Clock, days, OVER, seconds } from '../time.ts';
import type { LastGoodStore, StoredAnswer } from './last-good.ts';
import type { SharedStore } from './shared.ts';

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
  shared?: SharedStore | null;
  lastGood: LastGoodStore | null;
  /** Ends freshness at the hour at which the source publishes. */
  publishesAt?: PublicationHour | undefined;
  clock: Clock;
  logger: Logger;
  meter?: Meter;
}

/** Where the good answers of one source are kept: in the process, then where replicas share, then where it outlives them. */
export class Shelf {
  private reached = false;

  constructor(private readonly settings: ShelfSettings) {}

  async get(question: Question): Promise<Kept | null> {
    const { memory, clock, sourceId, meter = silentMeter } = this.settings;
    const [kept, tier] = await this.find(question);
    // A 404 is never shown in the place of a failure, so it is of no use once it is no longer fresh.
    const until = kept?.found ? kept.usableUntil : kept?.freshUntil;
    if (!kept || until === undefined || clock.now() >= until) {
      memory.delete(question.key);
      meter.lookedUp(sourceId, 'none', 'none');
      return null;
    }
    meter.lookedUp(sourceId, tier, clock.now() < kept.freshUntil ? 'fresh' : 'stale');
    return kept;
  }

  /** What another replica has put on the shared shelf since; null when there is no news. */
  async newer(question: Question, since: number): Promise<Kept | null> {
    const kept = await this.fromShared(question, question.held ?? null);
    if (!kept) return null;
    return this.settings.clock.now() < kept.freshUntil || kept.retrievedAt >= since ? kept : null;
  }

  /** Keeps what was fetched; `held` is what a 304 confirms. */
  put(question: Question, { reply, value, dropped }: Fetched, held: Kept | null): Kept | null {
    this.noteReached();
    const lifetime = reply.maxAge ?? question.freshFor;
    const found = reply.outcome !== 'absent';
    const freshFor = Math.min(lifetime, found ? question.usableFor : LONGEST_ABSENCE);
    const dates = {
      retrievedAt: reply.receivedAt,
      freshUntil: this.beforeNews(reply.receivedAt, reply.receivedAt + freshFor),
      usableUntil: reply.receivedAt + question.usableFor,
    };
    if (reply.outcome === 'unchanged') {
      if (!held) return null;
      return this.keep(question, { ...held, ...dates, etag: reply.etag ?? held.etag });
    }
    const { body, contentType, etag, lastModified } = reply;
    const kept: Kept = { value, dropped, found, ...dates, etag, lastModified, body, contentType };
    if (reply.noStore || !question.keep) {
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

  /** Waits until what was kept is stored. */
  async settle(): Promise<void> {
    await this.settings.lastGood?.flush();
  }

  private keep(question: Question, kept: Kept): Kept {
    this.settings.memory.put(question.key, kept);
    if (!kept.found) return kept;
    const stored = toStored(kept);
    this.settings.shared?.put(question.key, stored);
    this.write(question.key, stored);
    return kept;
  }

  private async find(question: Question): Promise<[Kept | null, Tier]> {
    const own = this.settings.memory.get(question.key);
    if (own && this.settings.clock.now() < own.freshUntil) return [own, 'memory'];
    const other = await this.fromShared(question, own);
    if (other) return [other, 'shared'];
    return own ? [own, 'memory'] : [await this.fromStore(question), 'database'];
  }

  /** An answer of another replica that is newer than our own. */
  private async fromShared(question: Question, own: Kept | null): Promise<Kept | null> {
    const stored = await this.settings.shared?.get(question.key);
    if (!stored || (own && stored.retrievedAt.getTime() <= own.retrievedAt)) return null;
    return this.read(question, stored);
  }

  private async fromStore(question: Question): Promise<Kept | null> {
    const stored = await this.patiently((store) => store.get(question.key));
    return stored && this.read(question, stored);
  }

  private read(question: Question, stored: StoredAnswer): Kept | null {
    if (stored.usableUntil.getTime() <= this.settings.clock.now()) return null;
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

  private beforeNews(receivedAt: number, freshUntil: number): number {
    const { publishesAt } = this.settings;
    return publishesAt ? Math.min(freshUntil, nextPublication(publishesAt, receivedAt)) : freshUntil;
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
    this.settings.lastGood?.put(key, this.settings.sourceId, answer);
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
    done.abort(OVER);
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
