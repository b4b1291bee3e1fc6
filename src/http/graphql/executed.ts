import type { DocumentNode, FormattedExecutionResult } from 'graphql';

/** A query that was executed, and its result. */
export interface Executed<Context> {
  result: FormattedExecutionResult;
  document: DocumentNode;
  context: Context;
}
