/** Why a source gave no answer. The list is closed; clients read it as `extensions.code`. */
export type SourceErrorCode =
  /** Could not be reached, answered 5xx, or is left alone for a while after repeated failures. */
  | 'SOURCE_UNAVAILABLE'
  /** Did not finish within its own time-out or the request's deadline. */
  | 'SOURCE_TIMEOUT'
  /** The source's limit, or our share of it, is spent. */
  | 'SOURCE_RATE_LIMITED'
  /** Answered something other than it promises: cut, too big, another format, another shape, a refusal. */
  | 'SOURCE_BAD_RESPONSE'
  /** Is switched off, or needs a key that is not set or not accepted. */
  | 'SOURCE_NOT_CONFIGURED';

interface More {
  retryAfterSeconds?: number | null;
  cause?: unknown;
  /** One more try of the same question may well succeed. */
  retryable?: boolean;
  /** True when the source itself failed; false when it was never asked, or is up but said no. */
  countsAgainstSource?: boolean;
  /** True when the answer came and was read, but is not of the shape it was. */
  isShape?: boolean;
  /** The HTTP status by which the source refused the question. */
  refusedWith?: number;
}

/** A source failed; the rest of the answer stands. The message never holds a body, a header, a key or a stack. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly sourceId: string;
  readonly code: SourceErrorCode;
  /** Seconds after which it is worth asking again, where known. */
  readonly retryAfterSeconds: number | null;
  readonly retryable: boolean;
  readonly countsAgainstSource: boolean;
  readonly isShape: boolean;
  readonly refusedWith: number | null;

  /** `detail` continues a sentence that begins with the source's id: `answered with status 503`. */
  constructor(sourceId: string, code: SourceErrorCode, detail: string, more: More = {}) {
    super(`${sourceId} ${detail}`, { cause: more.cause });
    this.sourceId = sourceId;
    this.code = code;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
    this.retryable = more.retryable ?? false;
    this.countsAgainstSource = more.countsAgainstSource ?? false;
    this.isShape = more.isShape ?? false;
    this.refusedWith = more.refusedWith ?? null;
  }

  /** graphql-js copies this into the client's `errors[].extensions`. */
  get extensions(): { code: SourceErrorCode; source: string; retryAfterSeconds?: number } {
    const known = this.retryAfterSeconds === null ? {} : { retryAfterSeconds: this.retryAfterSeconds };
    return { code: this.code, source: this.sourceId, ...known };
  }
}

/** The error of whoever stops waiting: its deadline has passed or its client has gone away. */
export function gaveUp(sourceId: string): SourceError {
  return new SourceError(sourceId, 'SOURCE_TIMEOUT', 'did not answer before the deadline of the request');
}

/** Whoever takes a bulk answer in has failed, not the source; `cause` is why. */
export class TakingError extends Error {
  override readonly name = 'TakingError';
}
