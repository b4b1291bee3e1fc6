import { OnceAMinute } from '../../database/once-a-minute.ts';
import type { DataState } from '../../entities/provenance.ts';
import type { Logger } from '../logger.ts';
import { type Meter, silentMeter, type Tier } from '../meter.ts';
import { nextPublication, type PublicationHour } from '../publication.ts';
import type { CachedAnswer, Fetched, SourceAnswer, UpstreamRequest } from '../request.ts';
import { type Clock, days, inTime, seconds } from '../time.ts';
import type { LastGoodStore, StoredAnswer } from './last-good.ts';
import { LateWrites } from './late-writes.ts';
import type { SharedStore } from './shared.ts';

/** Decoded answers of all sources. Their size is bounded; the least recently used goes first. */
export class Memory {
  private readonly entries = new Map<string, CachedAnswer>();
  private size = 0;
  /** The keys of the answers that hold a thing. */
  private readonly holders = new Map<string, Set<string>>();

  /** `bytes` bounds the decoded values, which take about as many bytes as their answers have characters. */
  constructor(
    private readonly bytes: number,
    /** Called when things of a source are gone, or when any may be: then without a source. */
    private readonly onForgotten: (sourceId: string | null, ids: readonly string[]) => void = () => {},
  ) {}

  get(key: string): CachedAnswer | null {
    const answer = this.entries.get(key);
    if (!answer) return null;
    this.entries.delete(key);
    this.entries.set(key, answer);
    return answer;
  }

  /** Whether it holds this very answer, and no newer one. */
  holds(key: string, answer: CachedAnswer): boolean {
    return this.entries.get(key) === answer;
  }

  put(key: string, answer: CachedAnswer): void {
    this.delete(key);
    this.entries.set(key, answer);
    this.size += sizeOf(answer);
    for (const id of answer.ids) {
      const thing = thingOf(key, id);
      const keys = this.holders.get(thing);
      if (keys) keys.add(key);
      else this.holders.set(thing, new Set([key]));
    }
    for (const oldest of this.entries.keys()) {
      if (this.size <= this.bytes) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const answer = this.entries.get(key);
    if (!answer) return;
    this.entries.delete(key);
    this.size -= sizeOf(answer);
    for (const id of answer.ids) {
      const thing = thingOf(key, id);
      const keys = this.holders.get(thing);
      keys?.delete(key);
      if (keys?.size === 0) this.holders.delete(thing);
    }
  }

  /** Deletes every answer that holds a thing that may be gone. */
  forgetThings(): void {
    this.onForgotten(null, []);
    for (const [key, { ids }] of [...this.entries]) if (ids.length > 0) this.delete(key);
  }

  /** Deletes every answer. */
  clear(): void {
    this.onForgotten(null, []);
    for (const key of [...this.entries.keys()]) this.delete(key);
  }

  /** Deletes every answer of a source that holds one of these things. */
  forget(sourceId: string, ids: readonly string[]): void {
    this.onForgotten(sourceId, ids);
    for (const id of ids)
      for (const key of [...(this.holders.get(thingOf(sourceId, id)) ?? [])]) this.delete(key);
  }
}

/** A key begins with the id of its source. */
const thingOf = (key: string, id: string): string => `${key.split(':', 1)[0]}:${id}`;

const sizeOf = (answer: CachedAnswer): number => answer.size + answer.ids.length * 50 + 500;

/** A slow store must not delay a request that the source could answer. */
const STORE_TIMEOUT = 250;
/** A 404 is fresh for at most this long. */
const MAX_ABSENCE = seconds(60);

/** By how much the clocks of replicas may differ. */
const CLOCK_TOLERANCE = seconds(60);

interface CacheStoreSettings {
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

/**
 * Stores the answers of one source in three tiers: in the process, in the store that replicas share, and in the
 * database.
 */
export class CacheStore {
  private reached = false;
  private readonly late = new LateWrites({ onLoss: () => this.noteLoss() });
  private readonly losses = new OnceAMinute();

