import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isPrivate } from '../../src/upstream/private-address.ts';
import { fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { aCall, testUpstream, thing } from '../support/upstream.ts';

const ask = async (reply: Reply, limits: { timeoutMs?: number; maxBytes?: number } = {}) => {
  const server = await fakeUpstream({ '*': reply });
  return { server, answer: () => testUpstream({ baseUrl: server.url, ...limits }).get(thing, aCall()) };
};

describe('an answer is read', () => {
  it.each<[string, Reply]>([
    ['in UTF-8', { json: { name: 'Åsa' } }],
    ['with a byte order mark', { body: `\uFEFF${JSON.stringify({ name: 'Åsa' })}` }],
    [
      'in Latin-1 that says so',
      {
        body: Buffer.from(JSON.stringify({ name: 'Åsa' }), 'latin1'),
        headers: { 'content-type': 'application/json; charset=ISO-8859-1' },
      },
    ],
    [
      'in UTF-16 that its byte order mark tells',
      {
        body: Buffer.from(`\uFEFF${JSON.stringify({ name: 'Åsa' })}`, 'utf16le'),
        headers: { 'content-type': 'application/json' },
      },
    ],
    ['in gzip', { json: { name: 'Åsa' }, encoding: 'gzip' }],
    ['in brotli', { json: { name: 'Åsa' }, encoding: 'br' }],
    ['in deflate', { json: { name: 'Åsa' }, encoding: 'deflate' }],
    ['as a dialect of JSON', { json: { name: 'Åsa' }, headers: { 'content-type': 'application/ld+json' } }],
  ])('%s', async (_, reply) => {
    const { answer } = await ask(reply);

    const { value } = await answer();

    expect(value).toEqual({ name: 'Åsa' });
  });
});

it('is read in the encoding that XML declares for itself', async () => {
  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><namn>Åsa</namn>';
  const { url } = await fakeUpstream({
    '*': { body: Buffer.from(xml, 'latin1'), headers: { 'content-type': 'text/xml' } },
  });

  const { value } = await testUpstream({ baseUrl: url }).get(
    { operation: 'thing', path: 'thing', decode: z.string(), format: 'text' },
    aCall(),
  );

  expect(value).toBe(xml);
});

describe('a fault has its error code', () => {
  it.each<[string, Reply, string]>([
    ['500', { status: 500, body: 'secret stack' }, 'SOURCE_UNAVAILABLE'],
    ['503', { status: 503 }, 'SOURCE_UNAVAILABLE'],
    ['429', { status: 429 }, 'SOURCE_RATE_LIMITED'],
    [
      '403 with the quota spent',
      { status: 403, headers: { 'x-ratelimit-remaining': '0' } },
      'SOURCE_RATE_LIMITED',
    ],
    ['400', { status: 400, body: 'secret' }, 'SOURCE_BAD_RESPONSE'],
    ['404 where something must be', { status: 404 }, 'SOURCE_BAD_RESPONSE'],
    [
      'a web page',
      { body: '<h1>secret</h1>', headers: { 'content-type': 'text/html' } },
      'SOURCE_BAD_RESPONSE',
    ],
    ['a web page declared as JSON', { body: '<h1>secret</h1>' }, 'SOURCE_BAD_RESPONSE'],
    ['half of a body', { body: '{"name": "secr' }, 'SOURCE_BAD_RESPONSE'],
    ['another shape', { json: { name: { secret: 1 } } }, 'SOURCE_BAD_RESPONSE'],
    ['bytes that are not UTF-8', { body: Buffer.from('{"name":"Åsa"}', 'latin1') }, 'SOURCE_BAD_RESPONSE'],
    ['damaged gzip', { body: 'not gzip', headers: { 'content-encoding': 'gzip' } }, 'SOURCE_BAD_RESPONSE'],
    [
      'a redirect elsewhere',
      { status: 302, headers: { location: 'http://169.254.169.254/secret' } },
      'SOURCE_BAD_RESPONSE',
    ],
    ['a redirect in a circle', { status: 302, headers: { location: '/thing' } }, 'SOURCE_BAD_RESPONSE'],
    ['a cut connection', { json: { name: 'secret' }, fault: 'cut' }, 'SOURCE_BAD_RESPONSE'],
    ['a reset connection', { fault: 'reset' }, 'SOURCE_BAD_RESPONSE'],
    ['an endless body', { fault: 'endless' }, 'SOURCE_BAD_RESPONSE'],
    ['a gzip bomb', { fault: 'gzip-bomb' }, 'SOURCE_BAD_RESPONSE'],
    ['silence', { fault: 'hang' }, 'SOURCE_TIMEOUT'],
    ['a drip', { fault: 'drip' }, 'SOURCE_TIMEOUT'],
  ])('%s', async (_, reply, code) => {
    const { answer } = await ask(reply, { timeoutMs: 700 });
    const startedAt = performance.now();

    const error = await answer().catch((reason: unknown) => reason);

    expect(error).toMatchObject({ name: 'SourceError', sourceId: 'test-source', code });
    expect(String(error)).not.toContain('secret');
    expect(performance.now() - startedAt).toBeLessThan(2500);
  });

  it('a refused connection', async () => {
    const answer = testUpstream({ baseUrl: 'http://127.0.0.1:1' }).get(thing, aCall());

    await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});

it('takes contacts out of the reason that a source gives for a refusal', async () => {
  const server = await fakeUpstream({
    '*': { status: 400, json: { title: 'Too many cells. Ask Kim Exempel, 070-174 06 98, kim@post.example' } },
  });
  const reasonIn = (body: string) => z.object({ title: z.string() }).parse(JSON.parse(body)).title;

  const answer = testUpstream({ baseUrl: server.url }).get({ ...thing, reasonIn }, aCall());

  await expect(answer).rejects.toThrow('Too many cells. Ask […], […], […]');
});

it('names the path of what cannot be read, and does not quote the body', async () => {
  const { answer } = await ask({ json: { name: { secret: 1 } } });

  await expect(answer()).rejects.toThrow('test-source answered in a shape that cannot be read, at name');
});

it.each([
  ['seconds', () => '7', 7],
  ['a date', () => new Date(Date.now() + 30_000).toUTCString(), 30],
])('passes on Retry-After in %s', async (_, header, seconds) => {
  const { answer } = await ask({ status: 429, headers: { 'retry-after': header() } });

  const error = await answer().catch((reason: unknown) => reason);

  expect(error).toMatchObject({ code: 'SOURCE_RATE_LIMITED' });
  const { extensions } = error as { extensions: { retryAfterSeconds: number } };
  expect(Math.abs(extensions.retryAfterSeconds - seconds)).toBeLessThanOrEqual(1);
});

it('follows a redirect within the source', async () => {
  const server = await fakeUpstream({
    '/thing': { status: 301, headers: { location: '/moved' } },
    '/moved': { json: { name: 'a' } },
  });

  const { value } = await testUpstream({ baseUrl: server.url }).get(thing, aCall());

  expect(value).toEqual({ name: 'a' });
});

it('sends its user agent, and a key in its header only', async () => {
  const { url, headers } = await fakeUpstream({ '/thing': { json: { name: 'a' } } });
  const authorise = (key: string) => ({ 'api-key': key });
  const upstream = testUpstream(
    { baseUrl: url, keyVariable: 'KEY', authorise },
    { key: 'k', userAgent: 'graph' },
  );

  const { provenance } = await upstream.get(thing, aCall());

  expect(headers[0]).toMatchObject({ 'user-agent': 'graph', 'api-key': 'k' });
  expect(provenance.url).toBe(`${url}/thing`);
});

it('sends nothing without the key that the source needs', async () => {
  const { url, asked } = await fakeUpstream({});
  const upstream = testUpstream({ baseUrl: url, keyVariable: 'SOURCE_TEST_SOURCE_KEY' });

  await expect(upstream.get(thing, aCall())).rejects.toMatchObject({
    code: 'SOURCE_NOT_CONFIGURED',
    message: 'test-source needs a key; set SOURCE_TEST_SOURCE_KEY',
  });
  expect(asked).toEqual([]);
});

it('opens no more connections than allowed', async () => {
  const server = await fakeUpstream({ '*': { json: { name: 'a' }, delay: 10 } });
  const upstream = testUpstream({ baseUrl: server.url, concurrency: 2 });
  const wanted = Array.from({ length: 8 }, (_, at) => ({ ...thing, path: `thing/${at}` }));

  await Promise.all(wanted.map((request) => upstream.get(request, aCall())));

  expect(server.asked).toHaveLength(8);
  expect(server.mostAtOnce()).toBe(2);
});

it.each(['//example.org/x', 'http://example.org/x', '../x', 'a/../../x', '%2e%2e/x'])(
  'never leaves its base URL for %s',
  async (wanted) => {
    const { url, asked } = await fakeUpstream({ '*': { json: { name: 'a' } } });
    const upstream = testUpstream({ baseUrl: `${url}/base` });

    await upstream.get({ ...thing, path: wanted }, aCall()).catch(() => undefined);

    expect(asked.filter((one) => !one.startsWith('GET /base/'))).toEqual([]);
  },
);

it('refuses a private address unless the base URL was set', async () => {
  const { url, asked } = await fakeUpstream({});
  const own = testUpstream({ baseUrl: url }, { baseUrl: undefined });
  const byName = testUpstream({ baseUrl: url.replace('127.0.0.1', 'localhost') }, { baseUrl: undefined });

  await expect(own.get(thing, aCall())).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  await expect(byName.get(thing, aCall())).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(asked).toEqual([]);
});

it.each(['live', 'auto'] as const)('refuses a private address under SOURCES=%s', async (mode) => {
  const { url, asked } = await fakeUpstream({});
  const upstream = testUpstream({ baseUrl: url }, { baseUrl: undefined, mode });

  const answer = await upstream.get(thing, aCall()).catch((error: unknown) => error);

  expect(answer).toMatchObject(
    mode === 'live' ? { code: 'SOURCE_UNAVAILABLE' } : { provenance: { state: 'SAMPLE' } },
  );
  expect(asked).toEqual([]);
});

it('shows the public address of a source whose base URL was set', async () => {
  const { url } = await fakeUpstream({ '*': { json: { name: 'a' } } });
  const upstream = testUpstream(
    { baseUrl: 'https://api.example.org/v1' },
    { baseUrl: `${url.replace('//', '//user:secret@')}/inside/` },
  );

  const { provenance } = await upstream.get({ ...thing, query: { q: 'å' } }, aCall());

  expect(provenance.url).toBe('https://api.example.org/v1/thing?q=%C3%A5');
});

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '192.168.0.1',
  '::1',
  'fd00::1',
  'fe80::1%eth0',
  'fec0::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '::ffff:0:10.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2002:c0a8:101:1::1',
  '2001:0:a00:1::1',
  '2001:0:808:808:0:0:f5ff:fffe',
  'fe80::200:5efe:10.0.0.1',
  '2001:4860::5efe:192.168.0.1',
])('takes %s for private', (address) => {
  expect(isPrivate(address)).toBe(true);
});

it.each([
  '193.13.72.10',
  '2001:4860:4860::8888',
  '64:ff9b::193.13.72.10',
  '2002:c10d:480a::1',
  '::ffff:193.13.72.10',
  'example.org',
])('takes %s for public', (address) => {
  expect(isPrivate(address)).toBe(false);
});
