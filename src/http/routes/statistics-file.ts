import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { FileRequest, StatisticsFile } from '../../loaders/open-statistics-file.ts';
import { entryOf } from '../../text/entry-of.ts';
import { Cancellation } from '../answers/cancellation.ts';
import { errorBody, isPublicCode } from '../errors.ts';

/** Opens the file of a selection; null where there is no such table. */
export type OpenStatisticsFile = (
  request: FileRequest,
  client: { acceptLanguage: string | undefined; signal: AbortSignal },
) => Promise<StatisticsFile | null>;

/** Files that are made at the same time: each may hold some tens of megabytes. */
const maxAtOnce = 2;
const busySeconds = 10;

/** Code of the error, and the status that it is sent with. */
const statuses: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  TOO_MANY_CELLS: 413,
  SOURCE_TIMEOUT: 504,
  SOURCE_RATE_LIMITED: 503,
  SOURCE_UNAVAILABLE: 503,
  SOURCE_NOT_CONFIGURED: 503,
  SOURCE_BAD_RESPONSE: 502,
};

/** `/statistics/{agency}/{tableId}.csv` and `.json`: a selection of a table as a file. */
export function statisticsFileRoute(app: FastifyInstance, open: OpenStatisticsFile): void {
  let underWay = 0;
  app.get<{ Params: { agency: string; '*': string } }>('/statistics/:agency/*', async (request, reply) => {
    const [, tableId, format] = /^(.+)\.(csv|json)$/.exec(request.params['*']) ?? [];
    if (!tableId || (format !== 'csv' && format !== 'json')) return absent(reply, request.url);
    if (underWay >= maxAtOnce) {
      const message = 'Other files are being made. Ask again soon.';
      return reply
        .code(503)
        .header('retry-after', busySeconds)
        .send(errorBody('RATE_LIMITED', message, { retryAfterSeconds: busySeconds }));
    }
    underWay++;
    reply.raw.once('close', () => underWay--);
    const query = [...new URL(request.url, 'http://gateway').searchParams];
    const acceptLanguage = request.headers['accept-language'];
    try {
      const file = await open(
        { agency: request.params.agency, tableId, format, query },
        { acceptLanguage, signal: Cancellation.ofClient(reply.raw).signal },
      );
      return file ? send(reply, file) : absent(reply, request.url);
    } catch (error) {
      return refuse(reply, error);
    }
  });
}

function send(
  reply: FastifyReply,
  { name, contentType, licence, isFresh, parts }: StatisticsFile,
): FastifyReply {
  reply
    .type(contentType)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', isFresh ? 'public, max-age=300' : 'no-store')
    .header('vary', 'accept-language');
  if (licence && /^https:/.test(licence)) reply.header('link', `<${licence}>; rel="license"`);
  return reply.send(Readable.from(parts, { objectMode: false, highWaterMark: 64 * 1024 }));
}

function absent(reply: FastifyReply, url: string): FastifyReply {
  const message = `There is no table at ${url.split('?', 1)[0]}. A file is at /statistics/{agency}/{tableId}.csv or .json.`;
  return reply.code(404).send(errorBody('NOT_FOUND', message));
}

/** Errors made on purpose carry their code; any other goes to the handler that masks it. */
function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  const facts = error instanceof Error && 'extensions' in error ? error.extensions : null;
  if (!(error instanceof Error) || typeof facts !== 'object' || facts === null || !('code' in facts))
    throw error;
  const code = String(facts.code);
  if (!isPublicCode(code)) throw error;
  const { retryAfterSeconds } = facts as { retryAfterSeconds?: unknown };
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', retryAfterSeconds);
  return reply.code(entryOf(statuses, code) ?? 502).send(errorBody(code, error.message, { ...facts }));
}
