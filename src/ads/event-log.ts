import type { DataSource } from 'typeorm';
import { query } from '../database/query.ts';
import { JobAdEvent, type JobAdEventKind } from '../entities/job-ad-event.ts';
import { entity } from '../entities/node.ts';
import { DataState, type Provenance } from '../entities/provenance.ts';
import type { JobSearch } from '../sources/kinds/job-ads.ts';
import { SourceError } from '../upstream/errors.ts';
import { type Clock, minutes, seconds } from '../upstream/time.ts';
import { adOf, type StoredAd } from './ad-row.ts';
import { whereMatches } from './ad-search.ts';
import { EventCursorError, type JobAdEvents } from './job-ad-events.ts';
import { readState, type StreamState } from './stream-state.ts';
import type { StreamStatus } from './stream-status.ts';
import { WhereClause } from './where-clause.ts';

interface EventLogSettings {
  database: DataSource;
  status: StreamStatus;
  /** The provenance of an event that was recorded at the given time. */
  provenance(recordedAt: Date, state: DataState): Provenance;
  /** Called when a listener has subscribed. */
  onListener(): void;
  clock: Clock;
}

interface EventRow {
  seq: string;
  adId: string;
  kind: JobAdEventKind;
  at: Date;
  recordedAt: Date;
  ad: StoredAd | null;
  isSample: boolean;
}

interface Reading {
  events: EventRow[];
  /** The last event in the log at the time of reading. */
  tip: number;
  /** The last event that has been deleted. */
  sweptTo: number;
}

/** Events that one query reads; a slow listener has at most these in memory. */
const PAGE = 100;
/** A database that is away for a moment ends no stream. */
const READ_AGAIN_AFTER = seconds(5);
const READINGS = 7;
/** A listener without a cursor gets events from this long ago on, not older ones that the follower is catching up with. */
const LEEWAY = minutes(2);

/** The events of ads. Each listener reads them from the database at its own speed. */
export class EventLog implements JobAdEvents {
  private listeners = 0;
  /** Listeners with the same search at the same position share one query. */
  private readonly readings = new Map<string, Promise<Reading>>();

  constructor(private readonly settings: EventLogSettings) {}

  get isListenedTo(): boolean {
    return this.listeners > 0;
  }

  async follow(
    search: JobSearch,
    after: string | null,
    signal: AbortSignal,
  ): Promise<AsyncIterable<JobAdEvent>> {
    const position = after === null ? ((await this.state())?.tip ?? 0) : await this.positionOf(after);
    return this.eventsAfter(position, { search, isResumed: after !== null }, signal);
  }

  private async *eventsAfter(
    start: number,
    { search, isResumed }: { search: JobSearch; isResumed: boolean },
    signal: AbortSignal,
  ): AsyncGenerator<JobAdEvent> {
    const { status, clock } = this.settings;
    // Rounded to the minute, so that listeners who begin at about the same time share one query.
    const begun = new Date(Math.floor((clock.wall() - LEEWAY) / minutes(1)) * minutes(1));
    let position = start;
    let since = isResumed ? null : begun;
    let hasRead = false;
    this.listeners++;
    try {
      this.settings.onListener();
      while (!signal.aborted) {
        const reading = () => this.read(search, position, since);
        // Who subscribes while it is away is told at once.
        const { events, tip, sweptTo } = await (hasRead ? this.patiently(reading, signal) : reading());
        hasRead = true;
        // A new listener has missed nothing: after days without listeners the log restarts when the first one subscribes.
        if (sweptTo > position && position > 0 && since === null) throw expired();
        const state = await this.state();
        for (const row of events) {
          yield this.toEvent(row, state?.log ?? '');
          if (signal.aborted) return;
          position = Number(row.seq);
        }
        if (events.length === PAGE) continue;
        position = Math.max(position, tip);
        if (state?.until && state.until > begun) since = null;
        await status.waitForEventAfter(position, signal);
      }
    } finally {
      this.listeners--;
    }
  }

