import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { GraphQLError, getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AnswerCache } from '../../../src/http/answers/answer-cache.ts';
import type { Cacheability } from '../../../src/http/answers/made-answer.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { testSchema, testServer } from '../../support/http.ts';
import { leavingClient } from '../../support/leaving-client.ts';

const fresh: Cacheability = { freshFor: 60_000, varies: [], origin: null, isRepeatable: true, things: [] };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const megabyte = 1024 * 1024;

interface Setting {
  facts?: Partial<Cacheability>;
  bytes?: number;
  resolvers?: Parameters<typeof testSchema>[0];
  kept?: 'a second' | 'never';
  settings?: object;
  options?: object;
}

/** A server that keeps answers; `calls` counts what was resolved at the root. */
function keeping({ facts = {}, bytes = megabyte, resolvers = {}, kept, settings, options }: Setting = {}) {
  const clock = new FakeClock();
  const schema = testSchema(resolvers);
  const field = schema.getQueryType()?.getFields()['hello'];
  if (field && kept) field.extensions = { answerKept: kept };
  const answers = new AnswerCache(bytes, clock);
  const server = testServer({
    schema,
    answers,
    metrics: createMetrics(),
    variants: { 'Accept-Language': (header) => header?.slice(0, 2) ?? '' },
    cacheability: () => ({ ...fresh, ...facts }),
    ...(settings && { settings }),
    ...options,
  });
  const post = (payload: object, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(payload),
    });
  const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    server.inject({ url: `/graphql?${new URLSearchParams(parameters)}`, headers });
  return { server, schema, answers, clock, post, get, calls: () => schema.calls() };
}

describe('an equal request', () => {
  it('gets the same bytes without being executed', async () => {
    const { post, calls } = keeping();

    const first = await post({ query: '{ hello }' });
    const second = await post({ query: '{ hello }' });

    expect(second.body).toBe(first.body);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(calls()).toBe(1);
  });

  it('may come by GET where the first came by POST, with headers for caches that count down', async () => {
    const { post, get, clock, calls } = keeping();
    const first = await post({ query: '{ hello }' });

    await clock.advance(20_000);
    const { headers, body } = await get({ query: '{ hello }' });

    expect(body).toBe(first.body);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=40',
      vary: 'Accept, Accept-Encoding',
      etag: expect.stringMatching(/^W\/"/),
    });
    expect(headers['age']).toBeUndefined();
    expect(calls()).toBe(1);
  });

  it('is 304 by its ETag without being executed', async () => {
    const { get, calls } = keeping();
    const { etag = '' } = (await get({ query: '{ hello }' })).headers;

    const reply = await get({ query: '{ hello }' }, { 'if-none-match': String(etag) });

    expect([reply.statusCode, reply.body, calls()]).toEqual([304, '', 1]);
    expect(reply.headers).toMatchObject({ etag, 'cache-control': 'public, max-age=60' });
  });

  it('may name its variables in another order', async () => {
    const { post, get, calls } = keeping();
    const query = 'query ($a: String, $b: [String!]) { echo(text: $a, texts: $b) }';

    await post({ query, variables: { a: 'x', b: ['y', 'z'] } });
    await post({ query, variables: { b: ['y', 'z'], a: 'x' } });
    await get({ query, variables: '{ "b": ["y", "z"], "a": "x" }' });

    expect(calls()).toBe(1);
  });

  it('may be persisted, and then comes from what is kept by the hash', async () => {
    const { post, get, calls } = keeping();
    const query = '{ hello }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(query) } };

    expect((await post({ extensions })).json().errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    await post({ query, extensions });
    const first = await post({ extensions });
    const second = await get({ extensions: JSON.stringify(extensions) });

    expect(second.body).toBe(first.body);
    expect(second.json().data).toEqual({ hello: 'hej' });
    expect(calls()).toBe(2);
  });

  it('keeps the answer to introspection', async () => {
    const { post } = keeping();

    const first = await post({ query: getIntrospectionQuery() });
    const second = await post({ query: getIntrospectionQuery() });

    expect(second.body).toBe(first.body);
  });
});

