import type { FastifyInstance } from 'fastify';

/**
 * Cuts off clients that have not read their answer in time: it stays in memory until they have. Event streams watch
 * their clients themselves.
 */
export function cutSlowReaders(app: FastifyInstance, milliseconds: number): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!String(reply.getHeader('content-type')).startsWith('text/event-stream')) {
      const timer = setTimeout(() => reply.raw.destroy(), milliseconds);
      timer.unref();
      reply.raw.once('close', () => clearTimeout(timer));
    }
    done(null, payload);
  });
}
