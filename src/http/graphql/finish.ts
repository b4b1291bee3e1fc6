import type { BaseContext, HTTPGraphQLHead, HTTPGraphQLRequest } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult } from 'graphql';
import { describeSpan } from '../../tracing/spans.ts';
import type { Observers } from './executed.ts';
import type { GraphQLOptions } from './options.ts';
import { requestErrorStatus } from './request-status.ts';
import { codeOf, withSourceReport } from './result.ts';

/** The cost from which an operation is long. */
export const costOfLong = 500;

/** A request that has been answered, but not sent. */
interface Answered<Context> {
  result: FormattedExecutionResult;
  /** The errors of the result, as they were thrown. */
  errors: readonly unknown[];
  contextValue: Context;
  startedAt: number;
  request: HTTPGraphQLRequest | undefined;
  /** Of a query. */
  document: DocumentNode | undefined;
  /** Gets its status. */
  response: HTTPGraphQLHead;
}

/** Counts the answer, tells of it, sets its status, and returns it as it is sent. */
export function finish<Context extends BaseContext>(
  options: GraphQLOptions<Context>,
  observers: Observers<Context>,
  { result, errors, contextValue, startedAt, request, document, response }: Answered<Context>,
): FormattedExecutionResult {
  const codes = (result.errors ?? []).map(codeOf);
  options.metrics?.answered(performance.now() - startedAt, codes);
  if (codes.length > 0) describeSpan(() => ({ 'graphql.error.codes': [...new Set(codes)] }));
  if (result.data === undefined) {
    response.status = requestErrorStatus(errors, request?.headers.get('accept'), response.status);
    return result;
  }
  const reported = withSourceReport(result, contextValue, options);
  if (request && document) observers.get(request)?.({ result: reported, document, context: contextValue });
  return reported;
}
