import type { BaseContext } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { GraphQLOptions } from './graphql-options.ts';

/** What is sent of an execution, apart from its data. */
interface Result {
  errors?: readonly GraphQLFormattedError[] | undefined;
  extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Adds to a result what its context has noted: errors beside answered fields, and the sources that were asked. */
export function withNotes<Context extends BaseContext, R extends Result>(
  result: R,
  context: Context,
  { partialErrors, sourcesReport }: Pick<GraphQLOptions<Context>, 'partialErrors' | 'sourcesReport'>,
  format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError,
): R {
  const beside = partialErrors?.(context) ?? [];
  const noted = { ...result };
  if (beside.length > 0) {
    const formatted = beside.map((error: GraphQLError) => format(error.toJSON(), error));
    noted.errors = [...(result.errors ?? []), ...formatted];
  }
  if (sourcesReport) noted.extensions = { ...result.extensions, sources: sourcesReport(context) };
  return noted;
}

/** The code of an error as clients see it. */
export function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.['code'] ?? 'UNKNOWN');
}
