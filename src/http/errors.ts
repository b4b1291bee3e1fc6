import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { UnexpectedSourceError } from '../upstream/errors.ts';
import { cutEchoes, cutFacts } from './cut-echoes.ts';

/** Codes of errors that are thrown on purpose, with a message for the client. Every other error is masked. */
export const publicCodes: ReadonlySet<string> = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'DATABASE_UNAVAILABLE',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'SOURCE_BAD_RESPONSE',
  'SOURCE_NOT_CONFIGURED',
  'SOURCE_RATE_LIMITED',
  'SOURCE_TIMEOUT',
  'SOURCE_UNAVAILABLE',
  'TOO_MANY_CELLS',
]);

/** Whether an error with the code has a message for the client. */
export const isPublicCode = (code: string): boolean => publicCodes.has(code);

/** Messages of Apollo errors that have no code, although the client caused them. */
const badPersistedQuery = new Set([
  'provided sha does not match query',
  'Unsupported persisted query version',
]);

/** A request exceeds a limit. The status is always 400, whatever the client accepts. */
export class LimitError extends GraphQLError {
  constructor(
    code: 'QUERY_TOO_COMPLEX' | 'BAD_USER_INPUT',
    message: string,
    facts: Record<string, unknown> = {},
  ) {
    super(message, { extensions: { code, ...facts, http: { status: 400 } } });
  }
}

/** Returns the function that formats an error for the client. A masked error is logged under the id that the client gets. */
export function errorFormatter(ofServer: FastifyBaseLogger) {
  return (
    formatted: GraphQLFormattedError,
    error: unknown,
    /** That of the request, whose lines have its id. */
    logger: FastifyBaseLogger = ofServer,
  ): GraphQLFormattedError => {
    const code = formatted.extensions?.['code'];
    const thrown = unwrapResolverError(error);
    if (thrown instanceof UnexpectedSourceError) logUnexpected(logger, thrown, formatted.path);
    if (typeof code === 'string' && publicCodes.has(code)) return forClient(formatted);
    if (badPersistedQuery.has(formatted.message)) return withCode(formatted, 'BAD_REQUEST');
    if (isArgumentError(unwrapResolverError(error))) return withCode(formatted, 'BAD_USER_INPUT');

    const id = randomUUID();
    logger.error({ errorId: id, err: unwrapResolverError(error), path: formatted.path }, 'unexpected error');
    return {
      ...formatted,
      message: `Something went wrong in the gateway. If it happens again, report it with the id ${id}.`,
      extensions: { code: 'INTERNAL_SERVER_ERROR', id },
    };
  };
}

/** Logs an error of the gateway itself that clients see as the failure of one source. */
export function logUnexpected(
  logger: Pick<FastifyBaseLogger, 'error'>,
  { sourceId, cause }: UnexpectedSourceError,
  path: readonly (string | number)[] | undefined,
): void {
  logger.error({ source: sourceId, err: cause, path }, 'unexpected error while a source was read');
}

/** graphql-js finds a wrong variable, or null for a required argument, only during execution, and sets no code. */
function isArgumentError(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  const kind = error.nodes?.[0]?.kind;
  if (kind === Kind.VARIABLE_DEFINITION) return error.message.startsWith('Variable "$');
  if (error.originalError) return false;
  return error.message.startsWith('Argument "') && (kind === Kind.VARIABLE || kind === Kind.FIELD);
}

function withCode(formatted: GraphQLFormattedError, code: string): GraphQLFormattedError {
  return forClient({ ...formatted, extensions: { code } });
}

/** Without the stack, and without long quotes of the request. */
function forClient(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, message: cutEchoes(formatted.message), extensions: cutFacts(extensions) };
}

/** The body of a response that was refused before GraphQL, in the shape of a GraphQL error. */
export function errorBody(code: string, message: string, facts: Record<string, unknown> = {}) {
  return { errors: [{ message: cutEchoes(message), extensions: { code, ...cutFacts(facts) } }] };
}
