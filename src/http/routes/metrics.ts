import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics.ts';

/** `/metrics`, for Prometheus. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', { config: { rateLimit: false } }, async (_request, reply) => {
    const { type, body } = await metrics.text();
    return reply.header('cache-control', 'no-store').type(type).send(body);
  });
}
