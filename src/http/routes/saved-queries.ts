import { createHash } from 'node:crypto';
import type { BaseContext } from '@apollo/server';
import { closest } from 'fastest-levenshtein';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isKnown } from '../graphql/cache-headers.ts';
import type { GraphQLEndpoint } from '../graphql/endpoint.ts';
import { addressesOf, originOf } from '../saved-queries/addresses.ts';
import { type Asked, pageLanguage, readAsked } from '../saved-queries/asked.ts';
import type { Format, Rendering } from '../saved-queries/format.ts';
import { endingsOf, formatOf, formats } from '../saved-queries/formats.ts';
import { Problem } from '../saved-queries/problem.ts';
import type { AddressedQuery, SavedQuery } from '../saved-queries/query.ts';
import { type Ran, run } from '../saved-queries/run.ts';

/** What the routes of saved queries need of the gateway. */
export interface SavedQueriesOptions {
  /** Reads the files at the first request. */
  saved: () => readonly SavedQuery[];
  publicUrl: string | null;
}

/** Changes when the same answers are written in another way. */
const writersVersion = 1;

/** `/q/{name}.{format}`: the answer to a saved query, with variables in the query string. */
export function savedQueryRoutes<Context extends BaseContext>(
  app: FastifyInstance,
  endpoint: GraphQLEndpoint<Context>,
  { saved, publicUrl }: SavedQueriesOptions,
): void {
  app.get<{ Params: { '*': string } }>('/q/*', async (request, reply) => {
    const given = searchOf(request);
    const [, name = '', ending = ''] = /^(.*)\.(\w+)$/.exec(request.params['*']) ?? [];
    const format = formatOf(ending) ?? formats[0];
    if (!format) throw new Error('there is no format');
    let query: SavedQuery | null = null;
    try {
      query = namedQuery(saved(), name);
      if (formatOf(ending) !== format) throw unknownFormat(query, ending);
      if (!format.fits(query)) throw unknownFormat(query, ending);
      const { notes } = query;
      const asked = readAsked(query, given, (variable) => notes[variable]?.daysAgo);
      const document = format.documentOf?.(query) ?? query.document;
      const ran = await run(endpoint, { request, reply }, query, document, asked.variables);
      const addressOf = addressesOf(originOf(request, publicUrl), name, given);
      return await send(request, reply, format, ran, renderingOf(query, ran, asked, addressOf));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return refuse(reply, format, error, query, given);
    }
  });
}

function renderingOf(
  query: AddressedQuery,
  { answer }: Ran,
  { lang, variables, options }: Asked,
  addressOf: Rendering['addressOf'],
): Rendering {
  return { query, answer, lang, variables, options, addressOf };
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  format: Format,
  { cache }: Ran,
  rendering: Rendering,
): Promise<FastifyReply> {
  reply.header('cache-control', cache.control).header('vary', vary(reply, cache.varies));
  setFormatHead(reply, format);
  if (cache.etag) {
    // The data, and all that changes how it is written.
    const content = [cache.etag, writersVersion, rendering.addressOf(format.ending), request.url];
    const etag = `W/"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)}"`;
    reply.header('etag', etag);
    if (isKnown(etag, request.headers['if-none-match'])) return reply.code(304).send();
  }
  const written = await format.write(rendering);
  if (format.isFile) {
    const mark = rendering.answer.sources.some(({ state }) => state === 'SAMPLE') ? '.SAMPLE' : '';
    reply.header(
      'content-disposition',
      `attachment; filename="${rendering.query.name}${mark}.${format.ending}"`,
    );
  }
  return reply.code(200).type(format.contentType).send(written);
}

/** Says in the format that was asked for why there is no answer. */
async function refuse(
  reply: FastifyReply,
  format: Format,
  problem: Problem,
  query: AddressedQuery | null,
  given: URLSearchParams,
): Promise<FastifyReply> {
  const { file } = problem.facts;
  if (problem.code === 'TOO_MANY_CELLS' && typeof file === 'string' && format.isFile) {
    return reply.header('cache-control', 'no-store').redirect(file, 303);
  }
  if (problem.retryAfterSeconds !== null) reply.header('retry-after', problem.retryAfterSeconds);
  setFormatHead(reply, format);
  const written = await format.refuse(problem, { query, lang: pageLanguage(given), theme: 'auto' });
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type(format.contentType)
    .send(written);
}

function setFormatHead(reply: FastifyReply, { headers = {}, isFrameable = false }: Format): void {
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  if (isFrameable) reply.removeHeader('x-frame-options');
}

function vary(reply: FastifyReply, varies: readonly string[]): string {
  // The plugin for CORS has set its own.
  const before = reply.getHeader('vary');
  return [...(typeof before === 'string' ? [before] : []), ...varies].join(', ');
}

function namedQuery(all: readonly SavedQuery[], name: string): SavedQuery {
  const found = all.find((query) => query.name === name && query.isQuery);
  if (found) return found;
  const names = all.flatMap((query) => (query.isQuery ? [query.name] : []));
  const nearest = closest(name, names);
  throw new Problem(
    'NOT_FOUND',
    `There is no saved query ${JSON.stringify(name.slice(0, 100))}. The nearest is ${JSON.stringify(nearest)}; /q lists all.`,
    {
      nearest: [nearest],
    },
  );
}

function unknownFormat(query: AddressedQuery, ending: string): Problem {
  const known = endingsOf(query);
  return new Problem(
    'NOT_FOUND',
    `There is no format ${JSON.stringify(ending)} of ${query.name}. Formats: ${known.join(', ')}.`,
    {
      formats: known,
    },
  );
}

function searchOf({ url }: FastifyRequest): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark));
}
