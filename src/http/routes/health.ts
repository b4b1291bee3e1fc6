import type { FastifyInstance } from 'fastify';

/** Whether the gateway can take requests. The health of the sources is reported, but does not matter for it. */
export interface Readiness {
  ready: boolean;
  checks: Record<string, string>;
  sources: unknown;
}

/**
 * `/health/live` says that the process answers. `/health/ready` says whether a load balancer should send requests
 * here.
 */
export function healthRoutes(
  app: FastifyInstance,
  readiness: () => Promise<Readiness>,
  isDraining: () => boolean,
): void {
  const options = { config: { rateLimit: false } };

  app.get('/health/live', options, (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );

  app.get('/health/ready', options, async (_request, reply) => {
    const report = await readiness();
    const ready = report.ready && !isDraining();
    const checks = isDraining() ? { ...report.checks, server: 'shutting down' } : report.checks;
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ...report, ready, checks });
  });
}