describe('a request that differs', () => {
  const query = 'query A($a: String) { echo(text: $a) } query B($a: String) { other: echo(text: $a) }';
  const base = { query, operationName: 'A', variables: { a: 'x' } };

  it.each<[string, object, Record<string, string>?]>([
    ['in its operation', { ...base, operationName: 'B' }],
    ['in a variable', { ...base, variables: { a: 'X' } }],
    ['in a variable that is null', { ...base, variables: { a: null } }],
    ['in a variable that is left out', { ...base, variables: {} }],
    ['in half of a surrogate pair', { ...base, variables: { a: '\ud800' } }],
    ['in its document', { ...base, query: `${query} ` }],
    ['in its extensions', { ...base, extensions: { other: true } }],
    ['in its language', base, { 'accept-language': 'en' }],
    ['in the type that it accepts', base, { accept: 'application/graphql-response+json' }],
  ])('%s is executed', async (_, other, headers) => {
    const { post, calls } = keeping();
    await post(base);
    await post({ ...base, variables: { a: '\udfff' } });

    const reply = await post(other, headers);
    const alone = await testServer().inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...headers },
      payload: other,
    });

    expect(calls()).toBe(3);
    expect(reply.body).toBe(alone.body);
    expect(reply.headers['content-type']).toBe(alone.headers['content-type']);
  });

  it('in a header that nobody reads gets the same', async () => {
    const { post, calls } = keeping();

    await post(base, { 'x-forwarded-host': 'evil.example', host: 'a.example', cookie: 'a=b' });
    await post(base, { origin: 'https://other.example', 'accept-language': '' });

    expect(calls()).toBe(1);
  });

  it('in keys that objects inherit is another request', async () => {
    const { get, calls } = keeping();
    const echo = 'query ($a: String) { echo(text: $a) }';

    await get({ query: echo, variables: '{ "a": "x" }' });
    const polluted = await get({ query: echo, variables: '{ "__proto__": { "a": "x" } }' });
    await get({ query: echo, variables: '{ "constructor": { "prototype": {} } }' });

    expect(polluted.json().data).toEqual({ echo: null });
    expect(calls()).toBe(3);
  });
});

describe('what is not kept', () => {
  it.each<[string, Setting, string]>([
    ['an answer with an error', {}, '{ hello sourceFault }'],
    ['an answer that must not be stored', { facts: { freshFor: null } }, '{ hello }'],
    ['an answer for which something was fetched', { facts: { isRepeatable: false } }, '{ hello }'],
    [
      'an answer that varies by a header that is not part of the key',
      { facts: { varies: ['Cookie'] } },
      '{ hello }',
    ],
    [
      'an answer beside the failure of a source',
      { options: { failures: () => [{ code: 'SOURCE_TIMEOUT' }] } },
      '{ hello }',
    ],
  ])('%s', async (_, setting, query) => {
    const { post, get, answers } = keeping(setting);

    await post({ query });
    await get({ query });

    expect(answers.size.answers).toBe(0);
  });

  it.each([
    ['a refused document', { query: '{ nothing }' }],
    ['a mutation', { query: 'mutation { hello }' }],
    ['a subscription', { query: 'subscription { ticks { number } }' }],
    ['a deferred fragment', { query: '{ ... @defer { hello } }' }],
    ['a batch', [{ query: '{ hello }' }, { query: '{ hello }' }]],
    ['variables as a text', { query: '{ hello }', variables: '{}' }],
    ['no document', { variables: {} }],
    ['a number that is infinite', { query: '{ hello }', variables: { a: '1e999' } }],
    [
      'a hash of another document',
      { query: '{ hello }', extensions: { persistedQuery: { version: 1, sha256Hash: 'no' } } },
    ],
  ])('%s answers as it does without the cache', async (_, payload) => {
    const { post, server } = keeping();
    const sent = JSON.stringify(payload).replace('"1e999"', '1e999');
    const request = {
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: sent,
    } as const;
    await post({ query: '{ hello }' });

    for (const _again of [1, 2]) {
      const reply = await server.inject(request);
      const without = await testServer().inject(request);
      expect([reply.statusCode, reply.body]).toEqual([without.statusCode, without.body]);
    }
  });

  it('a field that depends on the present is kept for its second only', async () => {
    const { get, clock, calls } = keeping({ kept: 'a second' });
    const query = 'query { ...Part } fragment Part on Query { again: hello }';

    const first = await get({ query });
    await clock.advance(900);
    await get({ query });
    const within = calls();
    await clock.advance(200);
    await get({ query });

    expect(first.headers['cache-control']).toBe('public, max-age=1');
    expect([within, calls()]).toEqual([1, 2]);
  });

  it('a field that is made of a client’s text, by nobody', async () => {
    const { get, calls, answers } = keeping({ kept: 'never' });

    const reply = await get({ query: '{ hello }' });
    await get({ query: '{ hello }' });

    expect(reply.headers['cache-control']).toBe('no-store');
    expect([calls(), answers.size.answers]).toEqual([2, 0]);
  });

  it('nothing, where it is switched off', async () => {
    const { post, calls } = keeping({ bytes: 0 });

    await post({ query: '{ hello }' });
    await post({ query: '{ hello }' });

    expect(calls()).toBe(2);
  });
});

