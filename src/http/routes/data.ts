import type { FastifyInstance } from 'fastify';
import { SourceError } from '../../upstream/errors.ts';
import type { DataFile } from '../data/data-file.ts';
import { errorBody } from '../errors.ts';
import { weakTag } from '../saved-queries/etag.ts';
import { tellCaches } from '../tell-caches.ts';

/** Makes the file of open data with a name; null where there is none. */
export type DataFiles = (name: string, signal: AbortSignal) => Promise<MadeFile | null>;

interface MadeFile {
  file: DataFile;
  /** In milliseconds; null where no cache may store it. */
  freshFor: number | null;
}

/** `/data/…`: the content as open data. */
export function dataRoute(app: FastifyInstance, files: DataFiles): void {
  app.get<{ Params: { '*': string } }>('/data/*', async (request, reply) => {
    const gone = new AbortController();
    request.raw.once('close', () => gone.abort());
    const name = request.params['*'];
    const made = await files(name, gone.signal).catch((error: unknown) => {
      if (error instanceof SourceError) return error;
      throw error;
    });
    if (made === null) return reply.callNotFound();
    if (made instanceof SourceError)
      return reply.code(503).send(errorBody(made.code, made.message, { source: made.sourceId }));
    const { file, freshFor } = made;
    const isKnown = tellCaches(
      { request, reply },
      {
        control: freshFor === null ? 'no-store' : `public, max-age=${Math.floor(freshFor / 1000)}`,
        varies: ['Accept-Encoding'],
        etag: freshFor === null ? null : weakTag(file.body),
      },
    );
    if (file.describedBy) reply.header('link', `<${file.describedBy}>; rel="describedby"; type="text/csv"`);
    if (isKnown) return reply.code(304).send();
    return reply.type(file.type).send(file.body);
  });
}
