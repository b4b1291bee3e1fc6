import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Meter } from '../upstream/meter.ts';
import type { HealthReport } from '../upstream/policies/health.ts';

/** What is read each time the metrics are requested. */
export interface GatewayState {
  /** Whether a part works now. */
  works: Readonly<Record<string, boolean>>;
  /** Seconds by which work in the background is behind; what does not run here is left out. */
  behind: Readonly<Record<string, number>>;
  statements: number;
  failedStatements: number;
}

/** The metrics of one gateway. Those who count things get the counter; the route gets the text. */
export interface Metrics {
  /** Counts upstream requests. */
  meter: Meter;
  /** Counts an HTTP response. */
  responded(route: string, status: number, milliseconds: number): void;
  /** Counts one GraphQL operation, with the code of each of its errors. */
  answered(milliseconds: number, codes: readonly string[]): void;
  /** Counts a request whose answer may be kept: it was kept, it was being made for another request, or neither. */
  lookedUpAnswer(outcome: 'hit' | 'shared' | 'miss'): void;
  /** Sets where the size of the kept answers is read. */
  readAnswersFrom(size: () => { answers: number; bytes: number }): void;
  /** Sets the number of open event streams. */
  streaming(open: number): void;
  /** Sets where the health of the sources is read each time the metrics are requested. */
  readHealthFrom(health: () => ReadonlyMap<string, HealthReport>): void;
  /** Sets where the state of the gateway is read. */
  readStateFrom(state: () => Promise<GatewayState>): void;
  text(): Promise<{ type: string; body: string }>;
}

const prefix = 'jobtech_graph_';
const latencyBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Uses its own registry. Labels hold only ids and codes, so that clients cannot create new time series. */
export function createMetrics(version = 'unknown'): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const name = (short: string, help: string, labelNames: string[] = []) => ({
    name: `${prefix}${short}`,
    help,
    labelNames,
    registers,
  });
  const requests = new Counter(
    name('source_requests_total', 'Requests sent to a source, by outcome: ok or the error code.', [
      'source',
      'outcome',
    ]),
  );
  const latency = new Histogram({
    ...name('source_request_seconds', 'Duration of a request to a source.', ['source']),
    buckets: latencyBuckets,
  });
  const lookups = new Counter(
    name('cache_lookups_total', 'Cache lookups, by the store that had the answer and its state.', [
      'source',
      'tier',
      'state',
    ]),
  );
  const dropped = new Counter(
    name('source_dropped_items_total', 'Items dropped from answers because they could not be read.', [
      'source',
    ]),
  );
  const quarantines = new Counter(
    name('source_quarantines_total', 'Times that an operation was quarantined because of schema drift.', [
      'source',
    ]),
  );
  const operations = new Histogram({
    ...name(
      'graphql_operation_seconds',
      'Duration of a GraphQL operation, or of one event of a stream, with or without errors.',
      ['outcome'],
    ),
    buckets: latencyBuckets,
  });
  // To find the series of labels takes longer than to count.
  const withoutErrors = operations.labels('ok');
  const withErrors = operations.labels('with errors');
  const errors = new Counter(name('graphql_errors_total', 'GraphQL errors, by code.', ['code']));
  // From the start, since Prometheus sees no increase in the first value of a series.
  errors.inc({ code: 'INTERNAL_SERVER_ERROR' }, 0);
  const answerLookups = new Counter(
    name(
      'answer_cache_lookups_total',
      'Requests by outcome: hit, shared with a request in flight, or miss.',
      ['outcome'],
    ),
  );
  const keptAnswers = new Gauge(name('answer_cache_answers', 'Finished answers that are kept.'));
  const keptBytes = new Gauge(name('answer_cache_bytes', 'Bytes of the finished answers that are kept.'));
  const streams = new Gauge(name('streams_open', 'Open event streams.'));

  const responses = new Histogram({
    ...name('http_request_seconds', 'Duration of an HTTP request, by route and class of status.', [
      'route',
      'status',
    ]),
    buckets: latencyBuckets,
  });
  const series = new Map<string, ReturnType<typeof responses.labels>[]>();
  const responsesOf = (route: string, status: number) => {
    const hundreds = Math.floor(status / 100);
    const ofRoute = series.get(route) ?? [];
    series.set(route, ofRoute);
    ofRoute[hundreds] ??= responses.labels(route, `${hundreds}xx`);
    return ofRoute[hundreds];
  };
  const statements = new Counter(name('database_statements_total', 'SQL statements.'));
  const failedStatements = new Counter(name('database_failures_total', 'SQL statements that failed.'));
  const works = new Gauge(
    name('part_works', '1 while a part works: the database, the shared cache, the content.', ['part']),
  );
  const behind = new Gauge(
    name('behind_seconds', 'How far work in the background is behind: seconds since its last success.', [
      'what',
    ]),
  );
  new Gauge(name('build_info', 'Always 1; the version is in the label.', ['version'])).set({ version }, 1);

  const open = new Gauge(
    name('source_breaker_open', '1 while the circuit breaker of a source is open.', ['source']),
  );
  const quarantined = new Gauge(
    name('source_quarantined_operations', 'Operations in quarantine: their cached answers are served.', [
      'source',
    ]),
  );
  const inProgress = new Gauge(name('source_requests_under_way', 'Requests in progress.', ['source']));
  const remaining = new Gauge(
    name('source_budget_remaining', 'Requests left in the current budget window of a source.', ['source']),
  );
  let sizeOfAnswers = () => ({ answers: 0, bytes: 0 });
  let health: () => ReadonlyMap<string, HealthReport> = () => new Map();
  let readState: (() => Promise<GatewayState>) | null = null;
  const setStateGauges = async () => {
    if (!readState) return;
    const state = await readState();
    for (const [part, isWorking] of Object.entries(state.works)) works.set({ part }, isWorking ? 1 : 0);
    behind.reset();
    for (const [what, seconds] of Object.entries(state.behind)) behind.set({ what }, seconds);
    setTotal(statements, state.statements);
    setTotal(failedStatements, state.failedStatements);
  };
  const setHealthGauges = () => {
    for (const [source, report] of health()) {
      open.set({ source }, report.breakerIsOpen ? 1 : 0);
      quarantined.set({ source }, report.quarantined.length);
      dropped.inc({ source }, 0);
      inProgress.set({ source }, report.underWay);
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
      lookedUp: (source, tier, state) => lookups.inc({ source, tier, state }),
      dropped: (source, items) => dropped.inc({ source }, items),
      quarantined: (source) => quarantines.inc({ source }),
    },
    answered: (milliseconds, codes) => {
      (codes.length > 0 ? withErrors : withoutErrors).observe(milliseconds / 1000);
      for (const code of codes) errors.inc({ code });
    },
    responded: (route, status, milliseconds) => responsesOf(route, status).observe(milliseconds / 1000),
    lookedUpAnswer: (outcome) => answerLookups.inc({ outcome }),
    readAnswersFrom: (read) => {
      sizeOfAnswers = read;
    },
    streaming: (count) => streams.set(count),
    readHealthFrom: (read) => {
      health = read;
    },
    readStateFrom: (read) => {
      readState = read;
    },
    text: async () => {
      await setStateGauges();
      setHealthGauges();
      const { answers, bytes } = sizeOfAnswers();
      keptAnswers.set(answers);
      keptBytes.set(bytes);
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}

/** A counter of what is counted elsewhere. */
function setTotal(counter: Counter, total: number): void {
  counter.reset();
  counter.inc(total);
}
