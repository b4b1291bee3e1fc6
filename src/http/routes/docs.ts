import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { askedEachTime, builtFiles, forGood, sendFile } from '../built-files.ts';

/** A page loads its style, and the search its script and its index. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** `/docs`: the pages of `docs/`. */
export function docsRoute(app: FastifyInstance): void {
  const fileOf = builtFiles('docs');

  const page = async (request: FastifyRequest, reply: FastifyReply, name: string): Promise<FastifyReply> => {
    reply.header('content-security-policy', policy);
    const found = await fileOf(`${name}.html`);
    if (found && name !== 'not-found') return sendFile(request, reply, found, askedEachTime);
    const missing = await fileOf('not-found.html');
    if (!missing) throw new Error('dist/docs has no not-found.html: run npm run build.');
    return reply.code(404).type(missing.type).header('cache-control', 'no-store').send(missing.bytes);
  };

  app.get('/docs', { compress: false }, (request, reply) => page(request, reply, 'index'));

  app.get<{ Params: { name: string } }>('/docs/:name', { compress: false }, async (request, reply) => {
    const { name } = request.params;
    const isAsset = /\.(css|js|json)$/.test(name);
    const asset = isAsset ? await fileOf(name) : undefined;
    return asset ? sendFile(request, reply, asset, forGood) : page(request, reply, name);
  });
}
