import type { BaseContext } from '@apollo/server';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { AnswerCache } from '../answers/answer-cache.ts';
import type { HeaderReaders } from '../answers/key.ts';
import type { Cacheability } from '../answers/made-answer.ts';
import type { QueryLimits } from '../cost/limits.ts';
import type { Metrics } from '../metrics.ts';

/** The parts of an HTTP request that a GraphQL context is made from. */
export interface IncomingRequest {
  headers: FastifyRequest['headers'];
  /** Who asks, for fair shares. */
  client: string;
  /** Aborts when the client disconnects. */
  signal: AbortSignal;
  /** Milliseconds that the client has waited already. */
  waited: number;
}

export interface GraphQLOptions<Context extends BaseContext> {
  schema: GraphQLSchema;
  /** Called for every request, and for every event of a stream. */
  contextFor: (request: IncomingRequest) => Promise<Context> | Context;
  /** The upstream requests of one GraphQL request, for `extensions.sources`. */
  sourcesReport?: (context: Context) => readonly unknown[];
  /** Whom to name under what is made from the answer, for `extensions.attributions`. */
  attributions?: (context: Context) => readonly string[];
  /** Says in `extensions.preview` that the content is not published. */
  preview?: true;
  /** Sources that failed beside fields that others filled, for `extensions.failures`. */
  failures?: (context: Context) => readonly object[];
  /** Whether and how long caches may store an answer; without it none may. */
  cacheability?: (context: Context) => Cacheability;
  /** Keeps finished answers; without it each request is executed. */
  answers?: AnswerCache;
  /** The headers that contexts are made from. An answer that varies by any other is not kept. */
  variants?: HeaderReaders;
  /** Called when the last answer that had to be made has been sent. */
  onIdle?: () => void;
  limits: QueryLimits;
  /** Whether a client may send the document; without it, any. */
  isTrusted?: (document: string) => boolean;
  /** Who sent a request. */
  clientOf?: (request: FastifyRequest) => string;
  /** Takes what a request of this cost uses of its client's rate limit; throws when that is spent. */
  charge?: (request: FastifyRequest, reply: FastifyReply, cost: number) => void;
  /** Counts operations and error codes. */
  metrics?: Metrics;
  logger: FastifyBaseLogger;
}