  constructor(private readonly settings: CacheStoreSettings) {}

  async get(request: UpstreamRequest): Promise<CachedAnswer | null> {
    const { memory, clock, sourceId, meter = silentMeter } = this.settings;
    const [found, tier] = await this.find(request);
    const answer = found && this.inThePast(request, found);
    // A 404 never replaces a failure, so it is of no use once it is no longer fresh.
    const until = answer?.found ? answer.usableUntil : answer?.freshUntil;
    if (!answer || until === undefined || clock.wall() >= until) {
      memory.delete(request.key);
      meter.lookedUp(sourceId, 'none', 'none');
      return null;
    }
    meter.lookedUp(sourceId, tier, this.isFresh(answer) ? 'fresh' : 'stale');
    return answer;
  }

  /** Whether an answer may be served without asking the source. */
  isFresh({ freshUntil, retrievedAt }: CachedAnswer): boolean {
    const now = this.settings.clock.wall();
    return now < freshUntil && retrievedAt <= now + CLOCK_TOLERANCE;
  }

  /**
   * An answer from the future: the machine's clock has been set back since, so its age is not known. It is as if fetched
   * now and no longer fresh: usable, but the source is asked.
   */
  private inThePast(request: UpstreamRequest, answer: CachedAnswer): CachedAnswer {
    const now = this.settings.clock.wall();
    if (answer.retrievedAt <= now + CLOCK_TOLERANCE) return answer;
    return { ...answer, retrievedAt: now, freshUntil: now, usableUntil: now + request.usableFor };
  }

  /** What another replica has put into the shared store since then; null when nothing is newer. */
  async newer(request: UpstreamRequest, since: number): Promise<CachedAnswer | null> {
    const answer = await this.fromShared(request, request.cached ?? null);
    if (!answer) return null;
    return this.isFresh(answer) || answer.retrievedAt >= since ? answer : null;
  }

  /** Reads the texts of an answer that other replicas wait for: it is put into the shared store at once. */
  async prepare(request: UpstreamRequest, value: unknown): Promise<void> {
    if (!this.settings.shared || !request.keep) return;
    await Promise.all(request.unreadIn(value).map((text) => text.inTurn()));
  }

  /** Stores what was fetched. A 304 renews `cached`; null when there is none to renew. */
  put(
    request: UpstreamRequest,
    { reply, value, dropped }: Fetched,
    cached: CachedAnswer | null,
  ): CachedAnswer | null {
    this.noteReached();
    const lifetime = reply.maxAge ?? request.freshFor;
    const found = reply.outcome !== 'absent';
    const freshFor = Math.min(lifetime, found ? request.usableFor : MAX_ABSENCE);
    const dates = {
      retrievedAt: reply.receivedAt,
      freshUntil: this.beforePublication(reply.receivedAt, reply.receivedAt + freshFor),
      usableUntil: reply.receivedAt + request.usableFor,
    };
    if (reply.outcome === 'unchanged') {
      if (!cached) return null;
      return this.renew(request, { ...cached, ...dates, etag: reply.etag ?? cached.etag });
    }
    const { contentType, etag, lastModified } = reply;
    const isKept = request.keep && !reply.noStore;
    const ids = request.idsIn(found ? value : null);
    const isGone = !found || request.isGone(value);
    const answer: CachedAnswer = {
      value,
      dropped,
      found,
      ...dates,
      etag,
      lastModified,
      size: reply.body.length,
      contentType,
      ids,
    };
    if (isGone) this.forgetLater(request.key, ids);
    if (!isKept || (found && isGone)) {
      this.settings.memory.delete(request.key);
      return answer;
    }
    return this.store(request, answer, reply.body);
  }

  /** Whether the source has ever given an answer that could be read, in this process or in an earlier one. */
  async wasReached(): Promise<boolean> {
    this.reached ||= (await this.withTimeout((store) => store.get(this.markKey))) !== null;
    return this.reached;
  }

