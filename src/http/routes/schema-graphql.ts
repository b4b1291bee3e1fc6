import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** `/schema.graphql`: the schema as text, for code generators and readers. */
export function schemaRoute(app: FastifyInstance, sdl: string): void {
  const etag = `W/"${createHash('sha256').update(sdl).digest('base64url').slice(0, 22)}"`;

  app.get('/schema.graphql', (request, reply) => {
    reply.header('etag', etag).header('cache-control', 'public, max-age=300');
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    return reply.type('text/plain; charset=utf-8').send(sdl);
  });
}
