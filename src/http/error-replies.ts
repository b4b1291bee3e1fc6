import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entryOf } from '../text/entry-of.ts';
import { errorBody } from './errors.ts';

/** Headers of answers that no plugin sees. */
const bareHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
/** A longer path says no more. */
const maxPath = 200;

/** Answers unknown paths. They count for the rate limit as others do. */
export function answerUnknownPaths(app: FastifyInstance, isLimited: boolean): void {
  app.setNotFoundHandler(isLimited ? { preHandler: app.rateLimit() } : {}, (request, reply) => {
    const path = request.url.split('?', 1)[0]?.slice(0, maxPath);
    reply
      .code(404)
      .header('cache-control', 'no-store')
      .send(errorBody('NOT_FOUND', `There is nothing at ${path}.`));
  });
}

/** What fastify refuses before it looks for a route, such as an address that it cannot read. */
export function frameworkErrors(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  reply
    .code(error.statusCode ?? 400)
    .headers(bareHeaders)
    .send(errorBody('BAD_REQUEST', error.message.slice(0, maxPath)));
}

/** What Node cannot read as HTTP. Nothing but the socket is left to answer on. */
export function answerMalformedHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, message] = entryOf(malformed, error.code ?? '') ?? [
    400,
    'This is not HTTP as the gateway reads it.',
  ];
  const body = JSON.stringify(errorBody('BAD_REQUEST', message));
  const headers = { ...bareHeaders, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (socket.writable) {
    socket.write([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
  }
  socket.destroySoon();
}

const malformed: Readonly<Record<string, [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The address and the headers of the request are too long.'],
};

/** Every refusal is JSON in the shape of a GraphQL error. An unexpected error is logged under an id and masked. */
export function errorReplies(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    reply.header('cache-control', 'no-store');
    if (status === 429) {
      const seconds = Number(reply.getHeader('retry-after'));
      const wait = Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {};
      return reply
        .code(429)
        .send(errorBody('RATE_LIMITED', 'Too many requests. Wait before you send another.', wait));
    }
    if (status >= 400 && status < 500)
      return reply.code(status).send(errorBody('BAD_REQUEST', error.message));
    request.log.error({ errorId: request.id, err: error }, 'unexpected error');
    const message = `Something went wrong in the gateway. If it happens again, report it with the id ${request.id}.`;
    return reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', message, { id: request.id }));
  });
}

/** Answers PUT, PATCH and DELETE with 405. */
export function refuseOtherMethods(app: FastifyInstance, url: string, allow: string): void {
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
