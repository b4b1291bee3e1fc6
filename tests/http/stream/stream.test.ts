import { once } from 'node:events';
import { connect } from 'node:net';
import { GraphQLError } from 'graphql';
import { type Client, createClient } from 'graphql-sse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '../../../src/http/metrics.ts';
import type { Server } from '../../../src/http/server.ts';
import { lastEventId } from '../../../src/http/stream/last-event-id.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { eventLog } from '../../support/event-log.ts';
import { openStream } from '../../support/event-stream.ts';
import { ask, testSchema, testServer } from '../../support/http.ts';

interface Tick {
  number: number;
  cursor: string;
  text?: string;
}
interface Context {
  signal: AbortSignal;
  lastEventId: string | null;
}

const tick = (number: number): Tick => ({ number, cursor: `t${number}` });
const ticks = 'subscription { ticks { number } }';
const fromStart = 'subscription { ticks(after: "t0") { number } }';

type Log = ReturnType<typeof eventLog<Tick>>;
type Settings = NonNullable<Parameters<typeof testServer>[0]>;
type Fields = NonNullable<Parameters<typeof testSchema>[1]>['fields'];

/** A server whose subscription follows a log, and its address. */
async function streaming(log: Log, { fields, settings, ...options }: Settings & { fields?: Fields } = {}) {
  const schema = testSchema(
    {},
    {
      subscribe: (_root, { after, min }, context) => {
        const { signal, lastEventId: seen } = context as Context;
        if (min < 0) throw badMin();
        return log.follow({ min }, seen ?? after ?? null, signal);
      },
      ...(fields && { fields }),
    },
  );
  const server = testServer({
    schema,
    contextFor: ({ headers, signal }): Context => ({ signal, lastEventId: lastEventId(headers) }),
    ...options,
    // fetch opens a new connection after an aborted one and sends nothing on it. `close` waits for it to time out.
    settings: { ...settings, timeouts: { request: 500, ...settings?.timeouts } },
  });
  const { url } = await server.listen();
  return { server, url, address: `${url}/graphql/stream` };
}

const badMin = () =>
  new GraphQLError('min is below 0. The nearest is 0.', {
    extensions: { code: 'BAD_USER_INPUT', argument: 'min' },
  });

/** The client of graphql-sse, without retries. */
function sseClient(url: string): Client {
  const client = createClient({ url, retryAttempts: 0 });
  onTestFinished(() => client.dispose());
  return client;
}

const followed = (log: Log, times = 1) => expect.poll(() => log.followers.length).toBe(times);

