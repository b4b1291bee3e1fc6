import { entryOf } from '../../text/entry-of.ts';
import type { Text } from './front-matter.ts';

/** Code of an error, and the status that an answer without data is sent with. */
export const statuses: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  QUERY_TOO_COMPLEX: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  NOT_KEPT: 410,
  TOO_MANY_CELLS: 413,
  TOO_LARGE: 413,
  LINK_TOO_LONG: 414,
  RATE_LIMITED: 429,
  SOURCE_BAD_RESPONSE: 502,
  SOURCE_NOT_CONFIGURED: 503,
  SOURCE_RATE_LIMITED: 503,
  SOURCE_UNAVAILABLE: 503,
  DATABASE_UNAVAILABLE: 503,
  SOURCE_TIMEOUT: 504,
};

/** Why there is no answer. It is told in the format that was asked for. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** For readers; null where only the English message is known. */
  readonly swedish: string | null;

  constructor(
    readonly code: string,
    message: string | Text,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(typeof message === 'string' ? message : message.en);
    this.swedish = typeof message === 'string' ? null : message.sv;
  }

  get status(): number {
    return entryOf(statuses, this.code) ?? 500;
  }

  get retryAfterSeconds(): number | null {
    const seconds = this.facts['retryAfterSeconds'];
    return typeof seconds === 'number' ? seconds : null;
  }
}
