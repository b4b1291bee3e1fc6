import { setTimeout as delay } from 'node:timers/promises';
import { context, DiagLogLevel, diag, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { traceWith } from './spans.ts';

export interface TracingSettings {
  /** The address of a collector: traces go to `v1/traces` below it. */
  endpoint: string;
  /** The share of requests that are recorded, from 0 to 1. */
  share: number;
  version: string;
  logger: { warn(facts: object, message: string): void };
}

const closeWithinMs = 2_000;
const warnEveryMs = 60_000;
const longestReason = 200;
const ignore = () => {};
const silent = { info: ignore, debug: ignore, verbose: ignore };

/** Sends traces by OTLP over HTTP until it is closed. What cannot be sent is dropped; no request waits for it. */
export function openTracing({ endpoint, share, version, logger }: TracingSettings): {
  close(): Promise<void>;
} {
  const warn = onceAMinute(logger);
  diag.setLogger(
    { ...silent, error: warn, warn },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'jobtech-graph', 'service.version': version }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }),
      }),
    ],
  });
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  const tracer = provider.getTracer('jobtech-graph', version);
  traceWith({ trace, context, tracer, kinds: SpanKind, share });
  return {
    async close() {
      traceWith(null);
      await Promise.race([
        provider.shutdown().catch((error: unknown) => warn(String(error))),
        delay(closeWithinMs, undefined, { ref: false }),
      ]);
      context.disable();
      diag.disable();
    },
  };
}

/** However many batches the collector refuses. */
function onceAMinute(logger: TracingSettings['logger']): (reason: string) => void {
  let nextAt = 0;
  return (reason) => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + warnEveryMs;
    logger.warn(
      { reason: reason.slice(0, longestReason) },
      'traces could not be sent, and are dropped; this is logged once a minute',
    );
  };
}
