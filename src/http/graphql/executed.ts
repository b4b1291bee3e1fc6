import type { HTTPGraphQLRequest } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult } from 'graphql';

/** A query that was executed, and its result. */
export interface Executed<Context> {
  result: FormattedExecutionResult;
  document: DocumentNode;
  context: Context;
}

/** The function that is told of the query of a request once it is executed. */
export type Observers<Context> = WeakMap<HTTPGraphQLRequest, (executed: Executed<Context>) => void>;
