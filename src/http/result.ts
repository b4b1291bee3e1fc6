import type { BaseContext } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GraphQLOptions } from './graphql-options.ts';

/** What is sent of an execution, apart from its data. */
interface Result {
  extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Adds to `extensions` what the context has noted: sources that failed beside answered fields, and those asked. */
export function withNotes<Context extends BaseContext, R extends Result>(
  result: R,
  context: Context,
  { failures, sourcesReport }: Pick<GraphQLOptions<Context>, 'failures' | 'sourcesReport'>,
): R {
  const failed = failures?.(context) ?? [];
  if (!sourcesReport && failed.length === 0) return result;
  const extensions = {
    ...result.extensions,
    ...(sourcesReport && { sources: sourcesReport(context) }),
    ...(failed.length > 0 && { failures: failed }),
  };
  return { ...result, extensions };
}

/** The code of an error as clients see it. */
export function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.['code'] ?? 'UNKNOWN');
}
