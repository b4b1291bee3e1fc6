import { Server as NetServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Timeouts } from './server-options.ts';
import type { OpenStreams } from './stream/open-streams.ts';

/** After the port has closed, the time for requests on connections that were opened just before. */
const lastRequestsMs = 500;

/**
 * Closes the server without dropping a request. The caller has already made readiness fail and told every client to
 * close its connection. The order is:
 * 1. For the drain time, new connections and requests are answered as before: a balancer needs some checks to notice.
 * 2. Event streams end and the port closes, so that their clients reconnect to another gateway. Connections that were
 *    opened just before may still send their request.
 * 3. Idle connections close, and responses in progress finish, within the shutdown time.
 */
export async function shutDown(
  app: FastifyInstance,
  streams: OpenStreams,
  timeouts: Pick<Timeouts, 'drain' | 'shutdown'>,
): Promise<void> {
  if (app.server.listening) await setTimeout(timeouts.drain);
  streams.endAll();
  if (app.server.listening) {
    // The `close` of http would also close connections whose request is still being read.
    const closed = new Promise((resolve) => NetServer.prototype.close.call(app.server, resolve));
    await Promise.race([closed, setTimeout(Math.min(timeouts.drain, lastRequestsMs))]);
    streams.disconnectAll();
    const closeIdle = setInterval(() => app.server.closeIdleConnections(), 50);
    const finished = new AbortController();
    const timeLimit = setTimeout(timeouts.shutdown, undefined, { signal: finished.signal }).then(
      () => app.server.closeAllConnections(),
      () => undefined,
    );
    await closed;
    finished.abort();
    await timeLimit;
    clearInterval(closeIdle);
  }
  await app.close();
}
