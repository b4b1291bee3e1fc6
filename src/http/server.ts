import type { BaseContext } from '@apollo/server';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import { openedTracing } from '../tracing/spans.ts';
import { BelowRoutes } from './below-routes.ts';
import { errorReplies } from './error-replies.ts';
import { waitForFirstUse } from './first-use.ts';
import { acceptOnlyJson } from './json-bodies.ts';
import { registerPlugins } from './plugins.ts';
import { PortError } from './port-error.ts';
import { requestIds } from './request-id.ts';
import { requestSpans } from './request-spans.ts';
import { registerRoutes } from './routes/all.ts';
import { defaultStreamLimits, defaultTimeouts, type ServerOptions } from './server-options.ts';
import { shutDown } from './shutdown.ts';
import { cutSlowReaders } from './slow-readers.ts';
import { OpenStreams } from './stream/open-streams.ts';
import { answerUnrouted } from './unrouted.ts';
import { refuseIllFormed } from './well-formed.ts';

/** How often Node looks for requests that exceed their timeout, in milliseconds. */
const checkInterval = 500;
const bodyLimit = 1024 * 1024;

/** The HTTP side of the gateway. */
export interface Server {
  listen(): Promise<{ url: string }>;
  close(): Promise<void>;
  inject: FastifyInstance['inject'];
}

/** Builds the server without opening a port; `listen` opens it. */
export function createServer<Context extends BaseContext>(options: ServerOptions<Context>): Server {
  const { settings, logger } = options;
  const timeouts = { ...defaultTimeouts, ...settings.timeouts };
  const streams = new OpenStreams(
    { ...defaultStreamLimits, ...settings.streams },
    options.metrics?.streaming,
  );
  let isDraining = false;
  let closing: Promise<void> | undefined;

  const belowRoutes = new BelowRoutes(settings.production);
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    // Fastify's own request log holds whole URLs, and with them queries.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIds((settings.trustProxy ?? false) !== false),
    bodyLimit,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.idle,
    http: {
      headersTimeout: timeouts.request,
      // Node would refuse a request without Host with an empty body.
      requireHostHeader: false,
      connectionsCheckingInterval: Math.min(checkInterval, timeouts.request),
    },
    // Requests that arrive on open connections during a shutdown are still answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: belowRoutes.byFramework,
    clientErrorHandler: belowRoutes.malformed,
    trustProxy: trustedProxies(settings.trustProxy ?? false),
  });

  belowRoutes.listenTo(app.server);
  const tracing = openedTracing();
  if (tracing) requestSpans(app, tracing, { continues: (settings.trustProxy ?? false) !== false });
  errorReplies(app);
  acceptOnlyJson(app);
  cutSlowReaders(app, timeouts.answer);
  // With callbacks: a hook that is a promise makes every answer wait for other work.
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id);
    if (isDraining) reply.header('connection', 'close');
    if (settings.preview) reply.header('x-preview', 'true').header('x-robots-tag', 'noindex');
    // A cache may store some errors unasked, and would then show them for longer than they last.
    if (reply.statusCode >= 400) reply.header('cache-control', 'no-store').removeHeader('etag');
    done(null, payload);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    options.metrics?.responded(routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime);
    request.log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, milliseconds },
      'answered',
    );
    done();
  });
  app.register(async (scope) => {
    const points = await registerPlugins(scope, settings, options.sharedPoints ?? null);
    answerUnrouted(scope, points !== null);
    refuseIllFormed(scope);
    if (options.firstUse) waitForFirstUse(scope, options.firstUse);
    await registerRoutes(scope, options, { streams, isDraining: () => isDraining, points });
  });

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
      isDraining = true;
      closing ??= shutDown(app, streams, timeouts);
      return closing;
    },
  };
}

/** A number counts the proxies in front of the gateway, beginning with the nearest. */
function trustedProxies(proxies: false | number | string) {
  if (typeof proxies !== 'number') return proxies;
  return (_address: string, hop: number) => hop < proxies;
}
