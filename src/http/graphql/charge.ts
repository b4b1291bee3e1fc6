import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Points } from '../points.ts';

/** The cost of one point. */
export const costOfPoint = 100;

/**
 * Takes the points of a request from what its client has left. One point was taken when the request came in. No request
 * takes more than a whole minute, or nobody could send it.
 */
export function chargePoints(points: Points, client: string, reply: FastifyReply, cost: number): void {
  const more = Math.min(points.max, Math.ceil(cost / costOfPoint)) - 1;
  if (more <= 0) return;
  const { current, ttl } = points.spend(client, more);
  reply.header('x-ratelimit-remaining', Math.max(0, points.max - current));
  if (current <= points.max) return;

  const retryAfterSeconds = Math.ceil(ttl / 1000);
  reply.header('retry-after', retryAfterSeconds);
  throw new GraphQLError(
    `The request costs ${more + 1} points, more than you have left of ${points.max} a minute. Wait, or ask for less.`,
    { extensions: { code: 'RATE_LIMITED', retryAfterSeconds, http: { status: 429 } } },
  );
}
