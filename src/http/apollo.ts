import { ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type DocumentNode, GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { maximumTokens } from './cost/flood.ts';
import { queryLimits } from './cost/limits.ts';
import { errorFormatter, LimitError } from './errors.ts';
import type { GraphQLOptions } from './graphql-options.ts';
import { codeOf, withNotes } from './result.ts';

/** A subscription that passed every check. */
export interface CheckedSubscription {
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

/** Who takes the subscription of a request; those of any other request are refused. */
export type Takers = WeakMap<HTTPGraphQLRequest, (subscription: CheckedSubscription) => void>;

/** Apollo Server with our limits, errors and reports; it checks subscriptions and leaves running them to others. */
export function apolloServer<Context extends BaseContext>(
  options: GraphQLOptions<Context>,
  takers: Takers,
): ApolloServer<Context> {
  const { schema, limits, metrics, logger } = options;
  const checks = queryLimits(schema, limits);
  const format = errorFormatter(logger);
  return new ApolloServer<Context>({
    schema,
    // The limits on introspection are ours; the schema is public.
    introspection: true,
    // No credentials are read and there are no mutations, so there is nothing to forge.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: maximumTokens },
    // With the notice that validation was broken off, five errors at most.
    validationOptions: { maxErrors: 4 },
    formatError: format,
    logger: {
      debug: (message) => logger.debug(String(message)),
      info: (message) => logger.info(String(message)),
      warn: (message) => logger.warn(String(message)),
      error: (message) => logger.error(String(message)),
    },
    plugins: [
      // It would wrap every field, at a third of the time of a content query.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      {
        requestDidStart: async ({ request: { http } }) => {
          const startedAt = performance.now();
          const take = http && takers.get(http);
          // Apollo takes only queries by GET; a subscription changes nothing either, and EventSource has only GET.
          if (take) http.method = 'POST';
          let isTaken = false;
          return {
            didResolveOperation: async ({ document, operation, request }) => {
              if (!operation) return;
              refuseMissingRoot(schema, operation.operation);
              if (operation.operation === OperationTypeNode.SUBSCRIPTION && !take) throw notStreamed();
              checks.check(document, operation, request.variables ?? {});
            },
            responseForOperation: async ({ document, operation, operationName, request }) => {
              // Asked also where no operation was found, though its type knows nothing of it.
              if (operation?.operation !== OperationTypeNode.SUBSCRIPTION || !take) return null;
              isTaken = true;
              take({ document, operationName, variables: request.variables ?? {} });
              return {
                http: { headers: new HeaderMap() },
                body: { kind: 'single', singleResult: { data: null } },
              };
            },
            willSendResponse: async ({ contextValue, errors, operation, request, response }) => {
              if (response.body.kind !== 'single' || isTaken) return;
              const result = response.body.singleResult;
              if (operation?.operation === OperationTypeNode.SUBSCRIPTION && response.http.status === 405) {
                const { message, extensions } = notStreamed();
                result.errors = [{ message, extensions: { code: extensions['code'] } }];
                response.http.status = 400;
                response.http.headers.delete('allow');
              }
              // Who expects a stream here is told so, and not that JSON is all there is.
              if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
                response.http.headers.set('content-type', 'application/json; charset=utf-8');
              metrics?.answered(performance.now() - startedAt, (result.errors ?? []).map(codeOf));
              if (result.data === undefined) {
                response.http.status = statusOf(
                  errors ?? [],
                  request.http?.headers.get('accept'),
                  response.http.status,
                );
                return;
              }
              response.body.singleResult = withNotes(result, contextValue, options);
            },
          };
        },
      },
    ],
  });
}

/**
 * A request that GraphQL refused is 200 for clients that ask for `application/json` by name, as the
 * specification of GraphQL over HTTP recommends for them; a limit passed and a wrong method never are.
 */
function statusOf(
  errors: readonly unknown[],
  accept: string | undefined,
  status: number | undefined,
): number {
  if (status === 405 || status === 500) return status;
  if (errors.some((error) => error instanceof LimitError)) return 400;
  return prefersPlainJson(accept) && errors.every(isGraphQLRequestError) ? 200 : 400;
}

/** graphql-js finds this out only when it runs, and then answers with data. */
function refuseMissingRoot(schema: GraphQLSchema, operation: OperationTypeNode): void {
  if (schema.getRootType(operation)) return;
  throw new GraphQLError(`This graph has no ${operation} operations.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });
}

/** Apollo says of one sent by GET only that it should be sent by POST, which does not help either. */
function notStreamed(): GraphQLError {
  return new GraphQLError(
    'Subscriptions are streamed: send this operation to /graphql/stream and read text/event-stream.',
    { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } },
  );
}

const requestErrors = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
]);

function isGraphQLRequestError(error: unknown): boolean {
  return error instanceof GraphQLError && requestErrors.has(String(error.extensions['code']));
}

function prefersPlainJson(accept = ''): boolean {
  const named = accept.toLowerCase();
  return named.includes('application/json') && !named.includes('application/graphql-response+json');
}
