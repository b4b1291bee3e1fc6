import { Readable } from 'node:stream';
import type { BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import Negotiator from 'negotiator';
import { errorBody } from '../errors.ts';
import { type GraphQLEndpoint, setHead } from '../graphql/endpoint.ts';
import type { GraphQLOptions } from '../graphql/options.ts';
import { codeOf } from '../graphql/result.ts';
import { eventStream, type StreamPace, singleAnswer } from '../stream/event-stream.ts';
import type { OpenStreams, StreamRefusal } from '../stream/open-streams.ts';
import { subscriber } from '../stream/subscription.ts';

const mediaType = 'text/event-stream';
/** A client that reads nothing during this many heartbeats is disconnected. */
const maxUnreadHeartbeats = 4;
/** In seconds. A guess, since nobody knows when a stream closes. */
const retryAfterSeconds = 30;

interface StreamRoute<Context extends BaseContext> {
  endpoint: GraphQLEndpoint<Context>;
  streams: OpenStreams;
  pace: StreamPace;
}

/**
 * `/graphql/stream`: GraphQL over Server-Sent Events in “distinct connections mode”, where one request is one
 * operation and its response a stream of results. The server of graphql-sse buffers without limit for a slow client.
 * Here the next event is read from its source only after the socket has accepted the previous one.
 */
export function graphqlStreamRoute<Context extends BaseContext>(
  app: FastifyInstance,
  { endpoint, streams, pace }: StreamRoute<Context>,
  options: GraphQLOptions<Context>,
): void {
  const subscribe = subscriber(options);

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (!acceptsEvents(request)) return reply.code(406).send(notAcceptable());
      const checked = await endpoint.executeOrSubscribe(request, reply);
      if ('body' in checked) {
        const text = checked.body?.text ?? '';
        if (checked.status === 200 || (checked.status === 400 && namesEvents(request)))
          return sendEvents(reply, singleAnswer(text));
        return setHead(reply, checked).send(text);
      }

      const client = options.clientOf?.(request) ?? request.ip;
      const signal = streams.open(client, reply.raw);
      if (!(signal instanceof AbortSignal)) return refuse(reply, signal);
      const subscription = await subscribe(checked, { headers: request.headers, client, signal });
      if (!(Symbol.asyncIterator in subscription)) {
        if (namesEvents(request)) return sendEvents(reply, singleAnswer(JSON.stringify(subscription)));
        return reply.code(statusOf(subscription)).send(subscription);
      }
      // Heartbeats keep the socket busy, so it is idle this long only when the client has stopped reading.
      reply.raw.setTimeout(maxUnreadHeartbeats * pace.heartbeat);
      const text = Readable.from(eventStream(subscription, { ...pace, signal }), { highWaterMark: 0 });
      return sendEvents(reply, text);
    },
  });
}

function acceptsEvents({ headers }: FastifyRequest): boolean {
  return new Negotiator({ headers }).mediaType([mediaType]) !== undefined;
}

/**
 * A client that accepts `text/event-stream` by name gets a request error inside the stream, as the protocol
 * requires. EventSource shows its page no other response, and the client of graphql-sse would retry.
 */
function namesEvents({ headers: { accept = '' } }: FastifyRequest): boolean {
  return accept.toLowerCase().includes(mediaType);
}

function sendEvents(reply: FastifyReply, text: string | Readable): FastifyReply {
  return (
    reply
      .type(`${mediaType}; charset=utf-8`)
      .header('cache-control', 'no-store, no-transform')
      // Without this header nginx buffers the events.
      .header('x-accel-buffering', 'no')
      .send(text)
  );
}

function notAcceptable() {
  return errorBody(
    'BAD_REQUEST',
    `This path answers with an event stream: accept ${mediaType}, or send queries to /graphql for an answer in JSON.`,
  );
}

function refuse(reply: FastifyReply, { isClientLimit, limit }: StreamRefusal): FastifyReply {
  const message = isClientLimit
    ? `This client has ${limit} open streams, which is the limit. Close some of them.`
    : `The gateway has ${limit} open streams, which is its limit. Try again later.`;
  return reply
    .code(isClientLimit ? 429 : 503)
    .header('retry-after', retryAfterSeconds)
    .send(errorBody('RATE_LIMITED', message, { limit, retryAfterSeconds }));
}

/** The status of a subscription that could not start: 500 for us, 503 for a source or the database, 400 for the client. */
function statusOf({ errors = [] }: FormattedExecutionResult): number {
  const codes = errors.map(codeOf);
  if (codes.includes('INTERNAL_SERVER_ERROR')) return 500;
  const isOurs = (code: string) => code.startsWith('SOURCE_') || code === 'DATABASE_UNAVAILABLE';
  return codes.some(isOurs) ? 503 : 400;
}
