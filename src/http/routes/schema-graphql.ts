import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** `/schema.graphql`: the schema as text, for code generators and readers. It is printed at the first request. */
export function schemaRoute(app: FastifyInstance, print: () => Promise<string>): void {
  let printed: { sdl: string; etag: string } | null = null;

  app.get('/schema.graphql', async (request, reply) => {
    printed ??= tagged(await print());
    const { sdl, etag } = printed;
    reply.header('etag', etag).header('cache-control', 'public, max-age=300');
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    return reply.type('text/plain; charset=utf-8').send(sdl);
  });
}

function tagged(sdl: string): { sdl: string; etag: string } {
  return { sdl, etag: `W/"${createHash('sha256').update(sdl).digest('base64url').slice(0, 22)}"` };
}
