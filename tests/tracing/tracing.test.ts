import { trace } from '@opentelemetry/api';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openTracing } from '../../src/tracing/open-tracing.ts';
import { inSpan, openedTracing, traceIds } from '../../src/tracing/spans.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { type SentSpan, traceCollector } from '../support/trace-collector.ts';

// Each opens a gateway, which takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const search =
  'query Hemlig($q: String!) { jobAds(filter: { query: $q, sources: ["jobsearch"] }, first: 1) { nodes { id } } }';
const documents = '{ documents(query: "kompetens", first: 1) { nodes { title } } }';

/** A gateway that sends traces to a collector. `sent` closes both, and has all spans. */
async function traced({ share = 1, ...environment }: Record<string, string | number> = {}) {
  const collector = await traceCollector();
  const warned: object[] = [];
  const tracing = openTracing({
    endpoint: collector.url,
    share: Number(share),
    version: '1.2.3',
    logger: { warn: (facts) => void warned.push(facts) },
  });
  const source = await fakeUpstream({ '*': { json: { total: { value: 1 }, hits: [] } } });
  const gateway: TestGateway = await testGateway({
    SOURCES: 'live',
    SOURCE_JOBSEARCH_URL: source.url,
    ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
  });
  onTestFinished(() => tracing.close());
  return {
    gateway,
    texts: collector.texts,
    tracer: openedTracing()?.tracer ?? trace.getTracer('none'),
    warned,
    async sent(): Promise<SentSpan[]> {
      await gateway.close();
      await tracing.close();
      return collector.spans;
    },
  };
}

/** The names of a span and of those above it, itself first. */
function road(spans: readonly SentSpan[], name: string): string[] {
  const names: string[] = [];
  let span = spans.find((one) => one.name === name);
  while (span) {
    names.push(span.name);
    const { parentSpanId } = span;
    span = spans.find(({ spanId }) => spanId === parentSpanId);
  }
  return names;
}

describe('traces', () => {
  it('have a span for the request, the call of a source and the request that it sent, one below the other', async () => {
    const { gateway, sent } = await traced();
    await gateway.ask(search, { q: 'snickare' });

    const spans = await sent();

    expect(road(spans, 'GET jobsearch')).toEqual(['GET jobsearch', 'source jobsearch', 'POST /graphql']);
    const [call] = spans.filter(({ name }) => name === 'source jobsearch');
    expect(call?.attributes).toMatchObject({ 'source.id': 'jobsearch', 'source.state': 'LIVE' });
  });

  it('have a span for each SQL statement of the request', async () => {
    const { gateway, sent } = await traced();
    await gateway.ask(documents);

    const spans = await sent();

    const [request] = spans.filter(({ name }) => name === 'POST /graphql');
    const ofRequest = spans.filter((span) => span.traceId === request?.traceId && span !== request);
    // Its words are looked up, and then the documents.
    expect(ofRequest.map(({ name }) => name)).toEqual(['SQL SELECT', 'SQL WITH']);
    expect(new Set(ofRequest.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([request?.spanId]));
  });

  it('hold nothing that a client has written', async () => {
    const { gateway, sent, texts } = await traced();
    await gateway.ask(search, { q: 'anna.andersson@example.org' });
    await gateway.server.inject({ url: `/graphql?${new URLSearchParams({ query: documents })}` });
    await gateway.server.inject({ url: '/q/anna-andersson', headers: { 'user-agent': 'Hemlig/1' } });

    await sent();

    expect(texts.join()).toContain('POST /graphql');
    for (const secret of ['anna', 'Hemlig', 'kompetens', '127.0.0.1:'])
      expect(texts.join()).not.toContain(secret);
  });

  it('tell a failed source by its code', async () => {
    const { gateway, sent } = await traced({ SOURCE_JOBSEARCH_URL: 'http://127.0.0.1:9' });
    await gateway.ask(search, { q: 'snickare' });

    const spans = await sent();

    const [call] = spans.filter(({ name }) => name === 'source jobsearch');
    expect(call?.status).toEqual({ code: 2, message: 'SOURCE_UNAVAILABLE' });
  });

  it('leave out what machines ask every few seconds', async () => {
    const { gateway, sent } = await traced();
    for (const url of ['/health/live', '/health/ready', '/metrics']) await gateway.server.inject({ url });

    const spans = await sent();

    expect(spans.filter(({ name }) => /health|metrics/.test(name))).toEqual([]);
  });

  it('continue the trace of a proxy that is trusted, and of nobody else', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const tracesOf = async (environment: Record<string, string>) => {
      const { gateway, sent } = await traced(environment);
      await gateway.ask('{ sources { slug } }', {}, { traceparent });
      return (await sent()).filter(({ name }) => name === 'POST /graphql').map(({ traceId }) => traceId);
    };

    expect(await tracesOf({ TRUST_PROXY: '1' })).toEqual(['0af7651916cd43dd8448eb211c80319c']);
    expect(await tracesOf({})).not.toContain('0af7651916cd43dd8448eb211c80319c');
  });

  it('are not recorded beyond their share', async () => {
    const { gateway, sent } = await traced({ share: 0 });
    await gateway.ask(search, { q: 'snickare' });

    expect(await sent()).toEqual([]);
  });

  it('give their ids to the log', async () => {
    const { sent, tracer } = await traced();
    const ids = await tracer.startActiveSpan('request', async (span) => {
      const found = traceIds();
      span.end();
      return found;
    });

    const spans = await sent();

    const [request] = spans.filter(({ name }) => name === 'request');
    expect(ids).toEqual({ trace_id: request?.traceId, span_id: request?.spanId });
    expect(traceIds()).toEqual({});
  });

  it('are dropped, and that is logged once, where the collector refuses them', async () => {
    const warned: object[] = [];
    const collector = await fakeUpstream({ '*': { status: 400 } });
    const tracing = openTracing({
      endpoint: collector.url,
      share: 1,
      version: '1.2.3',
      logger: { warn: (facts) => void warned.push(facts) },
    });
    const gateway = await testGateway();
    const answer = await gateway.ask('{ sources { slug } }');
    await gateway.close();
    await tracing.close();

    expect(answer.errors).toBeUndefined();
    expect(warned).toHaveLength(1);
  });
});

it('runs the work alone where no traces are sent', async () => {
  const described: string[] = [];
  const result = await inSpan(
    () => {
      described.push('described');
      return { name: 'work', attributes: {} };
    },
    async (span) => span,
  );

  expect([result, described]).toEqual([null, []]);
});
