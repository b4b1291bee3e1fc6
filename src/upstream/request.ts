import type { DataState } from '../entities/provenance.ts';
import type { LedgerLine } from './ledger.ts';

/** One question as it travels to a source. */
export interface WireRequest {
  readonly sourceId: string;
  /** Names the question within its source: `members`, `search`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The media types a right answer may have. */
  readonly contentTypes: RegExp;
  /** Holds all that changes the answer: source, operation, decoder version, method, address and body; no secrets. */
  readonly key: string;
  /** For bulk: takes the answer in as it arrives, and so it is not in the reply. */
  readonly sink?: Sink | undefined;
  /** Instead of the source's own cap. */
  readonly maxBytes?: number | undefined;
}

/** Takes in an answer piece by piece; the source waits while it is busy. */
export type Sink = (pieces: AsyncIterable<Uint8Array>) => Promise<void>;

/** What came back, whole and as text. Failures are errors, so they never get here. */
export interface WireReply {
  /** `absent`: the source says there is no such thing (404, 410). `unchanged`: what we hold still stands (304). */
  readonly outcome: 'found' | 'absent' | 'unchanged';
  readonly body: string;
  readonly contentType: string;
  readonly receivedAt: number;
  /** Milliseconds that the source says it stays fresh; null when it says nothing. */
  readonly maxAge: number | null;
  /** The source forbids keeping it. */
  readonly noStore: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** What the source says is left of our limit; absent when it says nothing. */
  readonly quota?: Quota | null;
}

/** What is left of a limit, in the source's own words. */
export interface Quota {
  readonly left: number;
  /** When it is whole again; null when the source does not say. */
  readonly resetsAt: number | null;
}

/** Under which terms a question travels; several clients may share one trip. */
export interface Trip {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. Read it anew after waiting: it moves when another client joins. */
  readonly deadline: number;
  /** Nobody waits for it now: it yields to questions that somebody does wait for. */
  readonly background: boolean;
  readonly line: LedgerLine;
}

/** Sends a question, or throws a SourceError. */
export type Send = (request: WireRequest, trip: Trip) => Promise<WireReply>;
/** One concern of the road out: given what comes next, the same with that concern seen to. */
export type Policy = (next: Send) => Send;

/** A question that knows how its answer is read. */
export interface Question extends WireRequest {
  /** Milliseconds an answer is fresh when the source itself says nothing. */
  readonly freshFor: number;
  /** Milliseconds an answer may be shown when the source fails. */
  readonly usableFor: number;
  /** Whether the answer may be put on the shelf. */
  readonly keep: boolean;
  /** Whether `If-Modified-Since` may be sent beside an ETag. */
  readonly askByDate: boolean;
  /** Throws a SourceError that names the path of what is wrong. */
  decode(body: string): Decoded;
  /** The path below the base URL and the query, as a sample sees them. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The answer we hold already, which “not modified” would confirm. */
  readonly held?: Kept | null;
}

export interface Decoded {
  readonly value: unknown;
  /** Items that were left out because they could not be read. */
  readonly dropped: number;
  /** Items that the lists of the answer held, the dropped ones included. */
  readonly listed: number;
}

/** A reply that was read; `value` is null unless something was found. */
export interface Fetched extends Decoded {
  readonly reply: WireReply;
}
/** Fetches an answer from the source and reads it. */
export type Fetch = (question: Question, trip: Trip) => Promise<Fetched>;

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
/** Fetches an answer and puts it where the next one who asks finds it. */
export type Refresh = (question: Question, trip: Trip) => Promise<Kept>;

/** An answer with its state, from wherever it came. */
export interface Good {
  readonly value: unknown;
  readonly dropped: number;
  readonly found: boolean;
  readonly state: DataState;
  readonly retrievedAt: Date | null;
}
export type Ask = (question: Question, trip: Trip) => Promise<Good>;
