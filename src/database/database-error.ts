import { QueryFailedError } from 'typeorm';

/** In seconds: a lost connection or an embedded database that is opened again needs about this long. */
const retryAfterSeconds = 5;

/**
 * The database cannot be reached, has no room left, or did not answer in time. A retry may succeed. Neither the
 * message nor any property holds a statement, its parameters or the connection.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';

  /** `code` is the SQLSTATE of PostgreSQL or the code of the system error; empty when there is none. */
  constructor(readonly code: string) {
    super(`The database cannot answer now. Try again in ${retryAfterSeconds} seconds.`);
  }

  /** graphql-js copies this into the client's `errors[].extensions`. */
  get extensions() {
    return { code: 'DATABASE_UNAVAILABLE', retryAfterSeconds };
  }
}

/** The database refused a statement, which is a fault of this program. Holds no parameter of the statement. */
export class StatementError extends Error {
  override readonly name = 'StatementError';

  constructor(
    readonly code: string,
    /** The beginning of the statement; values are in its parameters, which are left out. */
    readonly statement: string,
    detail: string,
  ) {
    super(`The database refused a statement (${[code, detail].filter(Boolean).join(': ')}).`);
  }
}

/**
 * The error of a failed statement without what it was given: TypeORM's own error has the parameters as a property, and
 * the message of PostgreSQL quotes values.
 */
export function databaseError(error: unknown, statement: string): DatabaseUnavailable | StatementError {
  if (error instanceof DatabaseUnavailable || error instanceof StatementError) return error;
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  const code = codeOf(cause);
  if (!isFaultOfProgram(cause, code)) return new DatabaseUnavailable(code);
  const detail = quotesOnlyNames(code) ? messageOf(cause) : constraintOf(cause);
  return new StatementError(code, statement.trim().slice(0, 120), detail);
}

/** The code of an error, of its cause, or of the first of several attempts. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (/timeout/i.test(error.message)) return 'ETIMEDOUT';
  return codeOf('driverError' in error ? error.driverError : error.cause);
}

/**
 * Classes of SQLSTATE that a correct program never causes: cardinality, data, integrity, syntax, unsupported. A missing
 * table or right is the operator's to mend.
 */
const faults = /^(?:0A|21|22|23|26|34|42(?!501|P01))...$/;

function isFaultOfProgram(error: unknown, code: string): boolean {
  return faults.test(code) || error instanceof TypeError || error instanceof RangeError;
}

/** Messages about syntax and names quote the statement; those about data quote its parameters. */
function quotesOnlyNames(code: string): boolean {
  return code.startsWith('42') || code.startsWith('0A') || code === '';
}

function constraintOf(error: unknown): string {
  return error instanceof Error && 'constraint' in error ? String(error.constraint ?? '') : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
