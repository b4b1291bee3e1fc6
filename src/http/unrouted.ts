import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from './errors.ts';

/** A longer path says no more. */
const longestPath = 200;
/** In this order in `Allow`. */
const methods = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/**
 * Answers what no route takes: an unknown path with 404, another method at a known path with 405. It is to be called before
 * the routes are registered.
 */
export function answerUnrouted(app: FastifyInstance, isLimited: boolean): void {
  const routes = new Map<string, { path: RegExp; taken: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    const route = routes.get(url) ?? { path: patternOf(url), taken: new Set(['OPTIONS']) };
    routes.set(url, route);
    for (const one of [method].flat()) route.taken.add(one);
  });
  const refuse = (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const shown = path.slice(0, longestPath);
    const found = [...routes.values()].filter((route) => route.path.test(path));
    const isTaken = (method: string) => found.some(({ taken }) => taken.has(method));
    reply.header('cache-control', 'no-store');
    if (found.length === 0 || isTaken(request.method))
      return reply.code(404).send(errorBody('NOT_FOUND', `There is nothing at ${shown}.`));
    const allowed = methods.filter(isTaken).join(', ');
    const message = `${request.method} is not supported at ${shown}. Supported: ${allowed}.`;
    return reply.code(405).header('allow', allowed).send(errorBody('BAD_REQUEST', message));
  };
  // Routes too say that they have nothing.
  app.setNotFoundHandler(refuse);
  const limit = isLimited ? app.rateLimit() : null;
  // Before a body is read: what is wrong with it does not matter here. Unknown paths count for the rate limit as others do.
  app.addHook('preParsing', (request, reply, _payload, done) => {
    if (!request.is404) return done();
    if (!limit) return void refuse(request, reply);
    limit.call(app, request, reply).then(() => refuse(request, reply), done);
  });
}

/** What fastify matches with a route; a slash at the end is ignored. */
function patternOf(url: string): RegExp {
  const parts = url.split(/(:\w+|\*)/).map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.\\+?^${}()|[\]]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}/?$`);
}
