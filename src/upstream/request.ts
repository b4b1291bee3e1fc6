import type { UnreadText } from '../entities/job-ad.ts';
import type { DataState } from '../entities/provenance.ts';
import type { LedgerLine } from './ledger.ts';

/** A request as it is sent to a source. */
export interface WireRequest {
  readonly sourceId: string;
  /** Names the request within its source: `members`, `search`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The media types that a correct answer may have. */
  readonly contentTypes: RegExp;
  /** Holds all that changes the answer: source, operation, decoder version, method, address and body; no secrets. */
  readonly key: string;
  /** Only for a stream: gets the body as it arrives. The reply's own body is then empty. */
  readonly writer?: Writer | undefined;
  /** Instead of the source's own limit. */
  readonly maxBytes?: number | undefined;
  /** Picks the reason out of the body of a refusal. */
  readonly reasonIn?: ((body: string) => string | null) | undefined;
}

/** Reads a body piece by piece. The source waits while the writer is busy. */
export type Writer = (pieces: AsyncIterable<Uint8Array>) => Promise<void>;

/** What the source sent, whole and as text. A failure is an error and never a reply. */
export interface WireReply {
  /** `absent`: the source has no such object (404, 410). `unchanged`: the cached answer is still valid (304). */
  readonly outcome: 'found' | 'absent' | 'unchanged';
  readonly body: string;
  readonly contentType: string;
  /** By `Clock.wall`. */
  readonly receivedAt: number;
  /** Milliseconds that the source says its answer is fresh; null when it does not say. */
  readonly maxAge: number | null;
  /** The source forbids storing it. */
  readonly noStore: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** What the source says is left of our limit; absent when it does not say. */
  readonly quota?: Quota | null;
}

/** What is left of a limit, as the source reports it. */
export interface Quota {
  readonly left: number;
  /** When the whole limit is available again, by `Clock.now`; null when the source does not say. */
  readonly resetsAt: number | null;
}

/** Deadline and cancellation of a request. Several clients may share one. */
export interface RequestContext {
  readonly signal: AbortSignal;
  /** By `Clock.now`. Read it again after waiting: it moves when another client joins. */
  readonly deadline: number;
  /** Whose request it is, for fair shares; undefined for the gateway's own. */
  readonly client?: string | undefined;
  /** No client waits for the answer now, so requests that a client waits for go first. */
  readonly background: boolean;
  readonly line: LedgerLine;
}

/** Sends a request, or throws a SourceError. */
export type Send = (request: WireRequest, context: RequestContext) => Promise<WireReply>;
/** A policy of requests and replies: wraps the next step and has the same type. */
export type Policy = (next: Send) => Send;

/** A request that knows how its answer is decoded and stored. */
export interface UpstreamRequest extends WireRequest {
  /** Milliseconds an answer is fresh when the source itself does not say. */
  readonly freshFor: number;
  /** Milliseconds an answer may be served when the source fails. */
  readonly usableFor: number;
  /** Whether the answer may be stored. */
  readonly keep: boolean;
  /** Whether it is stored in this process and nowhere else. */
  readonly inProcessOnly: boolean;
  /** Whether `If-Modified-Since` may be sent beside an ETag. */
  readonly askByDate: boolean;
  /** Throws a SourceError that names the path of what is wrong. A long answer is read in several turns. */
  decode(body: string): Decoded | Promise<Decoded>;
  /** The text under which an answer is stored. */
  toStored(body: string, value: unknown, dropped: number): string;
  /** Reads what `toStored` wrote; throws when it cannot. */
  fromStored(text: string): Decoded | Promise<Decoded>;
  /** The texts of an answer that must be read before it is written anywhere. */
  unreadIn(value: unknown): readonly UnreadText[];
  /** The ids of the things in an answer; `value` is null for an absent one. */
  idsIn(value: unknown): readonly string[];
  /** Whether the answer says that the thing asked for is gone. */
  isGone(value: unknown): boolean;
  /** The path below the base URL and the query, as a sample sees them. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The answer in the cache store, which “not modified” confirms. */
  readonly cached?: CachedAnswer | null;
}

export interface Decoded {
  readonly value: unknown;
  /** Items that were left out because they could not be read. */
  readonly dropped: number;
  /** Items in the lists of the answer, the dropped ones included. */
  readonly listed: number;
  /** Parts of items that could not be read; their items are kept. */
  readonly unread?: number;
  /** The body as it was decoded, without personal contacts; the reply's own where nothing is said. */
  readonly body?: string;
}

/** A decoded reply; `value` is null unless something was found. */
export interface Fetched extends Decoded {
  readonly reply: WireReply;
}

/** An answer in the cache store, and until when it may be served, by `Clock.wall`: other processes read it too. */
export interface CachedAnswer {
  readonly value: unknown;
  readonly dropped: number;
  readonly found: boolean;
  readonly retrievedAt: number;
  readonly freshUntil: number;
  readonly usableUntil: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Characters of the answer as it came: about the bytes that the decoded value takes. */
  readonly size: number;
  readonly contentType: string;
  /** The ids of the things in it. */
  readonly ids: readonly string[];
}

/** An answer with its state, from the source, a store or a sample. */
export interface SourceAnswer {
  readonly value: unknown;
  readonly dropped: number;
  readonly found: boolean;
  readonly state: DataState;
  readonly retrievedAt: Date | null;
  /** Milliseconds since 1970; absent for a sample. */
  readonly freshUntil?: number;
  /** The ids of the things in it; absent for a sample. */
  readonly ids?: readonly string[];
}
/** Gets an answer, or throws a SourceError. */
export type Ask = (request: UpstreamRequest, context: RequestContext) => Promise<SourceAnswer>;
/** A policy of decoded answers: wraps the next step and has the same type. */
export type AnswerPolicy = (next: Ask) => Ask;
