import { Readable } from 'node:stream';
import type { BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import Negotiator from 'negotiator';
import { errorBody } from '../errors.ts';
import type { GraphQLOptions } from '../graphql-options.ts';
import { codeOf } from '../result.ts';
import type { graphqlEndpoint } from '../routes/graphql.ts';
import { eventStream, type StreamPace, singleAnswer } from './event-stream.ts';
import type { OpenStreams, StreamRefusal } from './open-streams.ts';
import { subscriber } from './subscription.ts';

const mediaType = 'text/event-stream';
/** How many heartbeats a client may leave untaken before it is cut off. */
const patience = 4;
/** Seconds; when a stream will be free nobody knows. */
const askAgainAfter = 30;

/** What the route needs beside the endpoint for whole answers. */
export interface StreamRoute<Context extends BaseContext> {
  graphql: ReturnType<typeof graphqlEndpoint<Context>>;
  streams: OpenStreams;
  pace: StreamPace;
}

/**
 * GraphQL over Server-Sent Events in its “distinct connections mode”: a request is an operation, and its answer a
 * stream of results. The server of graphql-sse queues without bound for a client that reads slowly; here the next
 * event is pulled from its source when the socket has taken the one before.
 */
export function streamRoute<Context extends BaseContext>(
  app: FastifyInstance,
  { graphql, streams, pace }: StreamRoute<Context>,
  options: GraphQLOptions<Context>,
): void {
  const subscribe = subscriber(options);

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (!takesEvents(request)) return reply.code(406).send(notAcceptable());
      const taken = await graphql.handleOrTake(request, reply);
      if ('body' in taken) {
        const { status, headers, body } = taken;
        if (status === 200 || (status === 400 && namesEvents(request)))
          return sendEvents(reply, singleAnswer(body));
        reply.code(status);
        for (const [name, value] of headers) reply.header(name, value);
        return reply.send(body);
      }

      const signal = streams.enter(request.ip, reply.raw);
      if (!(signal instanceof AbortSignal)) return refuse(reply, signal);
      const opened = await subscribe(taken, { headers: request.headers, signal });
      if (!(Symbol.asyncIterator in opened)) {
        if (namesEvents(request)) return sendEvents(reply, singleAnswer(JSON.stringify(opened)));
        return reply.code(statusOf(opened)).send(opened);
      }
      // With nothing written for so long, its client reads no more.
      reply.raw.setTimeout(patience * pace.heartbeat);
      const text = Readable.from(eventStream(opened, { ...pace, signal }), { highWaterMark: 0 });
      return sendEvents(reply, text);
    },
  });
}

function takesEvents({ headers }: FastifyRequest): boolean {
  return new Negotiator({ headers }).mediaType([mediaType]) !== undefined;
}

/**
 * Whoever asks for an event stream by name is told in the stream what is wrong with its operation, as the protocol
 * demands: EventSource shows its page no other answer, and the client of graphql-sse would try again.
 */
function namesEvents({ headers: { accept = '' } }: FastifyRequest): boolean {
  return accept.toLowerCase().includes(mediaType);
}

function sendEvents(reply: FastifyReply, text: string | Readable): FastifyReply {
  return (
    reply
      .type(`${mediaType}; charset=utf-8`)
      .header('cache-control', 'no-cache, no-transform')
      // nginx would hold the events back until it has a bufferful.
      .header('x-accel-buffering', 'no')
      .send(text)
  );
}

function notAcceptable() {
  return errorBody(
    'BAD_REQUEST',
    `Answers are streamed here: accept ${mediaType}, or send queries to /graphql for one answer in JSON.`,
  );
}

function refuse(reply: FastifyReply, { isClients, limit }: StreamRefusal): FastifyReply {
  const message = isClients
    ? `${limit} streams are open from this address, and no more are allowed. Close some.`
    : `${limit} streams are open, and this gateway bears no more. Try again later.`;
  return reply
    .code(isClients ? 429 : 503)
    .header('retry-after', askAgainAfter)
    .send(errorBody('RATE_LIMITED', message, { limit, retryAfterSeconds: askAgainAfter }));
}

/** The status of a subscription that did not begin: its own fault, a source’s, or ours. */
function statusOf({ errors = [] }: FormattedExecutionResult): number {
  const codes = errors.map(codeOf);
  if (codes.includes('INTERNAL_SERVER_ERROR')) return 500;
  return codes.some((code) => code.startsWith('SOURCE_')) ? 503 : 400;
}
