import type { DataSource } from 'typeorm';
import { JobAdEvent, type JobAdEventKind } from '../entities/job-ad-event.ts';
import { entity } from '../entities/node.ts';
import { DataState, type Provenance } from '../entities/provenance.ts';
import type { JobSearch } from '../sources/kinds/job-ads.ts';
import { SourceError } from '../upstream/errors.ts';
import { type Clock, minutes } from '../upstream/time.ts';
import { adOf, type StoredAd } from './ad-row.ts';
import { Statement, searched } from './ad-search.ts';
import { EventCursorError, type JobAdEvents } from './job-ad-events.ts';
import { readState, type StreamState } from './stream-state.ts';
import type { StreamStatus } from './stream-status.ts';

interface EventLogSettings {
  database: DataSource;
  status: StreamStatus;
  /** Where an event came from that was told at the time. */
  provenance(toldAt: Date, state: DataState): Provenance;
  /** Somebody has begun to listen. */
  onListener(): void;
  clock: Clock;
}

interface EventRow {
  seq: string;
  adId: string;
  kind: JobAdEventKind;
  at: Date;
  toldAt: Date;
  ad: StoredAd | null;
  isSample: boolean;
}

interface Reading {
  events: EventRow[];
  /** The last event there was when it was read. */
  tip: number;
  /** The last that was no longer kept. */
  sweptTo: number;
}

/** Events that are read at a time; a slow listener has no more than these waiting. */
const PAGE = 100;
/** Who begins without a cursor is told what happened from a little before, not what the loader is catching up with. */
const LEEWAY = minutes(2);

/** The events of ads, read from the database by whoever listens, at its own speed. */
export class EventLog implements JobAdEvents {
  private listeners = 0;
  /** Listeners that ask for the same at the same place are answered by one statement. */
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
    const position = after === null ? ((await this.state())?.tip ?? 0) : await this.placeOf(after);
    return this.behind(position, { search, isResumed: after !== null }, signal);
  }

  private async *behind(
    start: number,
    { search, isResumed }: { search: JobSearch; isResumed: boolean },
    signal: AbortSignal,
  ): AsyncGenerator<JobAdEvent> {
    const { status, clock } = this.settings;
    // By the minute, so that many who begin at about the same time are answered by one statement.
    const begun = new Date(Math.floor((clock.now() - LEEWAY) / minutes(1)) * minutes(1));
    let position = start;
    let since = isResumed ? null : begun;
    this.listeners++;
    try {
      this.settings.onListener();
      while (!signal.aborted) {
        const { events, tip, sweptTo } = await this.read(search, position, since);
        // Who has only just begun has missed nothing: the log begins anew when the first one listens again after days.
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
        await status.beyond(position, signal);
      }
    } finally {
      this.listeners--;
    }
  }

  /** Where a cursor stands. */
  private async placeOf(cursor: string): Promise<number> {
    const [log, seq] = parse(cursor);
    const isKnown = (state: StreamState | null) => state?.log.slice(0, 8) === log && seq <= state.tip;
    let state = await this.state();
    if (!isKnown(state)) {
      // Another replica may have told of an event that this one has not heard of yet.
      await this.settings.status.refresh().catch((cause: unknown) => Promise.reject(notReadable(cause)));
      state = this.settings.status.current;
    }
    if (!isKnown(state))
      throw new EventCursorError('after belongs to the events of another gateway: begin anew without it.');
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
    const wanted = new Statement().and('e."seq" > ?', position);
    const now = searched(new Statement(wanted.values), search);
    const before = searched(new Statement(wanted.values), search, 'e');
    // One that has ceased to answer is told once more, or whoever holds it would go on showing it.
    wanted.and(`(${now} OR (e."kind" = 'CHANGED' AND ${before}))`);
    if (since) wanted.and('e."at" >= ?', since);
    const rows: (EventRow & { tip: string; sweptTo: string })[] = await this.settings.database
      .query(
        `SELECT s.*, p.* FROM (
           SELECT "sweptTo", GREATEST("sweptTo", (SELECT max("seq") FROM "job_ad_event")) AS "tip" FROM "job_stream"
         ) s
         LEFT JOIN LATERAL (
           SELECT e."seq", e."adId", e."kind", e."at", e."toldAt", a."ad", a."isSample"
           FROM "job_ad_event" e JOIN "job_ad" a ON a."id" = e."adId"
           WHERE ${wanted} ORDER BY e."seq" LIMIT ${PAGE}
         ) p ON TRUE
         ORDER BY p."seq"`,
        wanted.values,
      )
      .catch((cause: unknown) => Promise.reject(notReadable(cause)));
    const [first] = rows;
    const events = rows.filter(({ seq }) => seq !== null);
    return { events, tip: Number(first?.tip ?? 0), sweptTo: Number(first?.sweptTo ?? 0) };
  }

  private toEvent({ seq, adId, kind, at, toldAt, ad, isSample }: EventRow, log: string): JobAdEvent {
    const provenance = this.settings.provenance(toldAt, isSample ? DataState.SAMPLE : DataState.CACHED);
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

function notReadable(cause: unknown): SourceError {
  return new SourceError(
    'jobstream',
    'SOURCE_UNAVAILABLE',
    'is kept in a database that cannot be reached now',
    {
      retryAfterSeconds: 10,
      cause,
    },
  );
}

function expired(): EventCursorError {
  return new EventCursorError(
    'after has expired, for the events behind it are no longer kept: ask for the ads themselves and begin anew without it.',
  );
}

/** The place behind an event, good for this log only. */
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
    // Told below.
  }
  throw new EventCursorError(
    'after is not a cursor of these events: give the cursor of an event that came before.',
  );
}
