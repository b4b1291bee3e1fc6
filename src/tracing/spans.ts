import type { Attributes, ContextAPI, Span, SpanKind, TraceAPI, Tracer } from '@opentelemetry/api';

/** What OpenTelemetry gives while traces are sent. Only types of it are imported here, so that it is not loaded before. */
export interface Tracing {
  trace: TraceAPI;
  context: ContextAPI;
  tracer: Tracer;
  kinds: typeof SpanKind;
  /** The share of requests that are recorded, from 0 to 1. */
  share: number;
}

/** What a span says. It holds no text of a client: no address, no variable, no name of an operation. */
export interface SpanFacts {
  name: string;
  /** `CLIENT` for a request to another program. */
  kind?: 'CLIENT' | 'INTERNAL';
  attributes: Attributes;
}

let tracing: Tracing | null = null;

/** Sends spans from now on; null ends it. */
export function traceWith(opened: Tracing | null): void {
  tracing = opened;
}

/** Null while no traces are sent. */
export const openedTracing = (): Tracing | null => tracing;

/**
 * Runs the work in a span below that of the request. Without traces, and for a request that is not recorded, the work is
 * all that runs. A work that fails has the code of its error as the status.
 */
export function inSpan<T>(facts: () => SpanFacts, work: (span: Span | null) => Promise<T>): Promise<T> {
  if (!tracing) return work(null);
  const { trace, context, tracer, kinds } = tracing;
  if (!trace.getActiveSpan()) return work(null);
  const { name, kind = 'INTERNAL', attributes } = facts();
  const span = tracer.startSpan(name, { kind: kinds[kind], attributes });
  const run = async () => {
    try {
      return await work(span);
    } catch (error) {
      fail(span, codeOf(error));
      throw error;
    } finally {
      span.end();
    }
  };
  return context.with(trace.setSpan(context.active(), span), run);
}

/** Adds to the span of the request, or of what is done for it. */
export function describeSpan(attributes: () => Attributes): void {
  const span = tracing?.trace.getActiveSpan();
  span?.setAttributes(attributes());
}

/** The ids of the current trace, for lines of the log; empty where none is recorded. */
export function traceIds(): { trace_id?: string; span_id?: string } {
  const span = tracing?.trace.getActiveSpan();
  if (!span) return {};
  const { traceId, spanId } = span.spanContext();
  return { trace_id: traceId, span_id: spanId };
}

/** Marks a span as failed. A message could quote what a client has sent, so only a code is kept. */
export function fail(span: Span, code: string): void {
  // 2 is `SpanStatusCode.ERROR`.
  span.setStatus({ code: 2, message: code }).setAttribute('error.type', code);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  return 'code' in error && typeof error.code === 'string' && error.code !== '' ? error.code : error.name;
}
