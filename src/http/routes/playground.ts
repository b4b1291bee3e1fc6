import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from '../graphql/cache-headers.ts';
import { examplesJson } from '../playground/examples.ts';
import { type PageFile, pageFile, readPageFiles } from '../playground/files.ts';
import { playgroundPolicy } from '../playground/policy.ts';
import type { SavedQuery } from '../saved-queries/query.ts';

const forGood = 'public, max-age=31536000, immutable';
const asked = 'no-cache';

/** `/`: the playground. Everything that it loads comes from this server. */
export function playgroundRoute(app: FastifyInstance, saved: () => readonly SavedQuery[]): void {
  let files: ReturnType<typeof readPageFiles> | undefined;
  let examples: Promise<PageFile> | undefined;

  app.get('/', { compress: false }, async (request, reply) => {
    files ??= readPageFiles();
    const page = (await files).get('index.html');
    if (!page) throw new Error('The playground has not been built: run npm run build.');
    reply.header('content-security-policy', playgroundPolicy);
    return send(request, reply, page, asked);
  });

  app.get('/playground/examples.json', { compress: false }, async (request, reply) => {
    examples ??= pageFile('examples.json', Buffer.from(examplesJson(saved())));
    return send(request, reply, await examples, asked);
  });

  app.get<{ Params: { name: string } }>('/playground/:name', { compress: false }, async (request, reply) => {
    files ??= readPageFiles();
    const { name } = request.params;
    const file = name === 'index.html' ? undefined : (await files).get(name);
    // The page of an older version asks for files that are gone.
    return file ? send(request, reply, file, forGood) : reply.callNotFound();
  });
}

function send(request: FastifyRequest, reply: FastifyReply, file: PageFile, freshness: string): FastifyReply {
  reply.header('cache-control', freshness).header('vary', 'accept-encoding').header('etag', file.etag);
  if (isKnown(file.etag, request.headers['if-none-match'])) return reply.code(304).send();
  reply.type(file.type);
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(file.bytes);
  return reply.header('content-encoding', 'gzip').send(file.gzipped);
}
