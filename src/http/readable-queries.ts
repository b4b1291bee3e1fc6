import type { FastifyInstance } from 'fastify';
import { errorBody } from './errors.ts';

/** All other characters of an address stand for themselves by RFC 3986, or are percent-encoded. */
const unencoded = /[^\x21-\x7e]/;

/** Refuses query strings on every route that are not percent-encoded UTF-8, which would be read as other text. */
export function refuseUnreadableQueries(app: FastifyInstance): void {
  // After the rate limit, which counts refused requests too.
  app.addHook('preParsing', ({ url }, reply, _payload, done) => {
    const mark = url.indexOf('?');
    if (mark < 0 || isReadable(url.slice(mark))) return done();
    reply.code(400).send(errorBody('BAD_REQUEST', 'The query string is not percent-encoded UTF-8.'));
  });
}

function isReadable(search: string): boolean {
  if (unencoded.test(search)) return false;
  try {
    decodeURIComponent(search);
    return true;
  } catch {
    return false;
  }
}
