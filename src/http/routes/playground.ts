import type { FastifyInstance } from 'fastify';
import { type Page, renderPage } from '../playground/page.ts';

/** `/`: the playground. Everything it loads comes from this server. */
export function playgroundRoute(app: FastifyInstance): void {
  let page: Promise<Page> | undefined;

  app.get('/', { compress: false }, async (request, reply) => {
    page ??= renderPage();
    const { html, gzipped, etag, policy } = await page;
    reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .header('etag', etag);
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();

    reply.type('text/html; charset=utf-8');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
    return reply.header('content-encoding', 'gzip').send(gzipped);
  });
}
