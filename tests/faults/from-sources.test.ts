import { pino } from 'pino';
// Loaded before the time of an answer is taken.
import 'undici';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { OpenContent } from '../../src/content/open-content.ts';
import { openGateway } from '../../src/gateway.ts';
import { lendContent } from '../support/database.ts';
import { type FakeUpstream, fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { type GraphQLAnswer, testedSources } from '../support/gateway.ts';
import { type RedisServer, skipsRedis, startRedis } from '../support/redis.ts';
import { sampleAnswer } from '../support/stand-in.ts';

let opened: OpenContent;

beforeAll(async () => {
  opened = await lendContent();
});
afterAll(() => opened?.database.close());

/** A source in good health, that is asked again every time. */
const well = async (): Promise<FakeUpstream> => fakeUpstream({ '*': ({ url = '' }) => goodReply(url) });

function goodReply(url: string): Reply {
  const body = sampleAnswer(url);
  return body ? { json: body, headers: { 'cache-control': 'max-age=0' } } : { status: 404 };
}

interface Watched {
  ask(words?: string): Promise<GraphQLAnswer & { milliseconds: number; raw: string }>;
  get(path: string): Promise<{ status: number; body: string }>;
  /** All that was logged. */
  log(): string;
}

/** A gateway over one source that misbehaves and one that does not, on the file's content. */
async function aGateway(
  dataportal: string,
  riksdagen: string,
  more: Record<string, string> = {},
): Promise<Watched> {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const config = readConfig({
    SOURCES: 'live',
    RATE_LIMIT: '1000000',
    REQUEST_TIMEOUT_MS: '1200',
    SOURCE_DATAPORTAL_SE_URL: dataportal,
    SOURCE_RIKSDAGEN_URL: riksdagen,
    ...more,
  });
  // The file's database outlives the gateways on it, and a server of an earlier test may have had the same port.
  await opened.database.dataSource.query('DELETE FROM "last_good"');
  const database = Object.create(opened.database, { close: { value: async () => {} } });
  const gateway = await openGateway(config, log, Promise.resolve({ content: opened.content, database }), {
    declarations: testedSources(more),
  });
  onTestFinished(() => gateway.close());
  return {
    log: () => lines.join(''),
    async ask(words = 'arbete') {
      const startedAt = performance.now();
      const response = await gateway.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { accept: 'application/json' },
        payload: { query, variables: { words } },
      });
      return { ...response.json(), milliseconds: performance.now() - startedAt, raw: response.body };
    },
    async get(path) {
      const response = await gateway.server.inject({ method: 'GET', url: path });
      return { status: response.statusCode, body: response.body };
    },
  };
}

const query = `query ($words: String!) {
  datasets(filter: { query: $words }, first: 3) { totalCount nodes { title provenance { state } } }
  parliamentaryDocuments(query: $words, first: 3) { nodes { title } }
  party(code: "C") { code }
}`;