  /** Waits until the database holds all that was put. */
  async settle(): Promise<void> {
    await this.late.flush();
    await this.settings.lastGood?.flush();
  }

  /** Deletes every copy of things that are gone, with all answers that hold them. */
  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { memory, sourceId, shared, lastGood } = this.settings;
    memory.forget(sourceId, ids);
    shared?.forget(sourceId, ids);
    await lastGood?.forget(sourceId, ids);
  }

  /** The answer to the client does not wait for the database. */
  private forgetLater(key: string, ids: readonly string[]): void {
    const { memory, logger, sourceId } = this.settings;
    memory.delete(key);
    this.forget(ids).catch((error: unknown) => {
      logger.warn(
        { source: sourceId, err: error },
        'an ad that is gone could not be deleted from the database',
      );
    });
  }

  private store(request: UpstreamRequest, answer: CachedAnswer, body: string): CachedAnswer {
    const { memory, shared, sourceId, lastGood } = this.settings;
    memory.put(request.key, answer);
    if (!answer.found || request.inProcessOnly || (!shared && !lastGood)) return answer;
    const write = () => {
      const stored = toStored(answer, request.toStored(body, answer.value, answer.dropped));
      shared?.put(request.key, sourceId, stored);
      this.write(request.key, stored);
    };
    const texts = request.unreadIn(answer.value);
    if (texts.length === 0) write();
    else this.writeLater(request.key, answer, { texts, size: answer.size, write });
    return answer;
  }

  /** Not written when a thing in it has been found to be gone meanwhile. */
  private writeLater(key: string, answer: CachedAnswer, late: Parameters<LateWrites['add']>[1]): void {
    const write = () => {
      if (this.settings.memory.holds(key, answer)) late.write();
    };
    this.late.add(key, { ...late, write });
  }

  /** A “not modified” changes the dates of what is stored. An answer that still waits for its texts is written whole. */
  private renew(request: UpstreamRequest, answer: CachedAnswer): CachedAnswer {
    const { key } = request;
    const { memory, shared, lastGood, sourceId } = this.settings;
    const texts = request.unreadIn(answer.value);
    if (this.late.has(key) || texts.length > 0) return this.store(request, answer, '');
    memory.put(key, answer);
    const {
      body: _,
      contentType: _type,
      lastModified: _modified,
      ids: _ids,
      ...renewal
    } = toStored(answer, '');
    lastGood?.renew(key, renewal);
    void shared?.get(key).then((stored) => {
      if (stored && memory.holds(key, answer)) shared.put(key, sourceId, { ...stored, ...renewal });
    });
    return answer;
  }

  private noteLoss(): void {
    const { logger, sourceId } = this.settings;
    this.losses.count((answers) =>
      logger.debug(
        { source: sourceId, answers },
        'answers come too fast: not all last good answers are stored',
      ),
    );
  }

  private async find(request: UpstreamRequest): Promise<[CachedAnswer | null, Tier]> {
    const own = this.settings.memory.get(request.key);
    if (own && this.isFresh(own)) return [own, 'memory'];
    const other = await this.fromShared(request, own);
    if (other) return [other, 'shared'];
    const [older, tier]: [CachedAnswer | null, Tier] = own
      ? [own, 'memory']
      : [await this.fromDatabaseIfKnown(request), 'database'];
    if (!older || !(await this.isForgotten(older))) return [older, tier];
    this.settings.memory.delete(request.key);
    return [null, tier];
  }

  /** No statement for a key that was never stored: most requests of a cold gateway are for one. */
  private async fromDatabaseIfKnown(request: UpstreamRequest): Promise<CachedAnswer | null> {
    return this.settings.lastGood?.mayHave(request.key) ? this.fromDatabase(request) : null;
  }

  /** Whether another replica has found that something in the answer is gone. */
  private async isForgotten({ ids }: CachedAnswer): Promise<boolean> {
    const { shared, sourceId } = this.settings;
    return ids.length > 0 && ((await shared?.hasForgotten(sourceId, ids)) ?? false);
  }

