/** Why a source gave no answer. The list is closed; clients read it as `extensions.code`. */
export type SourceErrorCode =
  /** Could not be reached, answered 5xx, or is not asked for a while after repeated failures. */
  | 'SOURCE_UNAVAILABLE'
  /** Did not finish within its own time-out or the request's deadline. */
  | 'SOURCE_TIMEOUT'
  /** The source's limit, or our share of it, is spent. */
  | 'SOURCE_RATE_LIMITED'
  /** Answered something unexpected: cut, too big, another format, another shape, a refusal. */
  | 'SOURCE_BAD_RESPONSE'
  /** Is switched off, or needs a key that is not set or not accepted. */
  | 'SOURCE_NOT_CONFIGURED';

interface More {
  retryAfterSeconds?: number | null;
  cause?: unknown;
  /** A retry of the same request may succeed. */
  retryable?: boolean;
  /** True when the source itself failed; false when it was not asked, or refused the request. */
  countsAgainstSource?: boolean;
  /** True when the answer came whole but its shape has changed. */
  isShape?: boolean;
  /** The HTTP status with which the source refused the request. */
  refusedWith?: number;
  /** Why the source refused the request, in its own short words. */
  reason?: string | null;
}

/** A source failed; the rest of the client's answer is not affected. The message never holds a header, a key or a stack, and of a body only a `reason` that the source's declaration picks. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly sourceId: string;
  readonly code: SourceErrorCode;
  /** Seconds until the source may be asked again, where known. */
  readonly retryAfterSeconds: number | null;
  readonly retryable: boolean;
  readonly countsAgainstSource: boolean;
  readonly isShape: boolean;
  readonly refusedWith: number | null;
  readonly reason: string | null;

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
    this.reason = more.reason ?? null;
  }

  /** graphql-js copies this into the client's `errors[].extensions`. */
  get extensions(): { code: SourceErrorCode; source: string; retryAfterSeconds?: number } {
    const known = this.retryAfterSeconds === null ? {} : { retryAfterSeconds: this.retryAfterSeconds };
    return { code: this.code, source: this.sourceId, ...known };
  }
}

/**
 * The gateway failed while it read a source's answer, in a way that no decoder foresees; `cause` is the error. Clients
 * see it as a failure of that source, and the gateway logs the cause.
 */
export class UnexpectedSourceError extends SourceError {
  constructor(sourceId: string, cause: unknown) {
    super(sourceId, 'SOURCE_BAD_RESPONSE', 'answered something that the gateway did not expect', { cause });
  }
}

/** A client names what no address of a source can hold, so the source is not asked. It is no failure of the source. */
export class ImpossibleIdError extends Error {
  override readonly name = 'ImpossibleIdError';
  readonly extensions = { code: 'BAD_USER_INPUT' };

  constructor(sourceId: string) {
    super(
      `An id for ${sourceId} is empty, too long, or holds a character that no id has, such as “/”, “?”, “#” or “%”.`,
    );
  }
}

/** A source was asked for one thing and answered another. It has answered, so no sample stands in for it. */
export class OtherThingError extends SourceError {
  constructor(sourceId: string, operation: string) {
    super(
      sourceId,
      'SOURCE_BAD_RESPONSE',
      `answered ${operation} with something else than what was asked for`,
    );
  }
}

/** The error of a request that no longer waits: its deadline has passed or its client has disconnected. */
export function gaveUp(sourceId: string): SourceError {
  return new SourceError(sourceId, 'SOURCE_TIMEOUT', 'did not answer before the deadline of the request');
}

/** The writer of a stream has failed, not the source; `cause` is its own error. */
export class WriterError extends Error {
  override readonly name = 'WriterError';
}