const secrets = {
  body: 'SECRET-OF-THE-BODY at Object.<anonymous> (/srv/app.js:1:1)',
  headers: { 'x-internal': 'SECRET-OF-A-HEADER', 'set-cookie': 'session=SECRET-COOKIE' },
};
const faults: [string, Reply, string][] = [
  ['hangs without a byte', { fault: 'hang' }, 'SOURCE_TIMEOUT'],
  ['drips endlessly', { fault: 'drip' }, 'SOURCE_TIMEOUT'],
  ['resets before headers', { fault: 'reset' }, 'SOURCE_BAD_RESPONSE'],
  ['cuts its body', { fault: 'cut', body: secrets.body }, 'SOURCE_BAD_RESPONSE'],
  ['answers 500 with a stack', { status: 500, ...secrets }, 'SOURCE_UNAVAILABLE'],
  [
    'shows a maintenance page',
    { ...secrets, headers: { ...secrets.headers, 'content-type': 'text/html' } },
    'SOURCE_BAD_RESPONSE',
  ],
  ['answers 429 with seconds', { status: 429, headers: { 'retry-after': '90' } }, 'SOURCE_RATE_LIMITED'],
  [
    'answers 429 with a date',
    { status: 429, headers: { 'retry-after': new Date(Date.now() + 90_000).toUTCString() } },
    'SOURCE_RATE_LIMITED',
  ],
  [
    'answers 403 with its quota spent',
    { status: 403, headers: { 'x-ratelimit-remaining': '0' } },
    'SOURCE_RATE_LIMITED',
  ],
  ['answers 503', { status: 503, headers: { 'retry-after': '90' } }, 'SOURCE_UNAVAILABLE'],
  ['sends without end', { fault: 'endless' }, 'SOURCE_BAD_RESPONSE'],
  ['sends what is no JSON', { body: `{"${secrets.body}` }, 'SOURCE_BAD_RESPONSE'],
  ['sends another shape', { json: { [secrets.body]: [secrets.body] } }, 'SOURCE_BAD_RESPONSE'],
  ['sends Latin-1 and says UTF-8', { body: Buffer.from('{"a":"åäö"}', 'latin1') }, 'SOURCE_BAD_RESPONSE'],
  [
    'redirects inside',
    { status: 302, headers: { location: 'http://169.254.169.254/SECRET' } },
    'SOURCE_BAD_RESPONSE',
  ],
];

