import { Server as NetServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Timeouts } from './server-options.ts';
import type { OpenStreams } from './stream/open-streams.ts';

/**
 * Closes the server without dropping a request. The caller has already made readiness fail and told every client to
 * close its connection. The order is:
 * 1. Event streams end. Their clients reconnect after the port has closed, and so reach another gateway.
 * 2. After the drain time the port closes. Connections that were opened just before may still send their request.
 * 3. Idle connections close, and responses in progress finish, within the shutdown time.
 */
export async function shutDown(
  app: FastifyInstance,
  streams: OpenStreams,
  timeouts: Pick<Timeouts, 'drain' | 'shutdown'>,
): Promise<void> {
  streams.endAll();
  if (app.server.listening) {
    await setTimeout(timeouts.drain);
    // The `close` of http would also close connections whose request is still being read.
    const closed = new Promise((resolve) => NetServer.prototype.close.call(app.server, resolve));
    await Promise.race([closed, setTimeout(timeouts.drain)]);
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
