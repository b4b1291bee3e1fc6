import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { clientOf } from './client.ts';
import { Points, type SharedPoints } from './points.ts';
import { securityHeaders } from './security.ts';
import type { ServerSettings } from './server-options.ts';

const oneMinute = 60_000;
const oneDayInSeconds = 86_400;

/** What every route gets: security headers, CORS, compression and the rate limit, whose points it returns. */
export async function registerPlugins(
  app: FastifyInstance,
  settings: ServerSettings,
  sharedPoints: SharedPoints | null,
): Promise<Points | null> {
  securityHeaders(app, settings.production);
  await app.register(cors, {
    origin: settings.corsOrigins.includes('*') ? '*' : [...settings.corsOrigins],
    methods: ['GET', 'HEAD', 'POST'],
    credentials: false,
    strictPreflight: false,
    maxAge: oneDayInSeconds,
    exposedHeaders: [
      'etag',
      'retry-after',
      'x-request-id',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
    ],
  });
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  if (settings.rateLimit === 0) return null;
  const points = new Points(settings.rateLimit, oneMinute, sharedPoints);
  await app.register(rateLimit, {
    max: settings.rateLimit,
    timeWindow: oneMinute,
    store: points.store(),
    keyGenerator: (request) => clientOf(request, settings.clientHeader ?? null),
  });
  return points;
}
