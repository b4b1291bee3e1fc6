import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/** Security headers for every response. A page that needs scripts or styles sets a policy of its own. */
export function securityHeaders(app: FastifyInstance, production: boolean): void {
  const headers = securityHeadersOf(production);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** What helmet sets. It is the same for every response, so it is asked once. */
export function securityHeadersOf(production: boolean): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  let failure: unknown;
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Other sites may fetch open data.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // On a developer's machine it would make the browser refuse plain HTTP to localhost.
    strictTransportSecurity: production,
  })(request, response, (error) => {
    failure = error;
  });
  if (failure) throw failure;
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}
