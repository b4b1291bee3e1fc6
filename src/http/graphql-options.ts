import type { BaseContext } from '@apollo/server';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { QueryLimits } from './cost/limits.ts';
import type { Metrics } from './routes/metrics.ts';

/** What a request brings that its context may depend on. */
export interface IncomingRequest {
  headers: FastifyRequest['headers'];
  /** Aborts when the client goes away. */
  signal: AbortSignal;
}

export interface GraphQLOptions<Context extends BaseContext> {
  schema: GraphQLSchema;
  /** Called for every request, and for every event of a stream. */
  contextFor: (request: IncomingRequest) => Promise<Context> | Context;
  /** What the request asked of which source, for `extensions.sources`. */
  sourcesReport?: (context: Context) => readonly unknown[];
  /** Sources that failed beside fields that others answered, for `extensions.failures`. */
  failures?: (context: Context) => readonly object[];
  limits: QueryLimits;
  /** Counts operations and the codes of their errors. */
  metrics?: Metrics;
  logger: FastifyBaseLogger;
}
