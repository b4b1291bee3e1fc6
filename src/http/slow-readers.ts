import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** How often it is looked for slow readers, as a part of their time. */
const looksInTime = 10;

/**
 * Cuts off clients that have not read their answer in time: it stays in memory until they have. Event streams watch
 * their clients themselves.
 */
export function cutSlowReaders(app: FastifyInstance, milliseconds: number): void {
  const reading = new Map<ServerResponse, number>();
  let isLooking = false;

  const look = (): void => {
    const now = performance.now();
    for (const [response, until] of reading) {
      if (response.closed) reading.delete(response);
      else if (now >= until) response.destroy();
    }
    if (reading.size > 0) lookLater();
    else isLooking = false;
  };
  const lookLater = (): void => {
    isLooking = true;
    setTimeout(look, milliseconds / looksInTime).unref();
  };

  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!String(reply.getHeader('content-type')).startsWith('text/event-stream')) {
      reading.set(reply.raw, performance.now() + milliseconds);
      if (!isLooking) lookLater();
    }
    done(null, payload);
  });
  app.addHook('onResponse', (_request, { raw }, done) => {
    reading.delete(raw);
    done();
  });
}
