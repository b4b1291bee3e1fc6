import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Security headers for every answer. Pages that need more than nothing set their own policy. */
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
    // Open data is there to be fetched by other sites.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    // Behind plain HTTP on a developer's machine it would lock the browser out of localhost.
    strictTransportSecurity: production,
  });
}

/** The policy of the playground: its own inline scripts by hash, its editor's workers, and this server only. */
export function playgroundPolicy(scriptHashes: readonly string[]): string {
  const scripts = scriptHashes.map((hash) => `'${hash}'`).join(' ');
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    // Workers made from blobs run under the policy of the page that made them.
    'worker-src blob:',
    // The editor writes its colours and sizes into style elements as it goes.
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