describe('a stream', () => {
  it('opens at once, and tells proxies not to buffer it', async () => {
    const { address } = await streaming(eventLog());

    const stream = await openStream(address, ticks, {
      headers: { 'accept-encoding': 'br, gzip', origin: 'https://partner.example' },
    });

    expect(await stream.any()).toEqual({ isHeartbeat: true, retry: expect.stringMatching(/^\d{4}$/) });
    expect(stream.response.status).toBe(200);
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(stream.response.headers.get('content-encoding')).toBeNull();
  });

  it('sends each event as it happens, with its cursor as id even if the query does not select it', async () => {
    const log = eventLog<Tick>();
    const { address } = await streaming(log);
    const stream = await openStream(address, ticks);
    await stream.next();
    await followed(log);

    log.add(tick(1));
    const first = await stream.next();
    log.add(tick(2));
    const second = await stream.next();

    expect(first).toMatchObject({ event: 'next', id: 't1', data: { data: { ticks: { number: 1 } } } });
    expect(second).toMatchObject({ event: 'next', id: 't2', data: { data: { ticks: { number: 2 } } } });
  });

  it('leaves out an id that contains a line break', async () => {
    const log = eventLog<Tick>();
    const { address } = await streaming(log);
    const stream = await openStream(address, ticks);
    await stream.next();
    await followed(log);

    log.add({ number: 1, cursor: 'a\n\nevent: complete' }, { number: 2, cursor: 'b\rc' }, tick(3));
    const blocks = [await stream.next(), await stream.next(), await stream.next()];

    expect(blocks.map((block) => [block?.id, block?.data.data.ticks.number])).toEqual([
      [undefined, 1],
      [undefined, 2],
      ['t3', 3],
    ]);
  });

  it('creates a context for every event, with its own sources and failures', async () => {
    const log = eventLog(tick(0), tick(1), tick(2));
    const contexts: object[] = [];
    const { address } = await streaming(log, {
      fields: {
        text: (_root, _args, context) => {
          contexts.push(context as object);
          return `${contexts.length}`;
        },
      },
      sourcesReport: (context) => [{ source: 'jobstream', events: contexts.indexOf(context) }],
      failures: () => [
        { path: ['ticks'], source: 'nav', code: 'SOURCE_UNAVAILABLE', message: 'nav is down' },
      ],
    });
    const stream = await openStream(address, 'subscription { ticks(after: "t0") { text } }');
    await stream.next();

    const blocks = [await stream.next(), await stream.next()];

    expect(blocks.map((block) => block?.data)).toEqual(
      [0, 1].map((index) => ({
        data: { ticks: { text: `${index + 1}` } },
        extensions: {
          sources: [{ source: 'jobstream', events: index }],
          failures: [{ path: ['ticks'], source: 'nav', code: 'SOURCE_UNAVAILABLE', message: 'nav is down' }],
        },
      })),
    );
    expect(contexts[0]).not.toBe(contexts[1]);
  });

  it('continues after an event with a failed field, and masks unexpected errors', async () => {
    const log = eventLog(tick(0), tick(1), tick(2));
    const { address } = await streaming(log, {
      fields: {
        unknownFault: () => {
          throw new Error('password=hunter2');
        },
        inputFault: () => {
          throw badMin();
        },
      },
    });
    const stream = await openStream(
      address,
      'subscription { ticks(after: "t0") { number unknownFault inputFault } }',
    );
    await stream.next();

    const blocks = [await stream.next(), await stream.next()];

    for (const block of blocks) {
      expect(block?.data.data.ticks).toMatchObject({ unknownFault: null, inputFault: null });
      expect(block?.data.errors).toMatchObject([
        { path: ['ticks', 'unknownFault'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
        { path: ['ticks', 'inputFault'], extensions: { code: 'BAD_USER_INPUT', argument: 'min' } },
      ]);
    }
    expect(JSON.stringify(blocks)).not.toContain('hunter2');
  });

  it('ends with the error of its source, and with `complete`', async () => {
    const log = eventLog(tick(0), tick(1));
    log.fail(
      new SourceError('jobstream', 'SOURCE_UNAVAILABLE', 'does not answer', { retryAfterSeconds: 60 }),
    );
    const { address } = await streaming(log);
    const stream = await openStream(address, fromStart);

    const blocks = [await stream.next(), await stream.next(), await stream.next(), await stream.next()];

    expect(blocks.slice(1).map((block) => [block?.event, block?.id])).toEqual([
      ['next', 't1'],
      ['next', undefined],
      ['complete', undefined],
    ]);
    expect(blocks[2]?.data).toEqual({
      errors: [
        {
          message: 'jobstream does not answer',
          extensions: { code: 'SOURCE_UNAVAILABLE', source: 'jobstream', retryAfterSeconds: 60 },
        },
      ],
    });
    expect(await stream.next()).toBeNull();
  });

  it('masks an unexpected error of its source', async () => {
    const log = eventLog<Tick>(tick(0));
    log.fail(new Error('password=hunter2'));
    const { address } = await streaming(log);
    const stream = await openStream(address, fromStart);
    await stream.next();

    const block = await stream.next();

    expect(block?.data.errors[0].extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(block)).not.toContain('hunter2');
  });

  it('sends heartbeats while nothing happens, and then the event', async () => {
    const log = eventLog<Tick>();
    const { address } = await streaming(log, { settings: { streams: { heartbeat: 10 } } });
    const stream = await openStream(address, ticks);

    const still = [await stream.any(), await stream.any(), await stream.any()];
    log.add(tick(1));

    expect(still.slice(1)).toEqual([{ isHeartbeat: true }, { isHeartbeat: true }]);
    expect(await stream.next()).toMatchObject({ id: 't1' });
  });
});

describe('resuming', () => {
  it('begins after the event of Last-Event-ID, which overrides the argument', async () => {
    const log = eventLog(tick(0), tick(1), tick(2), tick(3));
    const { address } = await streaming(log);

    const stream = await openStream(address, fromStart, { headers: { 'last-event-id': 't2' } });
    await stream.next();

    expect(await stream.next()).toMatchObject({ id: 't3' });
    expect(log.followers[0]?.after).toBe('t2');
  });

  it('ignores an empty Last-Event-ID, which a client sends before its first event', async () => {
    const log = eventLog(tick(0), tick(1));
    const { address } = await streaming(log);

    const stream = await openStream(address, fromStart, { headers: { 'last-event-id': '' } });
    await stream.next();

    expect(await stream.next()).toMatchObject({ id: 't1' });
  });
});

describe('the client of graphql-sse', () => {
  it('gets the events, and the end', async () => {
    const log = eventLog(tick(0), tick(1), tick(2));
    const { address } = await streaming(log);
    const results = sseClient(address).iterate({ query: fromStart });

    const first = [await results.next(), await results.next()];
    log.fail(new SourceError('jobstream', 'SOURCE_TIMEOUT', 'is late'));
    const last = await results.next();

    expect(first.map(({ value }) => value)).toEqual([
      { data: { ticks: { number: 1 } } },
      { data: { ticks: { number: 2 } } },
    ]);
    expect(last.value).toMatchObject({ errors: [{ extensions: { code: 'SOURCE_TIMEOUT' } }] });
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  it('gets the answer of a query, and the end', async () => {
    const { address } = await streaming(eventLog());
    const results = sseClient(address).iterate({ query: '{ hello }' });

    expect(await results.next()).toEqual({ done: false, value: { data: { hello: 'hej' } } });
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  it.each([
    ['an unknown field', 'subscription { tocks }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['an invalid argument', 'subscription { ticks(min: -1) { number } }', 'BAD_USER_INPUT'],
    [
      'an exceeded limit',
      `{ party { ${'friend { '.repeat(20)} code ${'} '.repeat(20)} } }`,
      'QUERY_TOO_COMPLEX',
    ],
  ])('receives %s in the stream, and does not retry', async (_, query, code) => {
    const { address } = await streaming(eventLog());
    const results = sseClient(address).iterate({ query });

    expect((await results.next()).value).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  it('reconnects to a restarted gateway, and resumes by Last-Event-ID', async () => {
    const log = eventLog(tick(0), tick(1));
    const before = await streaming(log);
    let seen = 't0';
    const client = createClient({
      url: before.address,
      headers: () => ({ 'last-event-id': seen }),
      retryAttempts: Number.POSITIVE_INFINITY,
      retry: () => new Promise(setImmediate),
    });
    onTestFinished(() => client.dispose());
    const results = client.iterate({ query: 'subscription { ticks { number } }' });
    const first = await results.next();
    seen = 't1';

    const second = results.next();
    await before.server.close();
    log.add(tick(2));
    await streaming(log, { settings: { port: Number(new URL(before.url).port) } });

    expect(first.value).toEqual({ data: { ticks: { number: 1 } } });
    expect((await second).value).toEqual({ data: { ticks: { number: 2 } } });
  });

  it('ends its subscription by disconnecting', async () => {
    const log = eventLog(tick(0), tick(1));
    const { address } = await streaming(log);
    const results = sseClient(address).iterate({ query: fromStart });
    await results.next();

    await results.return?.();

    await expect.poll(() => log.followers[0]?.signal.aborted).toBe(true);
  });
});

describe('a client that reads slowly', () => {
  it('slows down its own source, and gets every event in the end', async () => {
    const size = 200_000;
    const count = 1000;
    const log = eventLog(
      ...Array.from({ length: count + 1 }, (_, at) => ({ ...tick(at), text: 'x'.repeat(size) })),
    );
    const { url } = await streaming(log);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.pause();
    const query = new URLSearchParams({ query: 'subscription { ticks(after: "t0") { text } }' });
    socket.write(`GET /graphql/stream?${query} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n`);
    await expect.poll(() => log.pulled()).toBeGreaterThan(0);

    // Far more turns of the event loop than all events would need.
    for (let turn = 0; turn < 300; turn += 1) await (await fetch(`${url}/health/live`)).text();
    const pulledWhilePaused = log.pulled();
    let received = 0;
    socket.on('data', (chunk) => {
      received += chunk.length;
    });
    socket.resume();
    await expect.poll(() => log.pulled(), { timeout: 15_000 }).toBe(count);
    await expect.poll(() => received, { timeout: 15_000 }).toBeGreaterThan(count * size);

    // The operating system buffers a few megabytes for a connection.
    expect(pulledWhilePaused).toBeLessThan(100);
  });

  it('loses its stream when it reads nothing for a long time', async () => {
    const log = eventLog(
      ...Array.from({ length: 1000 }, (_, at) => ({ ...tick(at), text: 'x'.repeat(200_000) })),
    );
    const { url } = await streaming(log, { settings: { streams: { heartbeat: 25 } } });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.pause();
    const query = new URLSearchParams({ query: 'subscription { ticks(after: "t0") { text } }' });

    socket.write(`GET /graphql/stream?${query} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n`);

    await expect.poll(() => log.followers[0]?.signal.aborted, { timeout: 10_000 }).toBe(true);
  });
});

describe('a client that disconnects', () => {
  it('ends the source at once, even while it waits for an event', async () => {
    const log = eventLog<Tick>();
    const metrics = createMetrics();
    const open = async () => /^jobtech_graph_streams_open (\d+)/m.exec((await metrics.text()).body)?.[1];
    const { address } = await streaming(log, { metrics });
    const stream = await openStream(address, ticks);
    await stream.next();
    await followed(log);
    const before = await open();

    stream.leave();

    await expect.poll(() => log.followers[0]?.signal.aborted).toBe(true);
    await expect.poll(open).toBe('0');
    expect(before).toBe('1');
  });
});

describe('a client that disconnects before its stream has started', () => {
  it('is not counted among the open streams', async () => {
    const log = eventLog<Tick>();
    const metrics = createMetrics();
    const seen = { asked: false, contexts: 0 };
    const { address, url } = await streaming(log, {
      metrics,
      contextFor: async ({ signal }): Promise<Context> => {
        seen.asked = true;
        if (!signal.aborted) await once(signal, 'abort');
        seen.contexts += 1;
        return { signal, lastEventId: null };
      },
    });
    const client = new AbortController();
    const asked = fetch(`${address}?${new URLSearchParams({ query: ticks })}`, { signal: client.signal });
    await expect.poll(() => seen.asked).toBe(true);

    client.abort();

    await expect(asked).rejects.toThrow();
    // One for the request and one for its subscription, which would wait forever if its signal did not abort.
    await expect.poll(() => seen.contexts).toBe(2);
    await (await fetch(`${url}/health/live`)).text();
    expect((await metrics.text()).body).toContain('jobtech_graph_streams_open 0');
    expect(log.followers).toEqual([]);
  });
});

describe('a shutdown', () => {
  it('ends streams without `complete`, so that their clients reconnect elsewhere', async () => {
    const log = eventLog(tick(0), tick(1));
    const { server, address } = await streaming(log);
    const stream = await openStream(address, fromStart);
    await stream.next();
    await stream.next();
    const results = sseClient(address).iterate({ query: fromStart });
    await results.next();
    const lost = expect(results.next()).rejects.toThrow('Connection closed while having active streams');

    const start = performance.now();
    await server.close();

    expect(performance.now() - start).toBeLessThan(5000);
    expect(await stream.next()).toBeNull();
    await lost;
    expect(log.followers.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  });

  it('does not wait for a client that reads nothing', async () => {
    const log = eventLog(
      ...Array.from({ length: 200 }, (_, at) => ({ ...tick(at), text: 'x'.repeat(200_000) })),
    );
    const { server, url } = await streaming(log);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined);
    socket.pause();
    const query = new URLSearchParams({ query: 'subscription { ticks(after: "t0") { text } }' });
    socket.write(`GET /graphql/stream?${query} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n`);
    await expect.poll(() => log.pulled()).toBeGreaterThan(10);

    const start = performance.now();
    await server.close();

    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('gives a new client its events until the port closes, so that a browser reconnects elsewhere', async () => {
    const log = eventLog(tick(0), tick(1));
    const { server, address } = await streaming(log, { settings: { timeouts: { drain: 300 } } });
    await (await fetch(`${address}?query={hello}`)).text();
    const closed = server.close();

    const stream = await openStream(address, fromStart);

    expect(stream.response.headers.get('connection')).toBe('close');
    expect(await stream.next()).toMatchObject({ retry: expect.any(String) });
    expect(await stream.next()).toMatchObject({ id: 't1' });
    expect(await stream.next()).toBeNull();
    await closed;
  });
});

describe('open streams', () => {
  it('are limited for each client, and one that closes makes room for another', async () => {
    const log = eventLog<Tick>();
    const { address } = await streaming(log, { settings: { streams: { maxPerClient: 1 } } });
    const first = await openStream(address, ticks);
    await first.next();

    const refused = await fetch(`${address}?${new URLSearchParams({ query: ticks })}`);
    first.leave();

    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/1 open streams/),
          extensions: { code: 'RATE_LIMITED', limit: 1, retryAfterSeconds: 30 },
        },
      ],
    });
    await expect
      .poll(async () => {
        const again = await openStream(address, ticks);
        again.leave();
        return again.response.status;
      })
      .toBe(200);
  });

  it('are limited for the process, which still answers queries', async () => {
    const { address } = await streaming(eventLog(), { settings: { streams: { maxOpen: 1 } } });
    const first = await openStream(address, ticks);
    await first.next();

    const refused = await openStream(address, ticks);
    const query = await openStream(address, '{ hello }');

    expect(refused.response.status).toBe(503);
    expect(await query.next()).toMatchObject({ event: 'next', data: { data: { hello: 'hej' } } });
  });
});

describe('an error of an operation', () => {
  const deep = `{ party { ${'friend { '.repeat(20)} code ${'} '.repeat(20)} } }`;
  const wrong: [string, unknown][] = [
    ['too many aliases', { query: `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: hello`).join(' ')} }` }],
    ['too deep a query', { query: deep }],
    ['a page too large', { query: '{ ads(first: 1000) { totalCount } }' }],
    [
      'a too expensive event',
      {
        query: `subscription { ticks { party { ${'allies { '.repeat(6)} code ${'} '.repeat(6)} } } }`,
      },
    ],
    ['deep introspection', { query: '{ __schema { types { fields { type { fields { name } } } } } }' }],
    ['an unknown field', { query: 'subscription { ticks { nothing } }' }],
    ['two fields at the root', { query: 'subscription { ticks { number } more: ticks { number } }' }],
    ['a syntax error', { query: 'subscription {' }],
    [
      'a text that is too long',
      { query: `subscription { ticks(after: "${'x'.repeat(10_001)}") { number } }` },
    ],
    ['variables that are no object', { query: '{ hello }', variables: [] }],
    ['an unknown operation name', { query: 'query A { hello }', operationName: 'B' }],
    ['an unknown persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }],
    ['a mutation', { query: 'mutation { hello }' }],
    ['nothing', {}],
    [
      'a wrong variable',
      { query: 'query ($n: Int!) { ads(first: $n) { totalCount } }', variables: { n: 'x' } },
    ],
  ];

  it.each(wrong)('such as %s, is answered as at /graphql', async (name, payload) => {
    const schema = testSchema();
    const server = testServer({ schema });

    const plain = await ask(server, payload);
    const streamed = await ask(server, payload, { accept: '*/*' }, '/graphql/stream');

    expect(streamed.status).toBe(400);
    expect(schema.calls()).toBe(0);
    // /graphql refuses a subscription before measuring it.
    if (name !== 'a too expensive event' && name !== 'a text that is too long')
      expect(streamed.body).toEqual(plain.body);
    else expect(streamed.body.errors[0].extensions.code).toMatch(/QUERY_TOO_COMPLEX|BAD_USER_INPUT/);
  });

  it.each([
    ['an invalid argument', { query: 'subscription { ticks(min: -1) { number } }' }, 'min'],
    [
      'a wrong variable',
      { query: 'subscription ($n: Int) { ticks(min: $n) { number } }', variables: { n: 'x' } },
      undefined,
    ],
  ])('of a subscription, such as %s, is answered before the stream starts', async (_, payload, argument) => {
    const { server } = await streaming(eventLog());

    const reply = await ask(server, payload, { accept: '*/*' }, '/graphql/stream');

    expect(reply.status).toBe(400);
    expect(reply.body.errors[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      ...(argument && { argument }),
    });
  });

  it.each([
    [
      'a source',
      new SourceError('jobstream', 'SOURCE_NOT_CONFIGURED', 'is switched off'),
      503,
      'SOURCE_NOT_CONFIGURED',
    ],
    ['the gateway', new Error('password=hunter2'), 500, 'INTERNAL_SERVER_ERROR'],
  ])('has a 5xx status when %s fails before the stream starts', async (_, error, status, code) => {
    const schema = testSchema(
      {},
      {
        subscribe: () => {
          throw error;
        },
      },
    );

    const reply = await ask(testServer({ schema }), { query: ticks }, { accept: '*/*' }, '/graphql/stream');

    expect(reply.status).toBe(status);
    expect(reply.body.errors[0].extensions.code).toBe(code);
    expect(JSON.stringify(reply.body)).not.toContain('hunter2');
  });
});

describe('the route', () => {
  it.each(['text/event-stream', '*/*', 'text/*'])(
    'answers a query by GET and POST for Accept %s',
    async (accept) => {
      const { address } = await streaming(eventLog());

      const posted = await openStream(address, '{ hello }', { headers: { accept } });
      const got = await fetch(`${address}?query={hello}`, { headers: { accept } });

      expect([await posted.next(), await posted.next(), await posted.next()]).toMatchObject([
        { event: 'next', data: { data: { hello: 'hej' } } },
        { event: 'complete', data: '' },
        null,
      ]);
      expect(await got.text()).toBe(
        'event: next\ndata: {"data":{"hello":"hej"}}\n\nevent: complete\ndata: \n\n',
      );
    },
  );

  it('answers a client that does not accept event streams with 406', async () => {
    const reply = await ask(
      testServer(),
      { query: '{ hello }' },
      { accept: 'application/json' },
      '/graphql/stream',
    );

    expect(reply.status).toBe(406);
    expect(reply.body.errors[0].message).toContain('text/event-stream');
  });

  it.each(['PUT', 'PATCH', 'DELETE'] as const)('refuses %s with 405', async (method) => {
    const reply = await testServer().inject({ method, url: '/graphql/stream' });

    expect(reply.statusCode).toBe(405);
    expect(reply.headers['allow']).toBe('GET, POST, OPTIONS');
  });
});

describe('/graphql', () => {
  const sent: [string, (server: Server) => Promise<{ status: number; body: unknown }>][] = [
    ['POST', (server) => ask(server, { query: ticks })],
    ['POST for application/json', (server) => ask(server, { query: ticks }, { accept: 'application/json' })],
    ['POST for event streams', (server) => ask(server, { query: ticks }, { accept: 'text/event-stream' })],
    [
      'GET',
      async (server) => {
        const url = `/graphql?${new URLSearchParams({ query: ticks })}`;
        const reply = await server.inject({ url, headers: { accept: 'text/event-stream' } });
        return { status: reply.statusCode, body: reply.json() };
      },
    ],
  ];

  it.each(sent)('refers a subscription by %s to /graphql/stream', async (_, send) => {
    const schema = testSchema();

    const { status, body } = await send(testServer({ schema }));

    expect(status).toBe(400);
    expect(body).toMatchObject({
      errors: [{ message: expect.stringContaining('/graphql/stream'), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(schema.calls()).toBe(0);
  });
});

it('keeps the connection open for a request after a stream', async () => {
  const log = eventLog<Tick>(tick(0));
  log.fail(new SourceError('jobstream', 'SOURCE_TIMEOUT', 'is late'));
  const { url } = await streaming(log);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  const query = new URLSearchParams({ query: fromStart });

  socket.write(`GET /graphql/stream?${query} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await expect.poll(() => text).toContain('event: complete');
  socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await once(socket, 'close');

  expect(text).toContain('{"status":"ok"}');
});
