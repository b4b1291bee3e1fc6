import type { BaseContext } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { isKnown } from '../graphql/cache-headers.ts';
import { type GraphQLEndpoint, setHead } from '../graphql/endpoint.ts';

/** `/graphql`: queries by GET or POST. `onIdle` is called when the last response in progress has been sent. */
export function graphqlRoute<Context extends BaseContext>(
  app: FastifyInstance,
  endpoint: GraphQLEndpoint<Context>,
  onIdle: () => void,
): void {
  let inProgress = 0;
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: async (request, reply) => {
      inProgress++;
      reply.raw.once('close', () => {
        if (--inProgress === 0) onIdle();
      });
      const answer = await endpoint.execute(request, reply);
      setHead(reply, answer);
      const etag = reply.getHeader('etag');
      if (typeof etag === 'string' && isKnown(etag, request.headers['if-none-match'])) {
        return reply.code(304).removeHeader('content-type').send();
      }
      return reply.send(answer.body);
    },
  });
}