describe('an answer ends', () => {
  it.each<[string, (kept: ReturnType<typeof keeping>) => Promise<void> | void]>([
    ['when its first source may have something newer', ({ clock }) => clock.advance(60_000)],
    ['when the content changes', ({ answers }) => answers.clear()],
    ['when something in it is gone', ({ answers }) => answers.forget('jobsearch', ['7'])],
    ['when anything may be gone', ({ answers }) => answers.forget(null, [])],
  ])('%s', async (_, happens) => {
    const kept = keeping({ facts: { things: ['jobsearch:7', 'jobsearch:8'] } });
    await kept.post({ query: '{ hello }' });

    await happens(kept);
    await kept.post({ query: '{ hello }' });

    expect(kept.calls()).toBe(2);
  });

  it('not when something else is gone', async () => {
    const { post, answers, calls } = keeping({ facts: { things: ['jobsearch:7'] } });
    await post({ query: '{ hello }' });

    answers.forget('jobsearch', ['8']);
    answers.forget('nav', ['7']);
    await post({ query: '{ hello }' });

    expect(calls()).toBe(1);
  });

  it('when anything is gone, where nobody says what it holds', async () => {
    const { post, answers, calls } = keeping({ facts: { things: null } });
    await post({ query: '{ hello }' });

    answers.forget('nav', ['1']);
    await post({ query: '{ hello }' });

    expect(calls()).toBe(2);
  });

  it.each<[string, (answers: AnswerCache) => void, string[]]>([
    ['the content changed', (answers) => answers.clear(), []],
    ['something was gone', (answers) => answers.forget('jobsearch', ['9']), ['jobsearch:7']],
  ])('before it is kept, where %s while it was made', async (_, happens, things) => {
    let answers: AnswerCache | undefined;
    const kept = keeping({
      facts: { things },
      resolvers: {
        hello: () => {
          if (answers) happens(answers);
          return 'hej';
        },
      },
    });
    ({ answers } = kept);

    await kept.post({ query: '{ hello }' });

    expect(answers.size.answers).toBe(0);
  });
});

