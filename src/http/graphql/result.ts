import type { BaseContext } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GraphQLOptions } from './options.ts';

/** The parts of an execution result that are reported in `extensions`. */
interface Result {
  extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Adds where the answer is from as `extensions.sources`, whom to name as `extensions.attributions`, and partial source
 * failures as `extensions.failures`.
 */
export function withSourceReport<Context extends BaseContext, R extends Result>(
  result: R,
  context: Context,
  {
    attributions,
    failures,
    preview,
    sourcesReport,
  }: Pick<GraphQLOptions<Context>, 'attributions' | 'failures' | 'preview' | 'sourcesReport'>,
): R {
  const failed = failures?.(context) ?? [];
  if (!sourcesReport && failed.length === 0) return result;
  const extensions = {
    ...result.extensions,
    ...(preview && { preview }),
    ...(sourcesReport && { sources: sourcesReport(context) }),
    ...(attributions && { attributions: attributions(context) }),
    ...(failed.length > 0 && { failures: failed }),
  };
  return { ...result, extensions };
}

/** The code of an error as clients see it. */
export function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.['code'] ?? 'UNKNOWN');
}
