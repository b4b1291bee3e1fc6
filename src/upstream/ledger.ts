import { DataState } from '../entities/provenance.ts';
import { systemClock } from './time.ts';

/** One line of `extensions.sources`: what a request got from one source. */
export interface SourceReport {
  source: string;
  /** The state of its answers that a reader most needs to know; null when it gave none. */
  state: DataState | null;
  /** Requests sent to the source for this one, retries included. */
  requests: number;
  /** Requests answered from a store. */
  cacheHits: number;
  /** How long the request waited for answers of the source, from the network or a store. */
  milliseconds: number;
  /** Of the oldest answer. */
  retrievedAt: Date | null;
  /** Null for a sample, which nobody has published. */
  licence: string | null;
  /** Code of its last failure; null when every request was answered. */
  error: string | null;
}

/** The later in the list, the more a reader needs to know of it. */
const BY_IMPORTANCE: readonly DataState[] = [
  DataState.LIVE,
  DataState.CACHED,
  DataState.STALE,
  DataState.SAMPLE,
];

/** Milliseconds for which an answer is taken as fresh where nobody says. */
const UNKNOWN_FRESHNESS = 60_000;

/** What must be stated beside the data of a source. */
interface Terms {
  licence: string | null;
  attribution: string | null;
}

/** What one client's request has asked of one source. */
export class LedgerLine {
  private state: DataState | null = null;
  private requests = 0;
  private cacheHits = 0;
  private milliseconds = 0;
  private retrievedAt: Date | null = null;
  private freshUntil = Number.POSITIVE_INFINITY;
  private hasFetched = false;
  /** The ids of the things in its answers; null where an answer does not say. */
  private ids: (readonly string[])[] | null = [];
  /** Requests under way; time in which several overlap counts once. */
  private underWay = 0;
  private since = 0;

  private error: string | null = null;

  constructor(
    private readonly source: string,
    private readonly terms: Terms,
  ) {}

  began(now: number): void {
    if (this.underWay++ === 0) this.since = now;
  }

  ended(now: number): void {
    if (--this.underWay === 0) this.milliseconds += now - this.since;
  }

  requested(): void {
    this.requests++;
  }

  /** `freshUntil`: milliseconds since 1970; left out where the answer does not say, as are the ids of the things in it. */
  answered(
    state: DataState,
    retrievedAt: Date | null,
    freshUntil: number = systemClock.wall() + UNKNOWN_FRESHNESS,
    ids?: readonly string[],
  ): void {
    this.hasFetched ||= state === DataState.LIVE;
    if (!ids) this.ids = null;
    else if (ids.length > 0) this.ids?.push(ids);
    this.freshUntil = Math.min(this.freshUntil, freshUntil);
    if (state === DataState.CACHED || state === DataState.STALE) this.cacheHits++;
    if (this.state === null || BY_IMPORTANCE.indexOf(state) > BY_IMPORTANCE.indexOf(this.state))
      this.state = state;
    if (retrievedAt && (!this.retrievedAt || retrievedAt < this.retrievedAt)) this.retrievedAt = retrievedAt;
  }

  failed(code: string): void {
    this.error = code;
  }

  /** Whom to name beside the data; null when it gave none, or samples. */
  attribution(): string | null {
    return this.state === null || this.state === DataState.SAMPLE ? null : this.terms.attribution;
  }

  /** Until when all of its answers are fresh; null when one of them is STALE or a SAMPLE, or there is none. */
  isFreshUntil(): number | null {
    return this.state === DataState.LIVE || this.state === DataState.CACHED ? this.freshUntil : null;
  }

  /** Whether all of its answers came from a store, so that another request would get the same. */
  isRepeatable(): boolean {
    return !this.hasFetched && this.requests === 0;
  }

  /** The things in its answers, as `source:id`; null where an answer does not say. */
  things(): string[] | null {
    return this.ids?.flatMap((ids) => ids.map((id) => `${this.source}:${id}`)) ?? null;
  }

  report(): SourceReport {
    const { source, state, requests, cacheHits, retrievedAt, error } = this;
    return {
      source,
      state,
      requests,
      cacheHits,
      milliseconds: Math.round(this.milliseconds),
      retrievedAt,
      licence: state === DataState.SAMPLE ? null : this.terms.licence,
      error,
    };
  }
}

/** Records which sources a client's request has asked, and what they answered. One per client's request. */
export class Ledger {
  private readonly lines = new Map<string, LedgerLine>();

  line(sourceId: string, terms: Terms = { licence: null, attribution: null }): LedgerLine {
    const known = this.lines.get(sourceId);
    if (known) return known;
    const line = new LedgerLine(sourceId, terms);
    this.lines.set(sourceId, line);
    return line;
  }

  /**
   * Until when the answers of all sources are fresh, in milliseconds since 1970: infinity when none was asked, null when
   * one of them must not be stored.
   */
  isFreshUntil(): number | null {
    let earliest = Number.POSITIVE_INFINITY;
    for (const line of this.lines.values()) {
      const until = line.isFreshUntil();
      if (until === null) return null;
      earliest = Math.min(earliest, until);
    }
    return earliest;
  }

  /** Whether another request would get the same answers from the stores. */
  isRepeatable(): boolean {
    return [...this.lines.values()].every((line) => line.isRepeatable());
  }

  /** The things in the answers of all sources that may be gone later; null where one does not say. */
  things(): string[] | null {
    const things: string[] = [];
    for (const line of this.lines.values()) {
      const own = line.things();
      if (!own) return null;
      things.push(...own);
    }
    return [...new Set(things)];
  }

  /** Whom to name beside the data of all sources. */
  attributions(): string[] {
    return [...this.lines.values()].flatMap((line) => line.attribution() ?? []);
  }

  /** One line a source, in the order they were first asked. */
  report(): SourceReport[] {
    return [...this.lines.values()].map((line) => line.report());
  }
}
