import type { BaseContext } from '@apollo/server';
import {
  createSourceEventStream,
  type FormattedExecutionResult,
  type GraphQLError,
  locatedError,
} from 'graphql';
import { errorFormatter } from '../errors.ts';
import { execute } from '../execution/execute.ts';
import type { CheckedSubscription } from '../graphql/asking.ts';
import type { GraphQLOptions, IncomingRequest } from '../graphql/options.ts';
import { codeOf, withSourceReport } from '../graphql/result.ts';

/** One message of the stream. */
export interface Delivery {
  result: FormattedExecutionResult;
  /** The cursor of the event, which a client can resume from. */
  id: string | null;
}

/**
 * Starts a subscription: returns the results of its events, or the errors that prevented it. It reads an event from
 * its source only when the consumer asks for the next result.
 */
export function subscriber<Context extends BaseContext>(options: GraphQLOptions<Context>) {
  const { schema, contextFor, limits, metrics, logger } = options;
  const formatError = errorFormatter(logger);
  const format = (error: GraphQLError) => formatError(error.toJSON(), error);

  return async (
    { document, operationName, variables }: CheckedSubscription,
    { headers, client, signal }: Omit<IncomingRequest, 'waited'>,
  ): Promise<AsyncIterable<Delivery> | FormattedExecutionResult> => {
    const operation = { schema, document, operationName, variableValues: variables };

    /** Every event gets its own context, so loaders, deadlines and reports are not shared between events. */
    const resultOf = async (event: unknown): Promise<FormattedExecutionResult> => {
      const startedAt = performance.now();
      const own = new AbortController();
      const end = () => own.abort(signal.reason);
      signal.addEventListener('abort', end);
      try {
        const contextValue = await contextFor({ headers, client, signal: own.signal, waited: 0 });
        const { executed } = await execute({ ...operation, rootValue: event, contextValue }, limits.answer);
        const { errors, ...rest } = executed;
        const result = { ...rest, ...(errors && { errors: errors.map(format) }) };
        metrics?.answered(performance.now() - startedAt, (result.errors ?? []).map(codeOf));
        return withSourceReport(result, contextValue, options);
      } finally {
        signal.removeEventListener('abort', end);
      }
    };

    const contextValue = await contextFor({ headers, client, signal, waited: 0 });
    const source = await createSourceEventStream({ ...operation, contextValue });
    if ('errors' in source) return { errors: (source.errors ?? []).map(format) };

    return (async function* results() {
      try {
        for await (const event of source as AsyncIterable<unknown>)
          yield { id: cursorOf(event), result: await resultOf(event) };
      } catch (error) {
        // An abort is no error, and a client that disconnected reads none.
        if (signal.aborted) return;
        yield { id: null, result: { errors: [format(locatedError(error, undefined))] } };
      }
    })();
  };
}

/** The event stream specification allows no line break and no U+0000 in an id. */
function cursorOf(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('cursor' in event)) return null;
  const { cursor } = event;
  return typeof cursor === 'string' && !/[\r\n\0]/.test(cursor) ? cursor : null;
}
