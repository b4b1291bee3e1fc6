import type { FastifyBaseLogger } from 'fastify';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';
import { type errorFormatter, LimitError } from '../errors.ts';
import type { Metered } from '../execution/execute.ts';

type Format = ReturnType<typeof errorFormatter>;

/** Whether no field was executed, since a variable is wrong. */
export function hasNotRun({ executed: { data, errors } }: Metered): boolean {
  return data === undefined && !errors?.some((error) => error instanceof LimitError);
}

/**
 * Formats the errors of an execution as Apollo Server does before it calls `formatError`: each has a code, and the
 * status that an error asks for is not shown but returned.
 */
export function formatResult(
  { errors, ...rest }: ExecutionResult,
  format: Format,
  logger?: FastifyBaseLogger,
): { result: FormattedExecutionResult; status: number | undefined } {
  if (!errors) return { result: rest, status: undefined };
  let status: number | undefined;
  const formatted = errors.map((error: Error) => {
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
      logger,
    );
  });
  return { result: { ...rest, errors: formatted }, status };
}

function statusIn(http: unknown): number | undefined {
  if (typeof http !== 'object' || http === null || !('status' in http)) return undefined;
  return typeof http.status === 'number' ? http.status : undefined;
}
