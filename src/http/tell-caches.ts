import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caching, isKnown } from './graphql/cache-headers.ts';

/**
 * Says in the head of a reply what caches may do with it. Its validator is the etag. True where the client has it already: the
 * reply is then finished by 304.
 */
export function tellCaches(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { control, varies, etag }: Caching,
): boolean {
  reply.header('cache-control', control).header('vary', varyWith(reply, varies));
  if (etag === null) return false;
  reply.header('etag', etag);
  return isKnown(etag, request.headers['if-none-match']);
}

/** These names beside those that the plugin for CORS has set. */
export function varyWith(reply: FastifyReply, varies: readonly string[]): string {
  const before = reply.getHeader('vary');
  const names = [...(typeof before === 'string' ? before.split(/, */) : []), ...varies];
  return [...new Set(names)].join(', ');
}