describe('when a source', () => {
  it.each(faults)('%s, its field has the error and the rest is complete', async (_, reply, code) => {
    const [bad, good] = [await fakeUpstream({ '*': reply }), await well()];
    const withLogin = bad.url.replace('http://', 'http://user:SECRET-PASSWORD@');
    const gateway = await aGateway(withLogin, good.url);

    const answer = await gateway.ask();

    expect(answer.errors).toMatchObject([
      { path: ['datasets'], extensions: { code, source: 'dataportal-se' } },
    ]);
    expect(answer.data).toMatchObject({ datasets: null, party: { code: 'C' } });
    expect(answer.data.parliamentaryDocuments.nodes.length).toBeGreaterThan(0);
    expect(answer.milliseconds).toBeLessThan(2500);
    expect(answer.raw + gateway.log()).not.toMatch(/SECRET|\/srv\/|node_modules|127\.0\.0\.1/);
  });

  it.each(faults)('%s, an older answer is served', async (_, reply) => {
    const [bad, good] = [await well(), await well()];
    const gateway = await aGateway(bad.url, good.url);
    const first = await gateway.ask();
    bad.answerAll(reply);

    const second = await gateway.ask();
    const third = await gateway.ask();

    expect(first.errors).toBeUndefined();
    for (const answer of [second, third]) {
      expect(answer.errors).toBeUndefined();
      expect(answer.data.datasets.nodes[0].provenance.state).toBe('STALE');
      expect(answer.data.datasets.nodes[0].title).toBe(first.data.datasets.nodes[0].title);
    }
    expect(third.milliseconds).toBeLessThan(second.milliseconds + 200);
    expect(second.raw + gateway.log()).not.toMatch(/SECRET|\/srv\//);
  });

  it('refuses connections, it is soon left alone, and failing costs no time', async () => {
    const good = await well();
    const gateway = await aGateway('http://127.0.0.1:1', good.url);

    const answers = [];
    for (let time = 0; time < 12; time++) answers.push(await gateway.ask(`ord${time}`));

    const last = answers.at(-1);
    expect(last?.errors).toMatchObject([
      { extensions: { code: 'SOURCE_UNAVAILABLE', retryAfterSeconds: expect.any(Number) } },
    ]);
    expect(last?.milliseconds).toBeLessThan(100);
    const ready = await gateway.get('/health/ready');
    expect([ready.status, JSON.parse(ready.body)]).toMatchObject([
      200,
      {
        ready: true,
        degraded: [],
        checks: { database: 'ok', cache: 'in process' },
        sources: { 'dataportal-se': 'DOWN', riksdagen: 'UP' },
      },
    ]);
  });

  it('has a name that cannot be found, it cannot be reached', async () => {
    const good = await well();
    const gateway = await aGateway('http://no-such-host.invalid', good.url);

    const answer = await gateway.ask();

    expect(answer.errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE' } }]);
  });

  it('speaks no TLS where it should, it cannot be reached', async () => {
    const [bad, good] = [await well(), await well()];
    const gateway = await aGateway(bad.url.replace('http:', 'https:'), good.url);

    const answer = await gateway.ask();

    expect(answer.errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE' } }]);
  });

  it('sends Retry-After, it gets no request before that time', async () => {
    const [bad, good] = [
      await fakeUpstream({ '*': { status: 429, headers: { 'retry-after': '90' } } }),
      await well(),
    ];
    const gateway = await aGateway(bad.url, good.url);

    const answers = [await gateway.ask('ett'), await gateway.ask('två')];

    for (const { errors } of answers)
      expect(errors?.[0]?.extensions['retryAfterSeconds']).toBeGreaterThan(85);
    expect(bad.asked).toHaveLength(1);
  });

  it('closes a connection that was kept open, the request is sent once more', async () => {
    const [bad, good] = [await well(), await well()];
    const gateway = await aGateway(bad.url, good.url);
    bad.answerAll(({ url = '' }, count) => (count === 1 ? { fault: 'reset' } : goodReply(url)));

    const answer = await gateway.ask();

    expect(answer.errors).toBeUndefined();
    expect(bad.asked).toHaveLength(2);
  });
});

it('counts what happened, for Prometheus', async () => {
  const [bad, good] = [await fakeUpstream({ '*': { status: 400 } }), await well()];
  const gateway = await aGateway(bad.url, good.url);
  await gateway.ask();

  const { status, body } = await gateway.get('/metrics');

  expect(status).toBe(200);
  for (const line of [
    'jobtech_graph_source_requests_total{source="dataportal-se",outcome="SOURCE_BAD_RESPONSE"} 1',
    'jobtech_graph_source_requests_total{source="riksdagen",outcome="ok"} 1',
    'jobtech_graph_cache_lookups_total{source="riksdagen",tier="none",state="none"} 1',
    'jobtech_graph_source_breaker_open{source="riksdagen"} 0',
    'jobtech_graph_source_budget_remaining{source="riksdagen"} 99',
    'jobtech_graph_source_requests_under_way{source="riksdagen"} 0',
    'jobtech_graph_graphql_errors_total{code="SOURCE_BAD_RESPONSE"} 1',
    'jobtech_graph_graphql_operation_seconds_count{outcome="with errors"} 1',
  ])
    expect(body).toContain(line);
  expect(body).toContain('jobtech_graph_nodejs_eventloop_lag_p99_seconds');
});

describe.skipIf(skipsRedis)('when the shared cache', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it.each([
    ['is gone', () => redis.stop(), () => redis.start()],
    ['does not answer', async () => redis.freeze(), async () => redis.thaw()],
  ])('%s, everything still answers, and readiness says so', async (_, leave, comeBack) => {
    const [one, other] = [await well(), await well()];
    const gateway = await aGateway(one.url, other.url, {
      CACHE_URL: redis.url,
      REQUEST_TIMEOUT_MS: '5000',
    });
    const before = JSON.parse((await gateway.get('/health/ready')).body);
    await leave();

    const answer = await gateway.ask();
    const ready = await gateway.get('/health/ready');
    await comeBack();

    expect(before.checks).toMatchObject({ cache: 'ok' });
    expect(answer.errors).toBeUndefined();
    expect(answer.milliseconds).toBeLessThan(3000);
    expect([ready.status, JSON.parse(ready.body)]).toMatchObject([
      200,
      { degraded: ['cache'], checks: { cache: 'not reachable' } },
    ]);
    expect((await gateway.get('/health/live')).status).toBe(200);
  });
});
