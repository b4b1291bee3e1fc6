import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Meter } from '../../upstream/meter.ts';
import type { HealthReport } from '../../upstream/policies/health.ts';

/** Everything Prometheus reads at `/metrics`, and those who write it. */
export interface Metrics {
  meter: Meter;
  /** One GraphQL operation was answered; `code` of each of its errors. */
  answered(milliseconds: number, codes: readonly string[]): void;
  /** So many event streams are open now. */
  streaming(open: number): void;
  /** Says where the state of the sources can be read when somebody asks for the metrics. */
  watch(health: () => ReadonlyMap<string, HealthReport>): void;
  text(): Promise<{ type: string; body: string }>;
}

const prefix = 'jobtech_graph_';
const latencyBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counters of one gateway, in a registry of their own. Labels are ids and codes: nothing a client writes. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const name = (short: string, help: string, labelNames: string[] = []) => ({
    name: `${prefix}${short}`,
    help,
    labelNames,
    registers,
  });
  const requests = new Counter(
    name('source_requests_total', 'Requests sent to a source, by outcome: ok or the code of the error.', [
      'source',
      'outcome',
    ]),
  );
  const latency = new Histogram({
    ...name('source_request_seconds', 'Time of a request to a source.', ['source']),
    buckets: latencyBuckets,
  });
  const lookUps = new Counter(
    name('cache_lookups_total', 'Answers looked for in the stores, by where one was found and how old.', [
      'source',
      'tier',
      'state',
    ]),
  );
  const dropped = new Counter(
    name('source_dropped_items_total', 'Items of answers that could not be read.', ['source']),
  );
  const quarantines = new Counter(
    name('source_quarantines_total', 'Times that an operation’s answers were found to have changed shape.', [
      'source',
    ]),
  );
  const operations = new Histogram({
    ...name(
      'graphql_operation_seconds',
      'Time of a GraphQL operation, or of an event of a stream, by whether it had errors.',
      ['outcome'],
    ),
    buckets: latencyBuckets,
  });
  const errors = new Counter(name('graphql_errors_total', 'Errors in answers, by code.', ['code']));
  const streams = new Gauge(name('streams_open', 'Event streams that are open.'));

  const open = new Gauge(
    name('source_breaker_open', '1 while a source is left alone after repeated failures.', ['source']),
  );
  const quarantined = new Gauge(
    name('source_quarantined_operations', 'Operations whose new answers are not used.', ['source']),
  );
  const underWay = new Gauge(name('source_requests_under_way', 'Requests under way.', ['source']));
  const remaining = new Gauge(
    name('source_budget_remaining', 'Requests left in the current window of a source.', ['source']),
  );
  let health: () => ReadonlyMap<string, HealthReport> = () => new Map();
  const readHealth = () => {
    for (const [source, report] of health()) {
      open.set({ source }, report.breakerIsOpen ? 1 : 0);
      quarantined.set({ source }, report.quarantined.length);
      underWay.set({ source }, report.underWay);
      remaining.set({ source }, report.requestBudget.remaining);
    }
  };
  collectDefaultMetrics({ register: registry, prefix });

  return {
    meter: {
      requested: (source, outcome, milliseconds) => {
        requests.inc({ source, outcome });
        latency.observe({ source }, milliseconds / 1000);
      },
      lookedUp: (source, tier, state) => lookUps.inc({ source, tier, state }),
      dropped: (source, items) => dropped.inc({ source }, items),
      quarantined: (source) => quarantines.inc({ source }),
    },
    answered: (milliseconds, codes) => {
      operations.observe({ outcome: codes.length > 0 ? 'with errors' : 'ok' }, milliseconds / 1000);
      for (const code of codes) errors.inc({ code });
    },
    streaming: (count) => streams.set(count),
    watch: (read) => {
      health = read;
    },
    text: async () => {
      readHealth();
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}

/** Serves them. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', { config: { rateLimit: false } }, async (_request, reply) => {
    const { type, body } = await metrics.text();
    return reply.header('cache-control', 'no-store').type(type).send(body);
  });
}