  /** An answer of another replica that is newer than our own. */
  private async fromShared(request: UpstreamRequest, own: CachedAnswer | null): Promise<CachedAnswer | null> {
    const stored = await this.settings.shared?.get(request.key);
    if (!stored || (own && stored.retrievedAt.getTime() <= own.retrievedAt)) return null;
    return this.read(request, stored);
  }

  /**
   * What the database holds after all, for a source that has failed: another process may have stored it since the keys
   * were read.
   */
  async stored(request: UpstreamRequest): Promise<CachedAnswer | null> {
    const answer = request.keep ? await this.fromDatabase(request) : null;
    return answer && !(await this.isForgotten(answer)) ? this.inThePast(request, answer) : null;
  }

  private async fromDatabase(request: UpstreamRequest): Promise<CachedAnswer | null> {
    const stored = await this.withTimeout((store) => store.get(request.key));
    return stored && this.read(request, stored);
  }

  private async read(request: UpstreamRequest, stored: StoredAnswer): Promise<CachedAnswer | null> {
    if (stored.usableUntil.getTime() <= this.settings.clock.wall()) return null;
    try {
      const { value, dropped } = await request.fromStored(stored.body);
      const answer: CachedAnswer = {
        value,
        dropped,
        found: true,
        retrievedAt: stored.retrievedAt.getTime(),
        freshUntil: stored.freshUntil.getTime(),
        usableUntil: stored.usableUntil.getTime(),
        etag: stored.etag,
        lastModified: stored.lastModified,
        size: stored.body.length,
        contentType: stored.contentType,
        ids: stored.ids,
      };
      this.settings.memory.put(request.key, answer);
      this.reached = true;
      return answer;
    } catch {
      // The decoder has changed and its version has not: the stored answer is of no use.
      return null;
    }
  }

  private beforePublication(receivedAt: number, freshUntil: number): number {
    const { publishesAt } = this.settings;
    return publishesAt ? Math.min(freshUntil, nextPublication(publishesAt, receivedAt)) : freshUntil;
  }

  private get markKey(): string {
    return `${this.settings.sourceId}:reached`;
  }

  /** After this no sample replaces the source. */
  private noteReached(): void {
    if (this.reached) return;
    this.reached = true;
    const now = this.settings.clock.wall();
    this.write(this.markKey, {
      body: '',
      contentType: 'text/plain',
      retrievedAt: new Date(now),
      freshUntil: new Date(now),
      usableUntil: new Date(now + days(3650)),
      etag: null,
      lastModified: null,
      ids: [],
    });
  }

  private write(key: string, answer: StoredAnswer): void {
    this.settings.lastGood?.put(key, this.settings.sourceId, answer);
  }

  /** Asks the database for a limited time: without it the answer only takes longer. */
  private async withTimeout(
    ask: (store: LastGoodStore) => Promise<StoredAnswer | null>,
  ): Promise<StoredAnswer | null> {
    const { lastGood, clock, logger, sourceId } = this.settings;
    if (!lastGood) return null;
    const asked = ask(lastGood).catch((error: unknown) => {
      logger.warn({ source: sourceId, err: error }, 'last good answers cannot be read');
      return null;
    });
    return inTime(asked, STORE_TIMEOUT, clock);
  }
}

/** A cached answer as a client gets it. */
export function toSourceAnswer(answer: CachedAnswer, state: DataState): SourceAnswer {
  const { value, dropped, found, retrievedAt, freshUntil, ids } = answer;
  return { value, dropped, found, state, retrievedAt: new Date(retrievedAt), freshUntil, ids };
}

function toStored(answer: CachedAnswer, body: string): StoredAnswer {
  return {
    body,
    contentType: answer.contentType,
    retrievedAt: new Date(answer.retrievedAt),
    freshUntil: new Date(answer.freshUntil),
    usableUntil: new Date(answer.usableUntil),
    etag: answer.etag,
    lastModified: answer.lastModified,
    ids: answer.ids,
  };
}
