import { GraphQLError, type GraphQLFormattedError } from 'graphql';

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Formats the errors of an execution as Apollo Server does before it calls `formatError`: each has a code, and the
 * status that an error asks for is not shown but returned.
 */
export function formatErrors(
  errors: readonly Error[],
  format: Format,
): { formatted: GraphQLFormattedError[]; status: number | undefined } {
  let status: number | undefined;
  const formatted = errors.map((error) => {
    const located =
      error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
    const { http, ...extensions } = located.extensions;
    status = statusIn(http) ?? status;
    return format(
      {
        ...located.toJSON(),
        extensions: { ...extensions, code: extensions['code'] ?? 'INTERNAL_SERVER_ERROR' },
      },
      error,
    );
  });
  return { formatted, status };
}

function statusIn(http: unknown): number | undefined {
  if (typeof http !== 'object' || http === null || !('status' in http)) return undefined;
  return typeof http.status === 'number' ? http.status : undefined;
}
