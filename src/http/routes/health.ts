import type { FastifyInstance } from 'fastify';

/** How well the gateway works. Content comes from memory, so none of this stops it from answering. */
export interface Readiness {
  /** The parts that do not work now; what needs them fails with an error of its own. */
  degraded: string[];
  checks: Record<string, string>;
  sources: unknown;
}

export interface HealthSettings {
  readiness: () => Promise<Readiness>;
  isDraining: () => boolean;
  /** Why only a restart of the process can help; null while none is needed. */
  needsRestart?: () => string | null;
}

/**
 * `/health/live` fails only where a restart is the cure. `/health/ready` says whether a load balancer should send
 * requests here: not during a shutdown. Before the content is loaded, `openStartingServer` answers.
 */
export function healthRoutes(app: FastifyInstance, settings: HealthSettings): void {
  const { readiness, isDraining, needsRestart = () => null } = settings;
  const options = { config: { rateLimit: false } };

  app.get('/health/live', options, (_request, reply) => {
    const reason = needsRestart();
    return reply
      .code(reason === null ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(reason === null ? { status: 'ok' } : { status: 'restart needed', reason });
  });

  app.get('/health/ready', options, async (_request, reply) => {
    const report = await readiness();
    const ready = !isDraining();
    const checks = ready ? report.checks : { ...report.checks, server: 'shutting down' };
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, ...report, checks });
  });
}
