import type { BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientOf } from '../client.ts';
import { chargePoints } from '../graphql/charge.ts';
import { graphqlEndpoint } from '../graphql/endpoint.ts';
import type { GraphQLOptions } from '../graphql/options.ts';
import type { Points } from '../points.ts';
import { trustedDocuments } from '../saved-queries/trusted.ts';
import { defaultPace, type ServerOptions } from '../server-options.ts';
import type { OpenStreams } from '../stream/open-streams.ts';
import { dataRoute } from './data.ts';
import { dcatRoutes } from './dcat.ts';
import { docsRoute } from './docs.ts';
import { embedRoutes } from './embed.ts';
import { feedRoutes } from './feeds.ts';
import { graphqlRoute } from './graphql.ts';
import { graphqlStreamRoute } from './graphql-stream.ts';
import { healthRoutes } from './health.ts';
import { mcpRoute } from './mcp.ts';
import { metricsRoute } from './metrics.ts';
import { pageRoutes } from './pages.ts';
import { playgroundRoute } from './playground.ts';
import { savedQueryRoutes } from './saved-queries.ts';
import { schemaRoute } from './schema-graphql.ts';
import { statisticsFileRoute } from './statistics-file.ts';

interface ServerState {
  streams: OpenStreams;
  isDraining: () => boolean;
  /** Null where there is no rate limit. */
  points: Points | null;
}

/** Registers the routes. Each file here is named after its path. */
export async function registerRoutes<Context extends BaseContext>(
  app: FastifyInstance,
  { settings, ...options }: ServerOptions<Context>,
  { streams, isDraining, points }: ServerState,
): Promise<void> {
  const { maxCost, maxDepth, answer } = settings;
  const { upstream, lengths } = options;
  const client = (request: FastifyRequest) => clientOf(request, settings.clientHeader ?? null);
  const { savedQueries: saved = () => [] } = options;
  const { nameOfSource = () => null } = options.assistance ?? {};
  const graphqlOptions: GraphQLOptions<Context> = {
    ...options,
    ...(settings.trustedDocumentsOnly && { isTrusted: trustedDocuments(saved) }),
    limits: { maxCost, maxDepth, upstream, lengths, answer },
    clientOf: client,
    charge: (request, reply, cost) => points && chargePoints(points, client(request), reply, cost),
  };
  const endpoint = graphqlEndpoint(graphqlOptions);
  await endpoint.start();
  app.addHook('onClose', () => endpoint.stop());

  playgroundRoute(app, saved);
  docsRoute(app);
  graphqlRoute(app, endpoint);
  feedRoutes(app, endpoint, settings.publicUrl ?? null);
  if (options.savedQueries)
    savedQueryRoutes(app, endpoint, {
      saved: options.savedQueries,
      publicUrl: settings.publicUrl ?? null,
      schema: options.schema,
      nameOfSource,
      cited: options.cited ?? null,
      isSavedOnly: settings.trustedDocumentsOnly ?? false,
    });
  if (options.savedQueries)
    pageRoutes(app, endpoint, {
      saved: options.savedQueries,
      publicUrl: settings.publicUrl ?? null,
      nameOfSource,
    });
  if (options.savedQueries)
    embedRoutes(app, endpoint, {
      saved: options.savedQueries,
      publicUrl: settings.publicUrl ?? null,
      nameOfSource,
    });
  if (options.assistance)
    mcpRoute(app, endpoint, options.assistance, {
      publicUrl: settings.publicUrl ?? null,
      corsOrigins: settings.corsOrigins,
    });
  graphqlStreamRoute(
    app,
    { endpoint, streams, pace: { ...defaultPace, ...settings.streams } },
    graphqlOptions,
  );
  healthRoutes(app, { ...options, isDraining });
  if (options.metrics) metricsRoute(app, options.metrics, settings);
  schemaRoute(app, options.sdl);
  if (options.data) dataRoute(app, options.data);
  if (options.statisticsFile) statisticsFileRoute(app, options.statisticsFile);
  if (options.catalogueOf) dcatRoutes(app, options.catalogueOf);
}
