import { Server as NetServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { constants } from 'node:zlib';
import type { BaseContext } from '@apollo/server';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import { type FastifyError, type FastifyInstance, fastify, LogController } from 'fastify';
import type { UpstreamFacts } from './cost/upstream-calls.ts';
import { errorBody } from './errors.ts';
import type { GraphQLOptions } from './graphql-options.ts';
import { PortError } from './port-error.ts';
import { graphqlEndpoint } from './routes/graphql.ts';
import { healthRoutes, type Readiness } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { playgroundRoute } from './routes/playground.ts';
import { schemaRoute } from './routes/schema-route.ts';
import { securityHeaders } from './security.ts';
import type { StreamPace } from './stream/event-stream.ts';
import { OpenStreams, type StreamLimits } from './stream/open-streams.ts';
import { streamRoute } from './stream/stream.ts';

/** Settings of the HTTP layer, as the configuration read them. */
export interface ServerSettings {
  host: string;
  port: number;
  /** Origins that browsers may call from; `*` stands for any. */
  corsOrigins: readonly string[];
  maxCost: number;
  maxDepth: number;
  /** Requests a minute and client; 0 switches the limit off. */
  rateLimit: number;
  production: boolean;
  /** Take the client's address from X-Forwarded-For: only behind a balancer that sets it. */
  trustProxy?: boolean | number | string;
  /** How long slow clients and a shutdown may take, in milliseconds. */
  timeouts?: Partial<Timeouts>;
  /** How many event streams may be open, and their times. */
  streams?: Partial<StreamLimits & StreamPace>;
}

export interface Timeouts {
  /** Until a request's headers and body must have arrived. */
  request: number;
  /** Until an idle connection is closed. */
  idle: number;
  /** During a shutdown, how long connections are told to close before the port is. */
  drain: number;
  /** How long a shutdown waits for answers on their way. */
  shutdown: number;
}

export interface ServerOptions<Context extends BaseContext> extends Omit<GraphQLOptions<Context>, 'limits'> {
  /** The schema as text, served at `/schema.graphql`. */
  sdl: string;
  readiness: () => Promise<Readiness>;
  /** For the limit on calls upstream. */
  upstream?: UpstreamFacts;
  /** Called when the last answer that was being made has left: the moment for what can wait. */
  onQuiet?: () => void;
  settings: ServerSettings;
}

/** The HTTP side of the gateway. */
export interface Server {
  listen(): Promise<{ url: string }>;
  close(): Promise<void>;
  inject: FastifyInstance['inject'];
}

/** A little under ten seconds, since Node looks for late requests at intervals. */
const defaultTimeouts: Timeouts = { request: 9_000, idle: 9_000, drain: 500, shutdown: 10_000 };
/** A stream must come back after the port of a gateway that drains has closed. */
const defaultPace: StreamPace = { heartbeat: 15_000, reconnect: 2_000 };
const defaultStreamLimits: StreamLimits = { mostOpen: 5_000, mostPerClient: 50 };
/** How often Node looks for late requests. */
const checkInterval = 500;
const bodyLimit = 1024 * 1024;

/** Builds the server without opening a port; `listen` opens it. */
export function createServer<Context extends BaseContext>(options: ServerOptions<Context>): Server {
  const { settings, logger } = options;
  const timeouts = { ...defaultTimeouts, ...settings.timeouts };
  const streams = new OpenStreams(
    { ...defaultStreamLimits, ...settings.streams },
    options.metrics?.streaming,
  );
  let draining = false;
  let closing: Promise<void> | undefined;

  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    // It would write whole addresses, and with them queries, to the log.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.idle,
    http: {
      headersTimeout: timeouts.request,
      connectionsCheckingInterval: Math.min(checkInterval, timeouts.request),
    },
    // Requests that come in on open connections during a shutdown are still answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
    trustProxy: trusted(settings.trustProxy ?? false),
  });

  errorReplies(app);
  jsonBodiesOnly(app);
  app.addHook('onSend', async (_request, reply) => {
    if (draining) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, milliseconds },
      'answered',
    );
  });
  app.register((scope) => routes(scope, options, streams, () => draining));

  return {
    inject: app.inject.bind(app),

    async listen() {
      try {
        return { url: await app.listen({ host: settings.host, port: settings.port }) };
      } catch (error) {
        throw PortError.from(error, settings) ?? error;
      }
    },

    close() {
      closing ??= shutDown(app, streams, timeouts, () => {
        draining = true;
      });
      return closing;
    },
  };
}