describe('compressed', () => {
  const text = 'å'.repeat(3_000);
  const query = 'query ($text: String) { echo(text: $text) }';
  const decoders: Record<string, (bytes: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };

  it.each([
    ['br', 'br, gzip'],
    ['gzip', 'gzip'],
    ['gzip', 'br;q=0, gzip'],
  ])(
    '%s for %s has the same bytes after decompression, made once and counted',
    async (encoding, accepted) => {
      const { post, answers } = keeping();
      const plain = await post({ query, variables: { text } });
      const before = answers.size.bytes;

      const first = await post({ query, variables: { text } }, { 'accept-encoding': accepted });
      const after = answers.size.bytes;
      const second = await post({ query, variables: { text } }, { 'accept-encoding': accepted });

      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(first.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
      expect(decoders[encoding]?.(first.rawPayload).toString()).toBe(plain.body);
      expect(second.rawPayload).toEqual(first.rawPayload);
      expect(after - before).toBe(first.rawPayload.length);
      expect(answers.size.bytes).toBe(after);
    },
  );

  it('on another thread where it is long', async () => {
    const long = 'ab'.repeat(100_000);
    const { post, answers } = keeping({ bytes: 4 * megabyte, resolvers: { hello: () => long } });

    const reply = await post({ query: '{ hello }' }, { 'accept-encoding': 'br' });

    expect(JSON.parse(brotliDecompressSync(reply.rawPayload).toString()).data.hello).toBe(long);
    expect(answers.size.bytes).toBeGreaterThan(200_000 + reply.rawPayload.length);
  });

  it('not where it is short, and nothing that the client does not accept', async () => {
    const { post } = keeping();

    const short = await post({ query: '{ hello }' }, { 'accept-encoding': 'br' });
    const other = await post({ query, variables: { text } }, { 'accept-encoding': 'deflate, zstd' });

    expect(short.headers['content-encoding']).toBeUndefined();
    expect(other.headers['content-encoding']).toBeUndefined();
    expect(other.json().data.echo).toBe(text);
  });
});

describe('memory', () => {
  it('is bounded, and the least recently used goes first', async () => {
    const { post, answers, calls } = keeping({ bytes: 40_000 });
    const ask = (text: string) =>
      post({ query: 'query ($t: String) { echo(text: $t) }', variables: { t: text } });

    await ask('first');
    for (let at = 0; at < 300; at++) {
      await ask(`${at}${'x'.repeat(1_000)}`);
      await ask('first');
    }

    expect(calls()).toBe(301);
    expect(answers.size.bytes).toBeLessThanOrEqual(40_000);
    expect(answers.size.answers).toBeGreaterThan(5);
  });

  it('does not hold an answer that would take the room of many', async () => {
    const { post, answers } = keeping({ bytes: 40_000 });

    await post({ query: 'query ($t: String) { echo(text: $t) }', variables: { t: 'x'.repeat(10_000) } });

    expect(answers.size).toEqual({ answers: 0, bytes: 0 });
  });
});

describe('points', () => {
  const long = { hello: () => 'x'.repeat(250_000) };
  const left = (reply: { headers: Record<string, unknown> }) =>
    Number(reply.headers['x-ratelimit-remaining']);

  it('are those of the request once, and then one', async () => {
    const { post } = keeping({ settings: { rateLimit: 100 } });
    const query = '{ ads(first: 100) { nodes { headline skills(first: 10) { label } } } }';

    const made = left(await post({ query }));
    const kept = left(await post({ query }));

    expect(made).toBeLessThan(99);
    expect(kept).toBe(made - 1);
  });

  it('are one for each 100 kB of what is kept, and one for 304', async () => {
    const { get } = keeping({ bytes: 4 * megabyte, resolvers: long, settings: { rateLimit: 100 } });

    const made = await get({ query: '{ hello }' });
    const sent = left(await get({ query: '{ hello }' }));
    const known = await get({ query: '{ hello }' }, { 'if-none-match': String(made.headers['etag']) });

    expect(sent).toBe(left(made) - 3);
    expect([known.statusCode, left(known)]).toEqual([304, sent - 1]);
  });

  it('that are spent refuse what is kept too', async () => {
    const { post } = keeping({ bytes: 4 * megabyte, resolvers: long, settings: { rateLimit: 5 } });

    const [first, second, third] = [
      await post({ query: '{ hello }' }),
      await post({ query: '{ hello }' }),
      await post({ query: '{ hello }' }),
    ];

    expect([first.statusCode, second.statusCode, third.statusCode]).toEqual([200, 200, 429]);
    expect(third.json().errors[0].extensions).toMatchObject({ code: 'RATE_LIMITED' });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('equal requests in flight', () => {
  /** A server whose field `slow` waits until the test lets it go on, and what its requests came with. */
  async function slowly(setting: Setting = {}) {
    const waiting: ((value: string | Error) => void)[] = [];
    const signals: AbortSignal[] = [];
    const kept = keeping({
      facts: { isRepeatable: false },
      ...setting,
      resolvers: { slow: () => new Promise((resolve) => waiting.push(resolve)) },
      options: {
        contextFor: ({ signal }: { signal: AbortSignal }) => {
          signals.push(signal);
          return {};
        },
        ...setting.options,
      },
    });
    const { url } = await kept.server.listen();
    const query = `${url}/graphql?${new URLSearchParams({ query: '{ slow }' })}`;
    const ask = (client: { fetch(url: string): Promise<Pick<Response, 'json' | 'status'>> } = { fetch }) =>
      client.fetch(query);
    /** Resolves when the server has read what was sent before. */
    const arrived = async () => {
      for (let turn = 0; turn < 3; turn++) await (await fetch(`${url}/health/live`)).text();
    };
    return { ...kept, waiting, signals, ask, arrived };
  }

  it('are executed once, and all get the answer', async () => {
    const { waiting, ask, arrived, calls } = await slowly();

    const all = [ask()];
    await expect.poll(() => waiting.length).toBe(1);
    all.push(ask(), ask());
    await arrived();
    waiting[0]?.('done');
    const answers = await Promise.all(all.map(async (one) => (await one).json()));

    expect(answers.map(({ data }) => data)).toEqual(Array(3).fill({ slow: 'done' }));
    expect(calls()).toBe(1);
  });

  it('go on when the first client leaves, and end when the last one does', async () => {
    const { waiting, signals, ask, arrived } = await slowly();
    const [first, second, third] = [leavingClient(), leavingClient(), leavingClient()];

    const left = ask(first).catch(() => 'gone');
    await expect.poll(() => waiting.length).toBe(1);
    const stays = ask(second);
    await arrived();
    first.leave();
    await left;
    await arrived();
    const isCancelled = signals[0]?.aborted;
    waiting[0]?.('done');
    const { data } = (await (await stays).json()) as { data: unknown };
    const alone = ask(third).catch(() => 'gone');
    await expect.poll(() => waiting.length).toBe(2);
    third.leave();
    await alone;

    expect(isCancelled).toBe(false);
    expect(data).toEqual({ slow: 'done' });
    await expect.poll(() => signals[1]?.aborted).toBe(true);
  });

  it('do not get what was refused to another client', async () => {
    const refused = new GraphQLError('spent', { extensions: { code: 'SOURCE_RATE_LIMITED' } });
    const { waiting, ask, arrived } = await slowly();

    const first = ask();
    await expect.poll(() => waiting.length).toBe(1);
    const second = ask();
    await arrived();
    waiting[0]?.(refused);
    await expect.poll(() => waiting.length).toBe(2);
    waiting[1]?.('done');

    expect(await (await first).json()).toMatchObject({
      errors: [{ extensions: { code: 'SOURCE_RATE_LIMITED' } }],
    });
    expect(await (await second).json()).toMatchObject({ data: { slow: 'done' } });
  });

  it('get the failure of a source too, which they would wait for as long', async () => {
    const { waiting, ask, arrived, calls } = await slowly();
    const first = ask();
    await expect.poll(() => waiting.length).toBe(1);
    const second = ask();
    await arrived();
    waiting[0]?.(new GraphQLError('late', { extensions: { code: 'SOURCE_TIMEOUT' } }));

    expect(await (await second).json()).toEqual(await (await first).json());
    expect(calls()).toBe(1);
  });

  it('are executed again once the content has changed', async () => {
    const { waiting, ask, answers } = await slowly();

    const first = ask();
    await expect.poll(() => waiting.length).toBe(1);
    answers.clear();
    const second = ask();
    await expect.poll(() => waiting.length).toBe(2);
    waiting[0]?.('old');
    waiting[1]?.('new');

    expect(await (await first).json()).toMatchObject({ data: { slow: 'old' } });
    expect(await (await second).json()).toMatchObject({ data: { slow: 'new' } });
  });

  it('are executed again when the first began more than a second ago', async () => {
    const { waiting, ask, clock } = await slowly();

    const first = ask();
    await expect.poll(() => waiting.length).toBe(1);
    await clock.advance(1_001);
    const second = ask();
    await expect.poll(() => waiting.length).toBe(2);
    for (const go of waiting) go('done');

    await Promise.all([first, second]);
  });
});
