import { ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationTypeNode,
} from 'graphql';
import { errorBody, errorFormatter, LimitError } from './errors.ts';
import { maximumTokens, refuseFlood } from './flood.ts';
import { type QueryLimits, queryLimits } from './limits.ts';
import type { Metrics } from './metrics.ts';

/** What a request brings that its context may depend on. */
export interface IncomingRequest {
  headers: FastifyRequest['headers'];
  /** Aborts when the client goes away. */
  signal: AbortSignal;
}

export interface GraphQLOptions<Context extends BaseContext> {
  schema: GraphQLSchema;
  contextFor: (request: IncomingRequest) => Promise<Context> | Context;
  /** What the request asked of which source, for `extensions.sources`. */
  sourcesReport?: (context: Context) => readonly unknown[];
  /** Errors beside fields that were answered all the same. */
  partialErrors?: (context: Context) => readonly GraphQLError[];
  limits: QueryLimits;
  /** Counts operations and the codes of their errors. */
  metrics?: Metrics;
  logger: FastifyBaseLogger;
}

/** Documents that passed `refuseFlood`, so that a repeated query is read once only. */
const rememberedDocuments = 1000;
const longestRemembered = 10_000;

/** The bridge between Fastify and Apollo Server: GraphQL over HTTP at one path. */
export function graphqlEndpoint<Context extends BaseContext>(options: GraphQLOptions<Context>) {
  const apollo = apolloServer(options);
  const passed = new Set<string>();

  const guard = (text: unknown): void => {
    if (typeof text !== 'string' || passed.has(text)) return;
    refuseFlood(text);
    if (text.length > longestRemembered) return;
    const [oldest] = passed;
    if (passed.size >= rememberedDocuments && oldest !== undefined) passed.delete(oldest);
    passed.add(text);
  };

  return {
    start: () => apollo.start(),
    stop: () => apollo.stop(),

    /** Answers one request. */
    async handle(request: FastifyRequest, reply: FastifyReply): Promise<string> {
      const search = searchOf(request.url);
      try {
        for (const text of queryTexts(request, search)) guard(text);
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        const { http: _, code, ...facts } = error.extensions;
        reply.code(400).type('application/json; charset=utf-8');
        return JSON.stringify(errorBody(String(code), error.message, facts));
      }

      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method === 'HEAD' ? 'GET' : request.method,
          headers: headerMap(request.headers),
          search,
          body: request.body,
        },
        context: async () => options.contextFor({ headers: request.headers, signal: gone(reply) }),
      });
      if (answer.body.kind !== 'complete') throw new Error('incremental delivery is not part of this schema');
      reply.code(answer.status ?? 200);
      for (const [name, value] of answer.headers) reply.header(name, value);
      return answer.body.string;
    },
  };
}

function apolloServer<Context extends BaseContext>({
  schema,
  sourcesReport,
  partialErrors,
  limits,
  metrics,
  logger,
}: GraphQLOptions<Context>): ApolloServer<Context> {
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
        requestDidStart: async () => {
          const startedAt = performance.now();
          return {
            didResolveOperation: async ({ document, operation, request }) => {
              if (!operation) return;
              refuseMissingRoot(schema, operation.operation);
              checks.check(document, operation, request.variables ?? {});
            },
            willSendResponse: async ({ contextValue, errors, request, response }) => {
              if (response.body.kind !== 'single') return;
              const result = response.body.singleResult;
              metrics?.answered(performance.now() - startedAt, (result.errors ?? []).map(codeOf));
              if (result.data === undefined) {
                response.http.status = statusOf(
                  errors ?? [],
                  request.http?.headers.get('accept'),
                  response.http.status,
                );
                return;
              }
              const beside = partialErrors?.(contextValue) ?? [];
              if (beside.length > 0) {
                const formatted = beside.map((error) => format(error.toJSON(), error));
                result.errors = [...(result.errors ?? []), ...formatted];
              }
              if (sourcesReport)
                result.extensions = { ...result.extensions, sources: sourcesReport(contextValue) };
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

function codeOf({ extensions }: GraphQLFormattedError): string {
  return String(extensions?.['code'] ?? 'UNKNOWN');
}

/** graphql-js finds this out only when it runs, and then answers with data. */
function refuseMissingRoot(schema: GraphQLSchema, operation: OperationTypeNode): void {
  if (schema.getRootType(operation)) return;
  throw new GraphQLError(`This graph has no ${operation} operations.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });
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

function queryTexts(request: FastifyRequest, search: string): unknown[] {
  if (request.method !== 'POST') return new URLSearchParams(search).getAll('query');
  const { body } = request;
  return typeof body === 'object' && body !== null && 'query' in body ? [body.query] : [];
}

function searchOf(url: string): string {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
}

function headerMap(headers: FastifyRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** Aborts when the connection closes before the answer was sent. */
function gone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the client went away'));
  });
  return controller.signal;
}