/** A number means the proxies nearest to us. */
function trusted(proxies: boolean | number | string) {
  if (typeof proxies !== 'number') return proxies;
  return (_address: string, hop: number) => hop < proxies;
}

async function routes<Context extends BaseContext>(
  app: FastifyInstance,
  { settings, ...options }: ServerOptions<Context>,
  streams: OpenStreams,
  isDraining: () => boolean,
): Promise<void> {
  await securityHeaders(app, settings.production);
  await app.register(cors, {
    origin: settings.corsOrigins.includes('*') ? '*' : [...settings.corsOrigins],
    methods: ['GET', 'HEAD', 'POST'],
    credentials: false,
    strictPreflight: false,
    maxAge: 86_400,
    exposedHeaders: [
      'etag',
      'retry-after',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
    ],
  });
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  if (settings.rateLimit > 0) await app.register(rateLimit, { max: settings.rateLimit, timeWindow: 60_000 });

  const asked: GraphQLOptions<Context> = {
    ...options,
    limits: { maxCost: settings.maxCost, maxDepth: settings.maxDepth, upstream: options.upstream },
  };
  const graphql = graphqlEndpoint(asked);
  await graphql.start();
  app.addHook('onClose', () => graphql.stop());
  let underWay = 0;
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      underWay++;
      reply.raw.once('close', () => {
        if (--underWay === 0) options.onQuiet?.();
      });
      return reply.send(await graphql.handle(request, reply));
    },
  });
  streamRoute(app, { graphql, streams, pace: { ...defaultPace, ...settings.streams } }, asked);
  refuseOtherMethods(app, '/graphql', 'GET, HEAD, POST, OPTIONS');
  refuseOtherMethods(app, '/graphql/stream', 'GET, POST, OPTIONS');
  healthRoutes(app, options.readiness, isDraining);
  if (options.metrics) metricsRoute(app, options.metrics);
  schemaRoute(app, options.sdl);
  playgroundRoute(app);
}

function refuseOtherMethods(app: FastifyInstance, url: string, allow: string): void {
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url,
    handler: async (request, reply) =>
      reply
        .code(405)
        .header('allow', allow)
        .send(
          errorBody('BAD_REQUEST', `${request.method} is not supported. Send operations by GET or POST.`),
        ),
  });
}

/** Only JSON is read: forms, plain text and multipart are what other sites' pages could send unasked. */
function jsonBodiesOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson);
}

/** Every refusal is JSON in the shape of a GraphQL error, and nothing unforeseen is told. */
function errorReplies(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => {
    reply.code(404).send(errorBody('NOT_FOUND', `There is nothing at ${request.url.split('?', 1)[0]}.`));
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 429) {
      const seconds = Number(reply.getHeader('retry-after'));
      const wait = Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {};
      return reply
        .code(429)
        .send(errorBody('RATE_LIMITED', 'Too many requests. Wait before asking again.', wait));
    }
    if (status >= 400 && status < 500)
      return reply.code(status).send(errorBody('BAD_REQUEST', error.message));
    request.log.error({ errorId: request.id, err: error }, 'unforeseen error');
    const message = `Something went wrong in the gateway. If it stays, report it with the id ${request.id}.`;
    return reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', message, { id: request.id }));
  });
}

/**
 * Ends without dropping a request. First every answer tells its client to close the connection, so that none
 * sends another on it, and readiness tells balancers to go elsewhere; event streams end, and by the time their
 * clients come back the port is closed. Then it closes; connections that were just opened still have a moment to
 * bring their request. Then idle ones close, and answers on their way end.
 */
async function shutDown(
  app: FastifyInstance,
  streams: OpenStreams,
  timeouts: Timeouts,
  startDraining: () => void,
): Promise<void> {
  startDraining();
  streams.end();
  if (app.server.listening) {
    await setTimeout(timeouts.drain);
    // Not http's own close, which would cut connections whose request is still being read.
    const closed = new Promise((resolve) => NetServer.prototype.close.call(app.server, resolve));
    await Promise.race([closed, setTimeout(timeouts.drain)]);
    streams.cut();
    const idle = setInterval(() => app.server.closeIdleConnections(), 50);
    const overdue = new AbortController();
    const late = setTimeout(timeouts.shutdown, undefined, { signal: overdue.signal }).then(
      () => app.server.closeAllConnections(),
      () => undefined,
    );
    await closed;
    overdue.abort();
    await late;
    clearInterval(idle);
  }
  await app.close();
}
