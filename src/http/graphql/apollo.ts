import { setImmediate } from 'node:timers/promises';
import { ApolloServer, type BaseContext, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { maxTokens } from '../cost/document-limits.ts';
import { queryLimits } from '../cost/limits.ts';
import { errorFormatter } from '../errors.ts';
import { execute, type Metered } from '../execution/execute.ts';
import type { Ask, Asking } from './asking.ts';
import { fastWay } from './fast-way.ts';
import { costOfLong, finish } from './finish.ts';
import { formatResult, hasNotRun } from './format-result.ts';
import { KnownDocuments } from './known-documents.ts';
import type { GraphQLOptions } from './options.ts';

/**
 * Apollo Server with our limits, errors and metrics, and a shorter way for documents that it knows. It checks
 * subscriptions, but hands them over to be run.
 */
export function apolloServer<Context extends BaseContext>(
  options: GraphQLOptions<Context>,
): { start(): Promise<void>; stop(): Promise<void>; ask: Ask<Context> } {
  const { schema, limits, logger } = options;
  const checks = queryLimits(schema, limits);
  const format = errorFormatter(logger);
  const known = new KnownDocuments();
  /** Apollo passes on its own form of a request. */
  const askings = new WeakMap<HTTPGraphQLRequest, Asking<Context>>();
  const apollo = new ApolloServer<Context>({
    schema,
    // The schema is public; `queryLimits` bounds what introspection may ask for.
    introspection: true,
    // The gateway reads no credentials and has no mutations, so a forged request gains nothing.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
    // It would hold 30 MB by the length of their JSON, which are 250 MB in memory. Ours answers for known documents.
    documentStore: null,
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
          const asking = http && askings.get(http);
          const handleSubscription = asking?.subscribe;
          // Apollo allows only queries by GET. EventSource can only send GET, and a subscription changes nothing.
          if (http && handleSubscription) http.method = 'POST';
          let isHandedOver = false;
          let metered: Metered | undefined;
          return {
            parsingDidStart: turnForLong,
            validationDidStart: turnForLong,
            didResolveOperation: async ({ document, operation, queryHash, request, source }) => {
              if (!operation) return;
              refuseMissingRoot(schema, operation.operation);
              if (operation.operation === OperationTypeNode.SUBSCRIPTION && !handleSubscription)
                throw notStreamed();
              await turnForLong({ source });
              const { cost } = checks.check(document, operation, request.variables ?? {});
              known.add({ text: source, hash: queryHash, document });
              asking?.charge(cost);
              // Validation may have taken long.
              if (cost > costOfLong) await setImmediate();
            },
            responseForOperation: async ({ contextValue, document, operation, operationName, request }) => {
              // Apollo also calls this without an operation, although its type says otherwise.
              if (operation?.operation === OperationTypeNode.QUERY) {
                metered = await execute(
                  { schema, document, contextValue, operationName, variableValues: request.variables ?? {} },
                  limits.answer,
                );
                // Apollo says what is wrong.
                if (hasNotRun(metered)) return null;
                const { result, status } = formatResult(metered.executed, format, asking?.logger);
                return {
                  http: { headers: new HeaderMap(), ...(status !== undefined && { status }) },
                  body: { kind: 'single', singleResult: result },
                };
              }
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
              const finished = finish(options, {
                result,
                errors: errors ?? metered?.executed.errors ?? [],
                contextValue,
                startedAt,
                accept: request.http?.headers.get('accept'),
                observe: asking?.observe,
                document: operation?.operation === OperationTypeNode.QUERY ? document : undefined,
                status: response.http.status,
              });
              response.body.singleResult = finished.result;
              if (finished.status !== undefined) response.http.status = finished.status;
              // Writing its JSON takes long again.
              if (metered?.isLong) await setImmediate();
            },
          };
        },
      },
    ],
  });
  const ask: Ask<Context> = async (asking) => {
    const http = toHttp(asking);
    askings.set(http, asking);
    const {
      status = 200,
      headers,
      body,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: http,
      context: async () => asking.context(),
    });
    if (body.kind !== 'complete') throw new Error('incremental delivery is not part of this schema');
    return { status, headers: [...headers], text: body.string };
  };
  return {
    start: () => apollo.start(),
    stop: () => apollo.stop(),
    ask: fastWay(ask, options, { known, checks, format }),
  };
}

/** Characters of a document that take some tens of milliseconds to parse, to validate and to measure, each. */
const longDocument = 20_000;

/** Others are answered between the steps of a long document. */
export async function turnForLong({ source }: { source?: string | undefined }): Promise<undefined> {
  if (source !== undefined && source.length > longDocument) await setImmediate();
}

/** The request in the form of Apollo. */
function toHttp<Context extends BaseContext>({ sent, subscribe }: Asking<Context>): HTTPGraphQLRequest {
  const { method, search, body } = sent;
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(sent.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // The client's Accept header names the event stream. It says nothing of the JSON inside it.
  if (subscribe) headers.set('accept', '*/*');
  return { method, search, body, headers };
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
