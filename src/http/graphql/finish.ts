import type { BaseContext } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult } from 'graphql';
import { describeSpan } from '../../tracing/spans.ts';
import type { Executed } from './executed.ts';
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
  accept: string | undefined;
  /** Is told of the query. */
  observe: ((executed: Executed<Context>) => void) | undefined;
  /** Of a query. */
  document: DocumentNode | undefined;
  /** What the errors ask for. */
  status: number | undefined;
}

/** Counts the answer, tells of it, and returns it with its status as it is sent. */
export function finish<Context extends BaseContext>(
  options: GraphQLOptions<Context>,
  { result, errors, contextValue, startedAt, accept, observe, document, status }: Answered<Context>,
): { result: FormattedExecutionResult; status: number | undefined } {
  const codes = (result.errors ?? []).map(codeOf);
  options.metrics?.answered(performance.now() - startedAt, codes);
  if (codes.length > 0) describeSpan(() => ({ 'graphql.error.codes': [...new Set(codes)] }));
  if (result.data === undefined) return { result, status: requestErrorStatus(errors, accept, status) };
  const reported = withSourceReport(result, contextValue, options);
  if (observe && document) observe({ result: reported, document, context: contextValue });
  return { result: reported, status };
}
