import type { BaseContext } from '@apollo/server';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { QueryLimits } from '../cost/limits.ts';
import type { Metrics } from '../metrics.ts';

/** The parts of an HTTP request that a GraphQL context is made from. */
export interface IncomingRequest {
  headers: FastifyRequest['headers'];
  /** Aborts when the client disconnects. */
  signal: AbortSignal;
}

export interface GraphQLOptions<Context extends BaseContext> {
  schema: GraphQLSchema;
  /** Called for every request, and for every event of a stream. */
  contextFor: (request: IncomingRequest) => Promise<Context> | Context;
  /** The upstream requests of one GraphQL request, for `extensions.sources`. */
  sourcesReport?: (context: Context) => readonly unknown[];
  /** Sources that failed beside fields that others filled, for `extensions.failures`. */
  failures?: (context: Context) => readonly object[];
  limits: QueryLimits;
  /** Counts operations and error codes. */
  metrics?: Metrics;
  logger: FastifyBaseLogger;
}
