import type { FastifyError, FastifyInstance } from 'fastify';
import { errorBody } from './errors.ts';

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
