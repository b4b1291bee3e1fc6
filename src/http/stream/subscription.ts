import type { BaseContext } from '@apollo/server';
import {
  createSourceEventStream,
  execute,
  type FormattedExecutionResult,
  type GraphQLError,
  locatedError,
} from 'graphql';
import type { CheckedSubscription } from '../apollo.ts';
import { errorFormatter } from '../errors.ts';
import type { GraphQLOptions, IncomingRequest } from '../graphql-options.ts';
import { codeOf, withNotes } from '../result.ts';

/** A result on its way to the client. */
export interface Delivery {
  result: FormattedExecutionResult;
  /** The cursor of the event, by which a client can go on behind it. */
  id: string | null;
}

/**
 * Opens the source of a subscription: the results of its events, or the errors for which there are none. Nothing is
 * pulled from the source but what the results are pulled for.
 */
export function subscriber<Context extends BaseContext>(options: GraphQLOptions<Context>) {
  const { schema, contextFor, metrics, logger } = options;
  const formatError = errorFormatter(logger);
  const format = (error: GraphQLError) => formatError(error.toJSON(), error);

  return async (
    { document, operationName, variables }: CheckedSubscription,
    { headers, signal }: IncomingRequest,
  ): Promise<AsyncIterable<Delivery> | FormattedExecutionResult> => {
    const operation = { schema, document, operationName, variableValues: variables };

    /** Each event is a request of its own: what one has loaded, asked or run out of does not touch the next. */
    const resultOf = async (event: unknown): Promise<FormattedExecutionResult> => {
      const startedAt = performance.now();
      const own = new AbortController();
      const end = () => own.abort(signal.reason);
      signal.addEventListener('abort', end);
      try {
        const contextValue = await contextFor({ headers, signal: own.signal });
        const { errors, ...rest } = await execute({ ...operation, rootValue: event, contextValue });
        const result = { ...rest, ...(errors && { errors: errors.map(format) }) };
        metrics?.answered(performance.now() - startedAt, (result.errors ?? []).map(codeOf));
        return withNotes(result, contextValue, options);
      } finally {
        signal.removeEventListener('abort', end);
      }
    };

    const contextValue = await contextFor({ headers, signal });
    const source = await createSourceEventStream({ ...operation, contextValue });
    if ('errors' in source) return { errors: (source.errors ?? []).map(format) };

    return (async function* results() {
      try {
        for await (const event of source as AsyncIterable<unknown>)
          yield { id: cursorOf(event), result: await resultOf(event) };
      } catch (error) {
        // Whoever has gone needs no error, and being told to stop is none.
        if (signal.aborted) return;
        yield { id: null, result: { errors: [format(locatedError(error, undefined))] } };
      }
    })();
  };
}

/** An id cannot hold what ends a line or, by the specification of event streams, U+0000. */
function cursorOf(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('cursor' in event)) return null;
  const { cursor } = event;
  return typeof cursor === 'string' && !/[\r\n\0]/.test(cursor) ? cursor : null;
}
