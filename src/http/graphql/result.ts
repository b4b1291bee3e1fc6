import type { BaseContext } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { GraphQLOptions } from './options.ts';

/** The parts of an execution result beside its data. */
interface Result {
  errors?: readonly GraphQLFormattedError[] | undefined;
  extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Adds partial source failures to `errors`, and the upstream requests to `extensions.sources`. */
export function withSourceReport<Context extends BaseContext, R extends Result>(
  result: R,
  context: Context,
  { partialErrors, sourcesReport }: Pick<GraphQLOptions<Context>, 'partialErrors' | 'sourcesReport'>,
  format: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError,
): R {
  const failures = partialErrors?.(context) ?? [];
  const reported = { ...result };
  if (failures.length > 0) {
    const formatted = failures.map((error: GraphQLError) => format(error.toJSON(), error));
    reported.errors = [...(result.errors ?? []), ...formatted];
  }
  if (sourcesReport) reported.extensions = { ...result.extensions, sources: sourcesReport(context) };
  return reported;
}

/** The code of an error as clients see it. */
export function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.['code'] ?? 'UNKNOWN');
}
