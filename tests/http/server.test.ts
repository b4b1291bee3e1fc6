import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer as tcpServer } from 'node:net';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { getIntrospectionQuery } from 'graphql';
import { pino } from 'pino';
import { Pool } from 'undici';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { ask, testSchema, testServer } from '../support/http.ts';
import { leavingClient } from '../support/leaving-client.ts';
import { buildPlayground } from '../support/playground.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A logger, and the lines it has written. */
function readableLogger() {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, logger: pino({ level: 'trace' }, sink) };
}

describe('GET /graphql', () => {
  const get = (query: string, headers = {}) =>
    testServer().inject({ url: `/graphql?${new URLSearchParams({ query })}`, headers });

  it('answers a query without any header', async () => {
    const reply = await get('{ hello }');

    expect(reply.json().data).toEqual({ hello: 'hej' });
  });

  it('refuses a mutation with 405', async () => {
    const reply = await get('mutation { hello }');

    expect(reply.statusCode).toBe(405);
    expect(reply.headers['allow']).toBe('POST');
  });

  it('enforces the limits', async () => {
    const reply = await get(`{ ${Array.from({ length: 200 }, (_, i) => `a${i}: hello`).join(' ')} }`);

    expect(reply.statusCode).toBe(400);
    expect(reply.json().errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
  });

  it.each(['PUT', 'PATCH', 'DELETE'] as const)('refuses %s with 405', async (method) => {
    const reply = await testServer().inject({ method, url: '/graphql' });

    expect(reply.statusCode).toBe(405);
  });
});

describe('status of a request error', () => {
  const query = '{ nothingOfThatName }';

  it.each([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['*/*', 400],
    ['application/graphql-response+json', 400],
    ['application/graphql-response+json, application/json;q=0.9', 400],
  ])('for Accept %s is %i', async (accept, status) => {
    const reply = await ask(testServer(), { query }, { accept });

    expect(reply.status).toBe(status);
  });
});

describe('persisted queries', () => {
  const query = '{ hello }';
  const by = (hash: string, text?: string) => ({
    query: text,
    extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
  });

  it('are found by their hash after the client has sent them once', async () => {
    const server = testServer();

    const unknown = await ask(server, by(sha256(query)));
    await ask(server, by(sha256(query), query));
    const known = await ask(server, by(sha256(query)));

    expect(unknown.body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(known.body.data).toEqual({ hello: 'hej' });
  });

  it('are refused and not stored when the hash belongs to another query', async () => {
    const server = testServer();
    const hash = sha256('{ other }');

    const wrong = await ask(server, by(hash, query));
    const after = await ask(server, by(hash));

    expect(wrong.status).toBe(400);
    expect(wrong.body.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(after.body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('errors', () => {
  it('that are unexpected are masked, with an id that is also in the log', async () => {
    const { logger, lines } = readableLogger();

    const reply = await ask(testServer({ logger }), { query: '{ hello unknownFault }' });

    const [error] = reply.body.errors;
    expect(reply.body.data).toEqual({ hello: 'hej', unknownFault: null });
    expect(error).toMatchObject({ path: ['unknownFault'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(JSON.stringify(reply.body)).not.toMatch(/hunter2|secret|stack/);
    expect(lines.find((line) => line.includes(error.extensions.id))).toContain('hunter2');
  });

  it('that are unexpected are logged with the id of the request, which the client gets', async () => {
    const { logger, lines } = readableLogger();
    const server = testServer({ logger });

    for (const time of ['by Apollo', 'by the fast way']) {
      const reply = await server.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query: '{ hello unknownFault }' },
      });
      const { id } = reply.json().errors[0].extensions;
      const line = JSON.parse(lines.find((one) => one.includes(id)) ?? '{}');

      expect([time, line.requestId]).toEqual([time, reply.headers['x-request-id']]);
    }
  });

  it('have the id that a trusted proxy gives, and of nobody else', async () => {
    const idBehind = async (trustProxy: number | false) => {
      const reply = await testServer({ settings: { trustProxy } }).inject({
        url: '/health/live',
        headers: { 'x-request-id': 'of-the-proxy' },
      });
      return reply.headers['x-request-id'];
    };

    expect(await idBehind(1)).toBe('of-the-proxy');
    expect(await idBehind(false)).not.toBe('of-the-proxy');
  });

  it('about null in a non-null field are masked', async () => {
    const reply = await ask(testServer(), { query: '{ neverNull }' });

    expect(reply.body.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
  });

  it('while the context is made are masked', async () => {
    const server = testServer({
      contextFor: () => {
        throw new Error('hunter2');
      },
    });

    const reply = await ask(server, { query: '{ hello }' });

    expect(reply.status).toBe(500);
    expect(JSON.stringify(reply.body)).not.toContain('hunter2');
  });

  it('of a source and of an argument keep their message and extensions', async () => {
    const reply = await ask(testServer(), { query: '{ sourceFault inputFault }' });

    expect(reply.body.errors).toMatchObject([
      {
        message: 'jobsearch did not answer in time.',
        extensions: { code: 'SOURCE_TIMEOUT', source: 'jobsearch', retryAfterSeconds: 3 },
      },
      { extensions: { code: 'BAD_USER_INPUT', argument: 'party' } },
    ]);
  });

  it('about null for a required argument blame the client', async () => {
    const reply = await ask(testServer(), {
      query: 'query ($c: String = "x") { required(code: $c) }',
      variables: { c: null },
    });

    expect(reply.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('an answer', () => {
  it('reports the requested sources', async () => {
    const sources = [{ source: 'jobsearch', state: 'SAMPLE' }];

    const reply = await ask(testServer({ sourcesReport: () => sources }), { query: '{ hello }' });

    expect(reply.body.extensions).toEqual({ sources });
  });

  it('gives the context the headers, and a signal that aborts when the client disconnects', async () => {
    let resolveStarted: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      resolveStarted = resolve;
    });
    let resolveGone: (reason: unknown) => void = () => undefined;
    const gone = new Promise<unknown>((resolve) => {
      resolveGone = resolve;
    });
    const server = testServer({
      schema: testSchema({ slow: () => gone.then(() => null) }),
      contextFor: ({ headers, signal }) => {
        expect(headers['accept-language']).toBe('sv');
        signal.addEventListener('abort', () => resolveGone(signal.reason));
        resolveStarted();
        return {};
      },
    });
    const { url } = await server.listen();
    const client = leavingClient();

    const answer = client.fetch(`${url}/graphql?query={slow}`, {
      headers: { 'accept-language': 'sv' },
    });
    await begun;
    client.leave();

    await expect(answer).rejects.toThrow();
    await expect(gone).resolves.toBeInstanceOf(Error);
  });

  it('is compressed for clients that accept it', async () => {
    const reply = await testServer().inject({
      url: `/graphql?${new URLSearchParams({ query: getIntrospectionQuery() })}`,
      headers: { 'accept-encoding': 'br' },
    });

    expect(reply.headers['content-encoding']).toBe('br');
  });

  it('leaves bodies and query strings out of the log', async () => {
    const { logger, lines } = readableLogger();
    const server = testServer({ logger });

    await ask(server, { query: '{ echo(text: "secret-in-body") }' });
    await server.inject({
      url: `/graphql?${new URLSearchParams({ query: '{ echo(text: "secret-in-query") }' })}`,
    });
    await server.inject({ url: '/nowhere?secret-in-query' });

    expect(lines.join('')).toContain('"route":"/graphql"');
    expect(lines.join('')).not.toContain('secret-in');
  });
});

describe('headers', () => {
  it('allow any origin and no credentials', async () => {
    const reply = await ask(testServer(), { query: '{ hello }' }, { origin: 'https://example.org' });

    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('allow only the configured origins, when there are any', async () => {
    const server = testServer({ settings: { corsOrigins: ['https://partner.example'] } });

    const own = await ask(server, { query: '{ hello }' }, { origin: 'https://partner.example' });
    const other = await ask(server, { query: '{ hello }' }, { origin: 'https://other.example' });

    expect(own.headers['access-control-allow-origin']).toBe('https://partner.example');
    expect(other.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('answer a preflight and a plain OPTIONS', async () => {
    const server = testServer();

    const preflight = await server.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: {
        origin: 'https://example.org',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    const plain = await server.inject({ method: 'OPTIONS', url: '/graphql' });

    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-methods']).toContain('POST');
    expect(preflight.headers['access-control-allow-headers']).toBe('content-type');
    expect(plain.statusCode).toBeLessThan(300);
  });

  it.each(['/graphql?query={hello}', '/', '/schema.graphql', '/health/live'])('protect %s', async (url) => {
    const reply = await testServer().inject({ url });

    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(reply.headers['content-security-policy']).not.toMatch(/https?:/);
    expect(reply.headers).not.toHaveProperty('x-powered-by');
  });

  it('allow scripts of this server only, and only on the playground', async () => {
    buildPlayground();
    const server = testServer();

    const page = await server.inject({ url: '/' });
    const api = await server.inject({ url: '/health/live' });

    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    expect(api.headers['content-security-policy']).not.toContain('script-src');
  });
});

describe('routes', () => {
  it.each(['/', '/graphql?query={hello}', '/schema.graphql', '/health/live', '/health/ready'])(
    'answer HEAD %s without a body',
    async (url) => {
      buildPlayground();
      const reply = await testServer().inject({ method: 'HEAD', url });

      expect(reply.statusCode).toBe(200);
      expect(reply.body).toBe('');
    },
  );

  it('serve the schema as text, and 304 to a client that has it', async () => {
    const server = testServer();

    const first = await server.inject({ url: '/schema.graphql' });
    const again = await server.inject({
      url: '/schema.graphql',
      headers: { 'if-none-match': String(first.headers['etag']) },
    });

    expect(first.body).toContain('type Query');
    expect(again.statusCode).toBe(304);
  });

  it('serve the playground, and 304 to a browser that has it', async () => {
    buildPlayground();
    const server = testServer();

    const first = await server.inject({ url: '/', headers: { 'accept-encoding': 'gzip' } });
    const again = await server.inject({
      url: '/',
      headers: { 'if-none-match': String(first.headers['etag']) },
    });

    expect(first.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    expect(again.statusCode).toBe(304);
  });

  it('serve all that the playground loads first in less than 1 MB, under names that a browser keeps for good', async () => {
    buildPlayground();
    const server = testServer();
    const get = (url: string) => server.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    const page = (await server.inject({ url: '/' })).body;
    const names = [...page.matchAll(/(?:src|href)="(\/playground\/[^"]+)"/g)].map(([, url = '']) => url);

    const files = await Promise.all(names.map(get));

    expect(files.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    for (const { headers } of files) expect(headers['cache-control']).toContain('immutable');
    const all = [...files, await get('/playground/examples.json'), await get('/schema.graphql')];
    expect(all.reduce((sum, { rawPayload }) => sum + rawPayload.length, 0)).toBeLessThan(1_000_000);
    expect((await get('/playground/playground-older.js')).statusCode).toBe(404);
    expect((await get('/playground/..%2Fmain.js')).statusCode).toBe(404);
  });

  it('answer an unknown path with 404 in JSON', async () => {
    const reply = await testServer().inject({ url: '/%3Cscript%3E?x=1' });

    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toMatch(/^application\/json/);
    expect(reply.json().errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('tell a load balancer what is degraded, and stay ready', async () => {
    const degraded = async () => ({
      degraded: ['database'],
      checks: { database: 'not reachable' },
      sources: [{ source: 'scb', health: 'DOWN' }],
    });

    const live = await testServer({ readiness: degraded }).inject({ url: '/health/live' });
    const ready = await testServer({ readiness: degraded }).inject({ url: '/health/ready' });

    expect([live.statusCode, ready.statusCode]).toEqual([200, 200]);
    expect(ready.json()).toEqual({ ready: true, ...(await degraded()) });
  });

  it('tell an orchestrator to restart only what a restart can mend', async () => {
    const reason = 'the embedded database cannot be opened again';

    const live = await testServer({ needsRestart: () => reason }).inject({ url: '/health/live' });

    expect([live.statusCode, live.json()]).toEqual([503, { status: 'restart needed', reason }]);
  });
});

describe('the rate limit', () => {
  it('answers 429 with the time to wait, and leaves health checks alone', async () => {
    const server = testServer({ settings: { rateLimit: 2 } });

    const replies = [];
    for (let at = 0; at < 3; at += 1) replies.push(await ask(server, { query: '{ hello }' }));
    const health = await server.inject({ url: '/health/live' });

    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 429]);
    expect(replies[2]?.body.errors[0].extensions).toEqual({
      code: 'RATE_LIMITED',
      retryAfterSeconds: expect.any(Number),
    });
    expect(Number(replies[2]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(health.statusCode).toBe(200);
  });

  it.each<[string, false | number | string, number[]]>([
    ['one client, unless a balancer is trusted', false, [200, 429]],
    ['many clients behind so many proxies', 1, [200, 200]],
    ['many clients behind a proxy of this address', '127.0.0.1', [200, 200]],
    ['one client behind a proxy of another address', '10.1.2.3', [200, 429]],
  ])('takes other forwarded addresses for %s', async (_, trustProxy, statuses) => {
    const server = testServer({ settings: { rateLimit: 1, trustProxy } });

    const replies = [];
    for (const client of ['192.0.2.1', '192.0.2.2'])
      replies.push(
        await server.inject({ url: '/graphql?query={hello}', headers: { 'x-forwarded-for': client } }),
      );

    expect(replies.map(({ statusCode }) => statusCode)).toEqual(statuses);
  });
});

describe('points of the rate limit', () => {
  const query = '{ ads(first: 100) { nodes { skills(first: 5) { label } } } }';
  // 1 + 100 + 500 × 1.1
  const points = 7;

  it('are a hundredth of the cost, and are taken before the request is executed', async () => {
    const schema = testSchema();
    const server = testServer({ schema, settings: { rateLimit: 15 } });

    const replies = [];
    for (let at = 0; at < 3; at += 1) replies.push(await ask(server, { query }));

    expect(replies.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(replies[0]?.headers['x-ratelimit-remaining']).toBe(String(15 - points));
    expect(replies[2]?.body.errors[0].extensions).toEqual({
      code: 'RATE_LIMITED',
      retryAfterSeconds: expect.any(Number),
    });
    expect(Number(replies[2]?.headers['retry-after'])).toBeGreaterThan(50);
    expect(schema.calls()).toBe(2);
  });

  it('of one request are never more than those of a minute', async () => {
    const server = testServer({ settings: { rateLimit: 3 } });

    expect((await ask(server, { query })).status).toBe(200);
    expect((await ask(server, { query })).status).toBe(429);
  });

  it.each([
    ['IPv6 addresses of one network', ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'], [200, 429]],
    ['IPv6 addresses of two networks', ['2001:db8:1:2::1', '2001:db8:1:3::1'], [200, 200]],
    ['an IPv4 address and the same written as IPv6', ['192.0.2.1', '::ffff:192.0.2.1'], [200, 429]],
  ])('count %s', async (_, addresses, statuses) => {
    const server = testServer({ settings: { rateLimit: 1 } });

    const replies = [];
    for (const remoteAddress of addresses)
      replies.push(await server.inject({ url: '/graphql?query={hello}', remoteAddress }));

    expect(replies.map(({ statusCode }) => statusCode)).toEqual(statuses);
  });

  it('count by the header in which a router names its client, where the settings name one', async () => {
    const server = testServer({ settings: { rateLimit: 1, clientHeader: 'x-client-id' } });
    const as = async (client: string) =>
      (await server.inject({ url: '/graphql?query={hello}', headers: { 'x-client-id': client } })).statusCode;

    expect([await as('one'), await as('two'), await as('one')]).toEqual([200, 200, 429]);
  });
});

describe('an unknown path', () => {
  it('has the security headers and counts for the rate limit', async () => {
    const server = testServer({ settings: { rateLimit: 1 } });

    const [first, second] = [await server.inject('/nothing'), await server.inject('/wp-login.php')];

    expect(first.statusCode).toBe(404);
    expect(first.json().errors[0].extensions.code).toBe('NOT_FOUND');
    expect(first.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-ratelimit-remaining': '0',
    });
    expect(second.statusCode).toBe(429);
  });
});

describe('/metrics', () => {
  const read = async (remoteAddress: string, headers = {}, settings = {}) =>
    (
      await testServer({ metrics: createMetrics(), settings }).inject({
        url: '/metrics',
        remoteAddress,
        headers,
      })
    ).statusCode;

  it.each([
    ['this machine', '127.0.0.1', 200],
    ['this machine by IPv6', '::1', 200],
    ['this machine by IPv4 in IPv6', '::ffff:127.0.0.1', 200],
    ['another machine', '192.0.2.1', 403],
    ['another machine by IPv6', '2001:db8::1', 403],
  ])('answers %s', async (_, address, status) => {
    expect(await read(address)).toBe(status);
  });

  it('answers the networks that the settings name', async () => {
    const settings = { metricsFor: ['10.1.0.0/16', '2001:db8::7'] };

    expect(await read('10.1.9.9', {}, settings)).toBe(200);
    expect(await read('2001:db8::7', {}, settings)).toBe(200);
    expect(await read('10.2.0.1', {}, settings)).toBe(403);
  });

  it('refuses what a proxy on this machine passes on', async () => {
    expect(await read('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' })).toBe(403);
    expect(await read('127.0.0.1', { 'x-forwarded-for': '192.0.2.1' }, { trustProxy: 1 })).toBe(403);
  });
});

describe('what is refused below the routes', () => {
  async function answerTo(text: string) {
    const server = testServer({ settings: { timeouts: { request: 300 } } });
    const { url } = await server.listen();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', () => undefined);
    socket.write(text);
    await once(socket, 'close');
    const [head = '', body = ''] = received.split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: JSON.parse(body) };
  }

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
      400,
    ],
    ['headers of 100 kB', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 431],
    ['half a request', 'POST /graphql HTTP/1.1\r\nhost: a\r\n', 408],
    [
      'a query string that is not encoded',
      'GET /graphql?query={echo(text:"å")} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
      400,
    ],
    ['no host', 'GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['two hosts', 'GET /health/live HTTP/1.1\r\nhost: a\r\nHost: b\r\nconnection: close\r\n\r\n', 400],
    [
      'an expectation that nobody meets',
      'POST /graphql HTTP/1.1\r\nhost: a\r\nexpect: 200-ok\r\ncontent-length: 2\r\n\r\n{}',
      417,
    ],
    [
      'a chunk without a length',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nZZZ\r\n',
      400,
    ],
    [
      'a chunk with long extensions',
      `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
      413,
    ],
    [
      'another encoding of the body',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: gzip\r\n\r\n',
      400,
    ],
    ['an unknown method', 'FOO / HTTP/1.1\r\nhost: a\r\n\r\n', 400],
    ['a method for proxies', 'CONNECT other.example:443 HTTP/1.1\r\nhost: a\r\n\r\n', 405],
    ['a wish for HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    [
      'a wish for a web socket at an unknown path',
      'GET /socket HTTP/1.1\r\nhost: a\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n\r\n',
      404,
    ],
    ['an address of no origin', 'GET graphql HTTP/1.1\r\nhost: a\r\n\r\n', 400],
    ['all addresses', 'GET * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', 400],
    ['an address that is not UTF-8', 'GET /%ff HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n', 400],
  ])('has the shape of other errors: %s', async (_, text, status) => {
    const answer = await answerTo(text);

    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      errors: [
        { message: expect.any(String), extensions: { code: status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST' } },
      ],
    });
    expect(answer.head).toContain('content-type: application/json');
    expect(answer.head).toContain('cache-control: no-store');
    for (const header of ['x-content-type-options', 'content-security-policy', 'referrer-policy'])
      expect(answer.head).toContain(`${header}: `);
  });
});

describe('an address with scheme and host', () => {
  it.each(['http://a', 'HTTPS://other.example:8080', 'http://a/'])(
    'is read as its path: %s',
    async (origin) => {
      const { url } = await testServer().listen();
      const path = origin.endsWith('/') ? 'graphql' : '/graphql';
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.write(`GET ${origin}${path}?query={hello} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);

      expect(await text(socket)).toMatch(/^HTTP\/1.1 200 .*\{"data":\{"hello":"hej"\}/s);
    },
  );
});

describe('slow clients', () => {
  it('that do not read their answer are cut off', async () => {
    const schema = testSchema({ echo: () => 'x'.repeat(1_000_000) });
    let hangUp = () => {};
    const hungUp = new Promise<void>((resolve) => {
      hangUp = resolve;
    });
    const server = testServer({ schema, onIdle: () => hangUp(), settings: { timeouts: { answer: 200 } } });
    const { url } = await server.listen();
    const query = `{ ${Array.from({ length: 9 }, (_, at) => `a${at}: echo`).join(' ')} }`;
    const body = JSON.stringify({ query });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await once(socket, 'readable');

    // The gateway has hung up, and the rest can no longer come.
    await hungUp;
    let read = 0;
    socket.on('data', (chunk) => {
      read += chunk.length;
    });
    await once(socket, 'close');

    expect(read).toBeLessThan(9_000_000);
  });

  /** Opens a connection, writes the text, and returns what arrived until the connection closed. */
  async function untilClosed(url: string, text: string): Promise<string> {
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('error', () => undefined);
    socket.write(text);
    await once(socket, 'close');
    return received;
  }

  it.each([
    ['sends nothing', ''],
    ['stops amid its headers', 'POST /graphql HTTP/1.1\r\nHost: x\r\n'],
    [
      'stops amid its body',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    ],
  ])('are cut off when one %s, while others are served', async (_, text) => {
    const { url } = await testServer({ settings: { timeouts: { request: 200, idle: 200 } } }).listen();

    const slow = untilClosed(url, text);
    const other = await fetch(`${url}/graphql?query={hello}`);

    expect(other.status).toBe(200);
    expect(await slow).toMatch(/^$|^HTTP\/1.1 408/);
  });

  it.each(['/graphql', '/graphql/stream', '/mcp', '/q/job-ads.json'])(
    'are cut off when their body comes byte by byte: %s',
    async (path) => {
      const { url } = await testServer({ settings: { timeouts: { request: 300, idle: 10_000 } } }).listen();
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{`,
      );
      const drip = setInterval(() => socket.writable && socket.write(' '), 20);

      await once(socket, 'close');

      clearInterval(drip);
      expect(socket.bytesWritten).toBeLessThan(100_000);
    },
  );

  it('are disconnected when their connection is idle', async () => {
    const { url } = await testServer({ settings: { timeouts: { idle: 100 } } }).listen();

    const received = await untilClosed(url, 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');

    expect(received).toMatch(/^HTTP\/1.1 200/);
  });
});

describe('listening', () => {
  it('says in one sentence what to do when the port is in use', async () => {
    const holder = tcpServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;

    await expect(testServer({ settings: { port } }).listen()).rejects.toMatchObject({
      name: 'PortError',
      message: `Port ${port} on 127.0.0.1 is in use: stop the program that uses it, or set PORT to another port.`,
    });
    holder.close();
  });
});

describe('a shutdown', () => {
  it('under load drops no request of clients that respect “Connection: close”', async () => {
    const server = testServer({
      schema: testSchema({ slow: () => new Promise((resolve) => setImmediate(resolve, 'done')) }),
      settings: { timeouts: { drain: 300 } },
    });
    const { url } = await server.listen();
    const pool = new Pool(url, { connections: 20 });
    const outcomes: string[] = [];
    const client = async () => {
      for (let isOpen = true; isOpen; ) {
        const reply = await pool.request({ path: '/graphql?query={slow}', method: 'GET' });
        outcomes.push(`${reply.statusCode} ${(await reply.body.text()).trim()}`);
        isOpen = reply.headers['connection'] !== 'close';
      }
    };

    const clients = Array.from({ length: 20 }, client);
    while (outcomes.length < 200) await new Promise(setImmediate);
    await server.close();
    await Promise.all(clients);
    await pool.destroy();

    expect(new Set(outcomes)).toEqual(new Set(['200 {"data":{"slow":"done"}}']));
  });

  it('closes idle connections', async () => {
    const server = testServer();
    const { url } = await server.listen();
    const pool = new Pool(url, { connections: 1, keepAliveTimeout: 60_000 });
    await (await pool.request({ path: '/health/live', method: 'GET' })).body.text();

    const start = performance.now();
    await server.close();

    expect(performance.now() - start).toBeLessThan(2000);
    await pool.destroy();
  });

  it('waits for a response in progress, and reports that it is not ready for more', async () => {
    let finish: (value: string) => void = () => undefined;
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const server = testServer({
      schema: testSchema({
        slow: () => {
          begin();
          return new Promise((resolve) => {
            finish = resolve;
          });
        },
      }),
    });
    const { url } = await server.listen();
    const answer = fetch(`${url}/graphql?query={slow}`);
    await begun;

    const closed = server.close();
    const ready = await server.inject({ url: '/health/ready' });
    finish('late');
    const reply = await answer;
    await closed;

    expect(ready.statusCode).toBe(503);
    expect(await reply.json()).toEqual({ data: { slow: 'late' } });
    expect(reply.headers.get('connection')).toBe('close');
  });

  it('may be called twice, and before listening', async () => {
    const server = testServer();

    await expect(Promise.all([server.close(), server.close()])).resolves.toBeDefined();
  });
});
