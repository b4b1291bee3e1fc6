import type { BaseContext } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { encodingOf } from '../answers/accept-encoding.ts';
import { type GraphQLEndpoint, setHead } from '../graphql/endpoint.ts';

/** `/graphql`: queries by GET or POST. */
export function graphqlRoute<Context extends BaseContext>(
  app: FastifyInstance,
  endpoint: GraphQLEndpoint<Context>,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Bodies are compressed here, once for all who get the same.
    compress: false,
    handler: async (request, reply) => {
      const answer = await endpoint.execute(request, reply);
      setHead(reply, answer);
      const { body } = answer;
      if (!body) return reply.send();
      if (!body.isCompressible) return reply.send(body.bytes);
      if (request.method === 'POST') reply.header('vary', 'Accept-Encoding');
      const encoding = encodingOf(request.headers['accept-encoding']);
      if (encoding === 'identity') return reply.send(body.bytes);
      return reply.header('content-encoding', encoding).send(await body.in(encoding));
    },
  });
}
