import type { BaseContext, HTTPGraphQLHead, HTTPGraphQLRequest } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult } from 'graphql';
import { ExecutionEnded } from '../cost/answer-meter.ts';
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
  const shown = withoutPart(result, errors);
  options.metrics?.answered(performance.now() - startedAt, (shown.errors ?? []).map(codeOf));
  if (shown.data === undefined) {
    response.status = requestErrorStatus(errors, request?.headers.get('accept'), response.status);
    return shown;
  }
  const reported = withSourceReport(shown, contextValue, options);
  if (request && document) observers.get(request)?.({ result: reported, document, context: contextValue });
  return reported;
}

/** Part of an answer looks like an answer. */
function withoutPart(result: FormattedExecutionResult, errors: readonly unknown[]): FormattedExecutionResult {
  const ended = errors.findIndex((error) => error instanceof ExecutionEnded);
  if (ended < 0) return result;
  const { data: _, ...rest } = result;
  return { ...rest, errors: result.errors?.slice(ended, ended + 1) ?? [] };
}
