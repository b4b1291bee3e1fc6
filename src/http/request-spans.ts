import type { Context, Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail, type Tracing } from '../tracing/spans.ts';

/** Asked every few seconds by machines. */
const untraced = /^\/(?:health\/|metrics)/;
/** A version that this program knows, the ids, and the flags (W3C Trace Context). */
const traceparent = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/;

/**
 * A span for each request that is recorded; what is done for it has spans below it. The trace of a caller is continued only behind a
 * trusted proxy, since a client could have all of its requests recorded.
 */
export function requestSpans(
  app: FastifyInstance,
  { trace, context, tracer, kinds, share }: Tracing,
  { continues }: { continues: boolean },
): void {
  const contexts = new WeakMap<FastifyRequest, Context>();

  app.addHook('onRequest', (request, reply, done) => {
    const { method, routeOptions } = request;
    if (untraced.test(request.url)) return done();
    const parent = continues ? callerOf(request.headers.traceparent) : null;
    // The rest of what OpenTelemetry calls sampling would cost every request, recorded or not.
    if (parent ? parent.traceFlags === 0 : Math.random() >= share) return done();
    const before = context.active();
    const outer = parent ? trace.setSpanContext(before, parent) : before;
    const route = routeOptions.url ?? '';
    const span = tracer.startSpan(
      `${method} ${route}`.trim(),
      {
        kind: kinds.SERVER,
        attributes: { 'http.request.method': method, 'http.route': route, 'request.id': request.id },
      },
      outer,
    );
    contexts.set(request, trace.setSpan(outer, span));
    reply.raw.once('close', () => end(span, reply.statusCode, reply.raw.writableFinished));
    done();
  });

  // Reading the body leaves the context, so that it begins after it.
  app.addHook('preValidation', (request, _reply, done) => {
    const of = contexts.get(request);
    if (of) context.with(of, done);
    else done();
  });
}

function end(span: Span, status: number, isSent: boolean): void {
  span.setAttribute('http.response.status_code', status);
  if (!isSent) span.setAttribute('client.disconnected', true);
  else if (status >= 500) fail(span, String(status));
  span.end();
}

function callerOf(header: string | string[] | undefined) {
  const [, traceId, spanId, flags] = traceparent.exec(typeof header === 'string' ? header : '') ?? [];
  return traceId && spanId && flags
    ? { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
    : null;
}