  /** Tries for half a minute; the listener's position stays, so that it misses nothing. */
  private async patiently<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let readings = 1; ; readings++) {
      try {
        return await read();
      } catch (error) {
        if (readings === READINGS || signal.aborted || !(error instanceof SourceError)) throw error;
        await this.settings.clock.sleep(READ_AGAIN_AFTER, signal);
      }
    }
  }

  /** The sequence number of a cursor. */
  private async positionOf(cursor: string): Promise<number> {
    const [log, seq] = parse(cursor);
    const isKnown = (state: StreamState | null) => state?.log.slice(0, 8) === log && seq <= state.tip;
    let state = await this.state();
    if (!isKnown(state)) {
      // Another replica may have sent an event that this one does not know of yet.
      await this.settings.status.refresh().catch((cause: unknown) => Promise.reject(notReadable(cause)));
      state = this.settings.status.current;
    }
    if (!isKnown(state))
      throw new EventCursorError(
        'after belongs to the events of another gateway: subscribe again without it.',
      );
    if (seq < (state?.sweptTo ?? 0)) throw expired();
    return seq;
  }

  private async state(): Promise<StreamState | null> {
    return (
      this.settings.status.current ??
      readState(this.settings.database).catch((cause: unknown) => Promise.reject(notReadable(cause)))
    );
  }

  private async read(search: JobSearch, position: number, since: Date | null): Promise<Reading> {
    const key = JSON.stringify([search, position, since]);
    const running = this.readings.get(key);
    if (running) return running;
    const reading = this.fetch(search, position, since).finally(() => this.readings.delete(key));
    this.readings.set(key, reading);
    return reading;
  }

  private async fetch(search: JobSearch, position: number, since: Date | null): Promise<Reading> {
    const where = new WhereClause().and('e."seq" > ?', position);
    const now = whereMatches(new WhereClause(where.values), search);
    const before = whereMatches(new WhereClause(where.values), search, 'e');
    // An ad that no longer matches is reported once more, so that clients can remove it.
    // The words of a removed ad are deleted with it, so a removal is matched by codes alone.
    const gone = whereMatches(new WhereClause(where.values), withoutWords(search));
    where.and(`(${now} OR (e."kind" = 'CHANGED' AND ${before}) OR (e."kind" = 'REMOVED' AND ${gone}))`);
    if (since) where.and('e."at" >= ?', since);
    const rows = await query<EventRow & { tip: string; sweptTo: string }>(
      this.settings.database,
      `SELECT s.*, p.* FROM (
           SELECT "sweptTo", GREATEST("sweptTo", (SELECT max("seq") FROM "job_ad_event")) AS "tip" FROM "job_stream"
         ) s
         LEFT JOIN LATERAL (
           SELECT e."seq", e."adId", e."kind", e."at", e."toldAt" AS "recordedAt", a."ad", a."isSample"
           FROM "job_ad_event" e JOIN "job_ad" a ON a."id" = e."adId"
           WHERE ${where} ORDER BY e."seq" LIMIT ${PAGE}
         ) p ON TRUE
         ORDER BY p."seq"`,
      where.values,
    ).catch((cause: unknown) => Promise.reject(notReadable(cause)));
    const [first] = rows;
    const events = rows.filter(({ seq }) => seq !== null);
    return { events, tip: Number(first?.tip ?? 0), sweptTo: Number(first?.sweptTo ?? 0) };
  }

  private toEvent({ seq, adId, kind, at, recordedAt, ad, isSample }: EventRow, log: string): JobAdEvent {
    const provenance = this.settings.provenance(recordedAt, isSample ? DataState.SAMPLE : DataState.CACHED);
    return entity(JobAdEvent, {
      kind,
      adId,
      at,
      jobAd: ad && adOf(ad, provenance),
      cursor: cursorOf(log, Number(seq)),
      provenance,
    });
  }
}

/** The part of a search that a removed ad can still be found by. */
function withoutWords({ text: _, anyOf: _any, employer, ...search }: JobSearch): JobSearch {
  return employer !== undefined && /^[\d\s-]+$/.test(employer) ? { ...search, employer } : search;
}

function notReadable(cause: unknown): SourceError {
  return new SourceError(
    'jobstream',
    'SOURCE_UNAVAILABLE',
    'is stored in a database that cannot be reached now',
    {
      retryAfterSeconds: 10,
      cause,
    },
  );
}

function expired(): EventCursorError {
  return new EventCursorError(
    'after has expired: the events that follow it have been deleted. Query the ads themselves, then subscribe again without it.',
  );
}

/** The cursor after an event; it is valid for this log only. */
export function cursorOf(log: string, seq: number): string {
  return Buffer.from(JSON.stringify([log.slice(0, 8), seq])).toString('base64url');
}

function parse(cursor: string): [string, number] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [log, seq]: unknown[] = parsed;
      if (typeof log === 'string' && Number.isSafeInteger(seq) && Number(seq) >= 0) return [log, Number(seq)];
    }
  } catch {
    // The error below says what is wrong.
  }
  throw new EventCursorError('after is not a cursor of these events: give the cursor of an earlier event.');
}
