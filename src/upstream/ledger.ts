import { DataState } from '../entities/provenance.ts';

/** One line of `extensions.sources`: what a request got from one source. */
export interface SourceReport {
  source: string;
  /** The most telling state of its answers; null when it gave none. */
  state: DataState | null;
  /** Requests sent to the source for this one, retries included. */
  requests: number;
  /** Questions answered from a store. */
  cacheHits: number;
  /** How long something was waited for, from wherever it came. */
  milliseconds: number;
  /** The oldest, when there are several. */
  retrievedAt: Date | null;
  licence: string | null;
}

/** From the best to the one a reader most needs to know of. */
const TELLING: readonly DataState[] = [DataState.LIVE, DataState.CACHED, DataState.STALE, DataState.SAMPLE];

/** What one request has asked of one source. */
export class LedgerLine {
  private state: DataState | null = null;
  private requests = 0;
  private cacheHits = 0;
  private milliseconds = 0;
  private retrievedAt: Date | null = null;
  /** Questions under way; overlapping ones are counted once in the time. */
  private underWay = 0;
  private since = 0;

  constructor(
    private readonly source: string,
    private readonly licence: string | null,
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

  answered(state: DataState, retrievedAt: Date | null): void {
    if (state === DataState.CACHED || state === DataState.STALE) this.cacheHits++;
    if (this.state === null || TELLING.indexOf(state) > TELLING.indexOf(this.state)) this.state = state;
    if (retrievedAt && (!this.retrievedAt || retrievedAt < this.retrievedAt)) this.retrievedAt = retrievedAt;
  }

  report(): SourceReport {
    const { source, state, requests, cacheHits, retrievedAt, licence } = this;
    return {
      source,
      state,
      requests,
      cacheHits,
      milliseconds: Math.round(this.milliseconds),
      retrievedAt,
      licence,
    };
  }
}

/** Notes which sources a request has asked, and how it went. One per request. */
export class Ledger {
  private readonly lines = new Map<string, LedgerLine>();

  line(sourceId: string, licence: string | null): LedgerLine {
    const known = this.lines.get(sourceId);
    if (known) return known;
    const line = new LedgerLine(sourceId, licence);
    this.lines.set(sourceId, line);
    return line;
  }

  /** One line a source, in the order they were first asked. */
  report(): SourceReport[] {
    return [...this.lines.values()].map((line) => line.report());
  }
}
