import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { SourceError } from '../../upstream/errors.ts';
import type { DataFile } from '../data/data-file.ts';
import { errorBody } from '../errors.ts';

/** Makes the file of open data with a name; null where there is none. */
export type DataFiles = (name: string, signal: AbortSignal) => Promise<DataFile | null>;

/** `/data/…`: the content as open data. */
export function dataRoute(app: FastifyInstance, files: DataFiles): void {
  app.get<{ Params: { '*': string } }>('/data/*', async (request, reply) => {
    const gone = new AbortController();
    request.raw.once('close', () => gone.abort());
    const name = request.params['*'];
    const file = await files(name, gone.signal).catch((error: unknown) => {
      if (error instanceof SourceError) return error;
      throw error;
    });
    if (file === null) return reply.callNotFound();
    if (file instanceof SourceError) {
      return reply.code(503).send(errorBody(file.code, file.message, { source: file.sourceId }));
    }
    const etag = `W/"${createHash('sha256').update(file.body).digest('base64url').slice(0, 22)}"`;
    reply.header('etag', etag).header('cache-control', 'public, max-age=300');
    if (file.describedBy) reply.header('link', `<${file.describedBy}>; rel="describedby"; type="text/csv"`);
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    return reply.type(file.type).send(file.body);
  });
}
