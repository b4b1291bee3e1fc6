import { createServer } from 'node:http';
import { BelowRoutes } from './below-routes.ts';
import { errorBody } from './errors.ts';
import { PortError } from './port-error.ts';

const retryAfterSeconds = 2;

/**
 * Answers on the port until the content is loaded: the process is live, not ready, and everything else is to be tried
 * again. `close` frees the port for the gateway.
 */
export async function openStartingServer({
  production,
  ...address
}: {
  host: string;
  port: number;
  production: boolean;
}): Promise<{ close(): Promise<void> }> {
  const belowRoutes = new BelowRoutes(production);
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    const path = request.url?.split('?', 1)[0];
    const isLive = path === '/health/live';
    const body = isLive
      ? { status: 'ok' }
      : path === '/health/ready'
        ? { ready: false, degraded: [], checks: { content: 'being loaded' }, sources: {} }
        : errorBody('STARTING', 'The gateway is starting. Try again in some seconds.', { retryAfterSeconds });
    const text = JSON.stringify(body);
    response.writeHead(isLive ? 200 : 503, {
      ...belowRoutes.headers,
      'content-length': Buffer.byteLength(text),
      connection: 'close',
      ...(!isLive && { 'retry-after': String(retryAfterSeconds) }),
    });
    response.end(text);
  });
  belowRoutes.listenTo(server);
  server.on('clientError', belowRoutes.malformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(PortError.from(error, address) ?? error));
    server.listen(address.port, address.host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
