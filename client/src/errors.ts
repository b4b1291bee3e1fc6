/** Codes of a source that gave nothing. */
export const sourceErrorCodes = [
  'SOURCE_UNAVAILABLE',
  'SOURCE_TIMEOUT',
  'SOURCE_RATE_LIMITED',
  'SOURCE_BAD_RESPONSE',
  'SOURCE_NOT_CONFIGURED',
] as const;
/** All other codes of the gateway, and `NO_ANSWER` for what is not from it, such as the page of a proxy. */
export const requestErrorCodes = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'DATABASE_UNAVAILABLE',
  'FORBIDDEN',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_SERVER_ERROR',
  'LINK_TOO_LONG',
  'NOT_FOUND',
  'NOT_KEPT',
  'NO_ANSWER',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'TOO_LARGE',
  'TOO_MANY_CELLS',
] as const;

export type SourceErrorCode = (typeof sourceErrorCodes)[number];
export type RequestErrorCode = (typeof requestErrorCodes)[number];

interface Common<Code> {
  code: Code;
  message: string;
  /** The field that failed; missing where the whole request did. */
  path?: readonly (string | number)[];
}

/** What is known of an error depends on its `code`. */
export type AnswerError =
  | (Common<SourceErrorCode> & { source: string; retryAfterSeconds?: number })
  | (Common<'BAD_USER_INPUT'> & { argument?: string; validValues?: readonly string[] })
  | (Common<'RATE_LIMITED' | 'DATABASE_UNAVAILABLE'> & { retryAfterSeconds?: number })
  | (Common<'QUERY_TOO_COMPLEX'> & { cost?: number; limit?: number; dearestPath?: string })
  | (Common<'INTERNAL_SERVER_ERROR'> & { id?: string })
  | Common<
      Exclude<
        RequestErrorCode,
        | 'BAD_USER_INPUT'
        | 'RATE_LIMITED'
        | 'DATABASE_UNAVAILABLE'
        | 'QUERY_TOO_COMPLEX'
        | 'INTERNAL_SERVER_ERROR'
      >
    >;

export type ErrorCode = AnswerError['code'];

/** There is no data. `error` is the first of `errors`. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly errors: readonly AnswerError[];
  readonly error: AnswerError;
  /** Status of the response. */
  readonly status: number;
  /** Seconds until another attempt may succeed, where known. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, errors: readonly [AnswerError, ...AnswerError[]], retryAfter: string | null) {
    const [first] = errors;
    super(first.message);
    this.status = status;
    this.errors = errors;
    this.error = first;
    const seconds = 'retryAfterSeconds' in first ? first.retryAfterSeconds : undefined;
    const inHeader = retryAfter === null ? Number.NaN : Number(retryAfter);
    this.retryAfterSeconds = seconds ?? (Number.isFinite(inHeader) ? inHeader : null);
  }

  get code(): ErrorCode {
    return this.error.code;
  }
}

/** An error of GraphQL with its `extensions` beside its message. */
export function flattened(error: unknown): AnswerError {
  const { message = '', path, extensions = {} } = (error ?? {}) as WireError;
  return { code: 'NO_ANSWER', ...extensions, message, ...(path && { path }) } as AnswerError;
}

interface WireError {
  message?: string;
  path?: (string | number)[];
  extensions?: Record<string, unknown>;
}
