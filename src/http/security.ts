import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Security headers for every response. A page that needs scripts or styles sets a policy of its own. */
export async function securityHeaders(app: FastifyInstance, production: boolean): Promise<void> {
  await app.register(helmet, {
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
  });
}
