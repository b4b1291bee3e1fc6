import { setImmediate } from 'node:timers/promises';
import { ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import {
  type DocumentNode,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { type AnswerMeter, defaultAnswerLimits, ExecutionEnded } from '../cost/answer-meter.ts';
import { maxTokens } from '../cost/document-limits.ts';
import { queryLimits } from '../cost/limits.ts';
import { meterFields, openMeter } from '../cost/metered-schema.ts';
import { errorFormatter } from '../errors.ts';
import type { GraphQLOptions } from './options.ts';
import { requestErrorStatus } from './request-status.ts';
import { codeOf, withSourceReport } from './result.ts';

/** A subscription that passed validation and the limits. */
export interface CheckedSubscription {
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

/** The cost from which an operation is long. */
const costOfLong = 500;

/** The function that runs the subscription of a request. A subscription of any other request is refused. */
export type SubscriptionHandlers = WeakMap<HTTPGraphQLRequest, (subscription: CheckedSubscription) => void>;

/** The function that charges the client of a request for its cost. */
export type Charges = WeakMap<HTTPGraphQLRequest, (cost: number) => void>;

/** A query that was executed, and its result. */
export interface Executed<Context> {
  result: FormattedExecutionResult;
  document: DocumentNode;
  context: Context;
}

/** The function that is told of the query of a request once it is executed. */
export type Observers<Context> = WeakMap<HTTPGraphQLRequest, (executed: Executed<Context>) => void>;

/** Apollo Server with our limits, errors and metrics. It checks subscriptions, but hands them over to be run. */
export function apolloServer<Context extends BaseContext>(
  options: GraphQLOptions<Context>,
  subscriptionHandlers: SubscriptionHandlers,
  charges: Charges,
  observers: Observers<Context>,
): ApolloServer<Context> {
  const { schema, limits, metrics, logger } = options;
  const checks = queryLimits(schema, limits);
  meterFields(schema);
  const format = errorFormatter(logger);
  return new ApolloServer<Context>({
    schema,
    // The schema is public; `queryLimits` bounds what introspection may ask for.
    introspection: true,
    // The gateway reads no credentials and has no mutations, so a forged request gains nothing.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
    // graphql-js adds a notice that it stopped validating, so a client gets at most five errors.
    validationOptions: { maxErrors: 4 },
    formatError: format,
    logger: {
      debug: (message) => logger.debug(String(message)),
      info: (message) => logger.info(String(message)),
      warn: (message) => logger.warn(String(message)),
      error: (message) => logger.error(String(message)),
    },
    plugins: [
      // It wraps every field, which takes a third of the time of a content query.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      {
        requestDidStart: async ({ request: { http } }) => {
          const startedAt = performance.now();
          const handleSubscription = http && subscriptionHandlers.get(http);
          // Apollo allows only queries by GET. EventSource can only send GET, and a subscription changes nothing.
          if (handleSubscription) http.method = 'POST';
          let isHandedOver = false;
          let meter: AnswerMeter | undefined;
          return {
            didResolveOperation: async ({ contextValue, document, operation, request }) => {
              if (!operation) return;
              refuseMissingRoot(schema, operation.operation);
              if (operation.operation === OperationTypeNode.SUBSCRIPTION && !handleSubscription)
                throw notStreamed();
              const { cost } = checks.check(document, operation, request.variables ?? {});
              if (http) charges.get(http)?.(cost);
              // Validation may have taken long.
              if (cost > costOfLong) await setImmediate();
              meter = openMeter(contextValue, limits.answer ?? defaultAnswerLimits);
            },
            responseForOperation: async ({ document, operation, operationName, request }) => {
              // Apollo also calls this without an operation, although its type says otherwise.
              if (operation?.operation !== OperationTypeNode.SUBSCRIPTION || !handleSubscription) return null;
              isHandedOver = true;
              handleSubscription({ document, operationName, variables: request.variables ?? {} });
              return {
                http: { headers: new HeaderMap() },
                body: { kind: 'single', singleResult: { data: null } },
              };
            },
            willSendResponse: async ({ contextValue, document, errors, operation, request, response }) => {
              if (response.body.kind !== 'single' || isHandedOver) return;
              const result = response.body.singleResult;
              if (operation?.operation === OperationTypeNode.SUBSCRIPTION && response.http.status === 405) {
                const { message, extensions } = notStreamed();
                result.errors = [{ message, extensions: { code: extensions['code'] } }];
                response.http.status = 400;
                response.http.headers.delete('allow');
              }
              // Apollo answers a client that accepts only event streams with 406; the error above says more.
              if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
                response.http.headers.set('content-type', 'application/json; charset=utf-8');
              // Part of an answer looks like an answer.
              const ended = errors?.findIndex((error: unknown) => error instanceof ExecutionEnded) ?? -1;
              if (ended >= 0) {
                delete result.data;
                result.errors = result.errors?.slice(ended, ended + 1);
              }
              metrics?.answered(performance.now() - startedAt, (result.errors ?? []).map(codeOf));
              if (result.data === undefined) {
                response.http.status = requestErrorStatus(
                  errors ?? [],
                  request.http?.headers.get('accept'),
                  response.http.status,
                );
                return;
              }
              const reported = withSourceReport(result, contextValue, options);
              response.body.singleResult = reported;
              if (http && document && operation?.operation === OperationTypeNode.QUERY)
                observers.get(http)?.({ result: reported, document, context: contextValue });
              // Writing its JSON takes long again.
              if (meter?.isLong) await setImmediate();
            },
          };
        },
      },
    ],
  });
}

/** graphql-js finds a missing root type only during execution, and then answers with data. */
function refuseMissingRoot(schema: GraphQLSchema, operation: OperationTypeNode): void {
  if (schema.getRootType(operation)) return;
  throw new GraphQLError(`This graph has no ${operation} operations.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });
}

/** Apollo's own error for a subscription sent by GET tells the client to use POST, which is refused too. */
function notStreamed(): GraphQLError {
  return new GraphQLError(
    'Subscriptions are streamed: send this operation to /graphql/stream and read text/event-stream.',
    { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
  );
}
