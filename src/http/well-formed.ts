import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errorBody } from './errors.ts';

/** All other characters of an address stand for themselves by RFC 3986, or are percent-encoded. */
const unencoded = /[^\x21-\x7e]/;

/** Refuses what Node and fastify would read in a way that the client has not meant, on every route. */
export function refuseIllFormed(app: FastifyInstance): void {
  // After the rate limit, which counts refused requests too.
  app.addHook('preParsing', (request, reply, _payload, done) => {
    const problem = problemOf(request);
    if (problem === null) return done();
    reply.code(400).send(errorBody('BAD_REQUEST', problem));
  });
}

function problemOf({ url, raw }: FastifyRequest): string | null {
  // `*` is no address here, and fastify would take it for `/`.
  if (!url.startsWith('/')) return 'The address of the request must begin with a slash.';
  // Node itself would answer without a body.
  const hosts = raw.rawHeaders.filter((name, at) => at % 2 === 0 && isHost(name)).length;
  if (hosts > 1 || (hosts === 0 && raw.httpVersion === '1.1'))
    return 'The request must have one header Host.';
  const mark = url.indexOf('?');
  return mark < 0 || isReadable(url.slice(mark)) ? null : 'The query string is not percent-encoded UTF-8.';
}

const isHost = (name: string): boolean => name.length === 4 && name.toLowerCase() === 'host';

/** URLSearchParams would read another text in its place. */
function isReadable(search: string): boolean {
  if (unencoded.test(search)) return false;
  try {
    decodeURIComponent(search);
    return true;
  } catch {
    return false;
  }
}
