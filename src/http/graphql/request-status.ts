import { GraphQLError } from 'graphql';
import { LimitError } from '../errors.ts';

const requestErrors = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
]);

/**
 * The HTTP status of a GraphQL request that was refused before execution. Clients that accept `application/json` by
 * name get 200, as the GraphQL over HTTP specification recommends. An exceeded limit is always 400, a spent rate
 * limit 429, and a wrong method 405.
 */
export function requestErrorStatus(
  errors: readonly unknown[],
  accept: string | undefined,
  status: number | undefined,
): number {
  if (status === 405 || status === 429 || status === 500) return status;
  if (errors.some((error) => error instanceof LimitError)) return 400;
  return prefersPlainJson(accept) && errors.every(isRequestError) ? 200 : 400;
}

function isRequestError(error: unknown): boolean {
  return error instanceof GraphQLError && requestErrors.has(String(error.extensions['code']));
}

function prefersPlainJson(accept = ''): boolean {
  const named = accept.toLowerCase();
  return named.includes('application/json') && !named.includes('application/graphql-response+json');
}
