import { createHash } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { examples } from '../../../src/http/playground/examples.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { openTestServer, testSchema, testServer } from '../../support/http.ts';
import { worstQueries } from '../cost/worst-queries.ts';

const byApollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
const json = { 'content-type': 'application/json' };

interface Sent {
  method?: 'GET' | 'POST';
  url?: string;
  headers?: Record<string, string>;
  payload?: object;
}

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');
const persisted = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(query) } });
const get = (parameters: Record<string, string>): Sent => ({
  method: 'GET',
  url: `/graphql?${new URLSearchParams(parameters)}`,
});
const post = (payload: object, headers = {}): Sent => ({ payload, headers });

/** What a client gets: ids of requests and of masked errors differ each time. */
function shown({ statusCode, headers, body }: Awaited<ReturnType<TestGateway['server']['inject']>>) {
  const { date: _, 'x-request-id': __, ...kept } = headers;
  const text = body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/"milliseconds":\d+/g, '');
  return { statusCode, headers: { ...kept, 'content-length': null }, text };
}

describe('a document that has been validated', () => {
  const server = openTestServer();
  afterAll(() => server.close());
  const send = async ({ method = 'POST', url = '/graphql', headers = {}, payload }: Sent) =>
    shown(
      await server.inject({
        ...{ method, url, headers: { ...(method === 'POST' && json), ...headers } },
        ...(payload && { payload }),
      }),
    );

  beforeAll(async () => {
    for (const accept of ['*/*', 'application/json', 'application/graphql-response+json'])
      await send(post({ query: '{ hello }' }, { accept }));
    await send(post({ query: '{ hello }' }));
  });
  beforeEach(() => {
    byApollo.mockClear();
  });

  const two = 'query A { hello } query B($t: String) { echo(text: $t) }';
  const failing: Record<string, Sent> = {
    'an unknown fault': post({ query: '{ a: unknownFault b: hello }' }),
    'a fault of a source': post({ query: '{ sourceFault hello }' }),
    'bad input': post({ query: '{ inputFault inputAgain: inputFault }' }),
    'null where the schema promises a value': post({ query: '{ hello neverNull }' }),
  };
  const answered: Record<string, Sent> = {
    ...failing,
    'a query': post({ query: '{ hello party { code } }' }),
    'a variable': post({ query: 'query ($t: String) { echo(text: $t) }', variables: { t: 'å' } }),
    'a variable of null': post({
      query: 'query ($t: String = "x") { echo(text: $t) }',
      variables: { t: null },
    }),
    'a variable left out': post({ query: 'query ($t: String = "x") { echo(text: $t) } # default' }),
    'variables of null': post({ query: '{ hello } # null', variables: null, operationName: null }),
    'one operation of two': post({ query: two, operationName: 'B', variables: { t: 'b' } }),
    directives: post({
      query: 'query ($on: Boolean!) { hello @include(if: $on) calls: echo(text: "x") @skip(if: $on) }',
      variables: { on: true },
    }),
    introspection: post({ query: '{ __typename __type(name: "Party") { fields { name } } }' }),
    'a query by GET': get({ query: '{ hello a: hello }' }),
    'variables by GET': get({ query: 'query ($t: String) { echo(text: $t) } # get', variables: '{"t":"x"}' }),
    'a fault by GET': get({ query: '{ sourceFault a: hello }' }),
    'a client that accepts only the type of GraphQL': post(
      { query: '{ hello b: hello }' },
      { accept: 'application/graphql-response+json' },
    ),
  };

  it.each(Object.entries(answered))('is answered without Apollo as by Apollo: %s', async (_, sent) => {
    const first = await send(sent);
    const passedApollo = byApollo.mock.calls.length;
    const again = [await send(sent), await send(sent)];

    expect(passedApollo).toBe(1);
    expect(byApollo).toHaveBeenCalledTimes(1);
    expect(again).toEqual([first, first]);
  });

  it('is known by its hash once it was sent', async () => {
    const query = '{ hello c: hello }';
    const first = await send(post({ query, extensions: persisted(query) }));
    byApollo.mockClear();
    const byHash = await send(post({ extensions: persisted(query) }));
    const byGet = await send(get({ extensions: JSON.stringify(persisted(query)) }));

    expect(byHash).toEqual(first);
    expect(byGet.text).toBe(first.text);
    expect(byApollo).not.toHaveBeenCalled();
  });

  const refused: Record<string, Sent> = {
    'a variable of another type': post({
      query: 'query ($t: String!) { echo(text: $t) }',
      variables: { t: { a: 1 } },
    }),
    'a variable that is required': post({ query: 'query ($t: String!) { echo(text: $t) } # none' }),
    'a required argument that is null': post({
      query: 'query ($c: String! = "x") { required(code: $c) }',
      variables: { c: null },
    }),
    'no operation of this name': post({ query: two, operationName: 'C' }),
    'no name where there are two': post({ query: `${two} # none` }),
    'variables as text': post({ query: '{ hello } # text', variables: '{}' }),
    'variables that are a list': post({ query: '{ hello } # list', variables: [] }),
    'variables by GET that are no JSON': get({ query: '{ hello d: hello }', variables: '{' }),
    'variables of null by GET': get({ query: '{ hello e: hello }', variables: 'null' }),
    'a query twice': { method: 'GET', url: '/graphql?query={hello}&query={hello}' },
    'a hash of another text': post({ query: '{ hello } # hash', extensions: persisted('{ hello }') }),
    'a hash that nobody has sent': post({ extensions: persisted('{ hello } # never') }),
    'another version': post({
      extensions: { persistedQuery: { version: 2, sha256Hash: hashOf('{ hello }') } },
    }),
    'a type that nobody has': post({ query: '{ hello } # type' }, { accept: 'text/html' }),
    'a page that is too long': post({
      query: 'query ($n: Int) { ads(first: $n) { totalCount } }',
      variables: { n: 101 },
    }),
    'a text that is too long': post({
      query: 'query ($t: String) { echo(text: $t) } # long',
      variables: { t: 'x'.repeat(10_001) },
    }),
    'no document': post({ variables: {} }),
    'an invalid one': post({ query: '{ nothing }' }),
    'a subscription': post({ query: 'subscription { ticks { number } }' }),
  };

  it.each(Object.entries(refused))('is refused by Apollo each time: %s', async (_, sent) => {
    // The same document may be known.
    const text = sent.payload && 'query' in sent.payload ? sent.payload.query : '{ hello }';
    if (text !== '{ nothing }')
      await send(post({ query: text, operationName: 'A', variables: { t: 'x', c: 'x' } }));
    byApollo.mockClear();
    const first = await send(sent);
    const again = await send(sent);

    expect(byApollo).toHaveBeenCalledTimes(2);
    expect(again).toEqual(first);
  });

  it('is charged once, and refused when its client has spent its points', async () => {
    const charged: number[] = [];
    const metered = testServer({ settings: { rateLimit: 12 } });
    const query = '{ ads(first: 100) { nodes { headline } } hello }';
    for (let at = 0; at < 9; at++) {
      const { statusCode, headers } = await metered.inject({
        ...{ method: 'POST', url: '/graphql', headers: json, payload: { query } },
      });
      charged.push(statusCode === 200 ? Number(headers['x-ratelimit-remaining']) : statusCode);
    }

    expect(charged).toEqual([10, 8, 6, 4, 2, 0, 429, 429, 429]);
  });

  it('makes one context a request', async () => {
    const contextFor = vi.fn(() => ({}));
    const counted = testServer({ contextFor });
    const ask = () =>
      counted.inject({ method: 'POST', url: '/graphql', headers: json, payload: { query: '{ hello }' } });
    await ask();
    await ask();

    expect(contextFor).toHaveBeenCalledTimes(2);
  });

  it('is ended like any other when its answer becomes too large', async () => {
    const schema = testSchema({ places: () => Array.from({ length: 200 }, () => ({ code: 'x' })) });
    const small = testServer({ schema, settings: { answer: { maxFields: 100, maxBytes: 1_000_000 } } });
    const ask = async () =>
      shown(
        await small.inject({
          ...{
            method: 'POST',
            url: '/graphql',
            headers: json,
            payload: { query: '{ hello places { code } }' },
          },
        }),
      );
    await small.inject({ method: 'POST', url: '/graphql', headers: json, payload: { query: '{ hello }' } });
    const first = await ask();
    const again = await ask();

    expect(first.statusCode).toBe(400);
    expect(again).toEqual(first);
  });
});

describe('the whole gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    // Its feed gives details of ads only after they have been listed once.
    gateway = await testGateway({ ANSWER_CACHE_MB: '0', SOURCE_NAV_ENABLED: 'false' });
  });
  afterAll(() => gateway.close());

  const queries: [string, { query: string; variables?: object | undefined }][] = [
    ...examples()
      .filter((query) => !query.includes('subscription'))
      .map((query): [string, { query: string }] => [query.split('\n', 1)[0] ?? '', { query }]),
    ...Object.entries(worstQueries).filter(([, { outcome }]) => !('refused' in outcome)),
  ];
  it.each(queries)('answers as by Apollo: %s', async (_, { query, variables }) => {
    const ask = async () => {
      const reply = await gateway.server.inject({
        ...{ method: 'POST', url: '/graphql', headers: json, payload: { query, variables } },
      });
      const { data, errors } = reply.json();
      return { status: reply.statusCode, data, errors };
    };
    const first = await ask();
    const again = await ask();

    expect(again).toEqual(first);
  });
});
