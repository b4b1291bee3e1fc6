import type { FastifyError, FastifyInstance } from 'fastify';
import { errorBody } from './errors.ts';

/** Every refusal is JSON in the shape of a GraphQL error. An unexpected error is logged under an id and masked. */
export function errorReplies(app: FastifyInstance): void {
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
