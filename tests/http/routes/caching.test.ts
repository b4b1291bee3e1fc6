import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cacheability } from '../../../src/http/answers/made-answer.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { testServer } from '../../support/http.ts';
import { type StandIn, standIn } from '../../support/stand-in.ts';

const fresh: Cacheability = {
  freshFor: 90_500,
  varies: [],
  origin: ['jobsearch', 'yesterday'],
  isRepeatable: true,
  things: [],
};

function server(facts: Partial<Cacheability> = {}, settings = {}) {
  return testServer({ cacheability: () => ({ ...fresh, ...facts }), settings });
}
const ask = (on: ReturnType<typeof server>, query: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
  on.inject({ method, url: `/graphql?${new URLSearchParams({ query })}`, headers });

describe('an answer by GET', () => {
  it('may be stored until the first of its sources has something newer', async () => {
    const reply = await ask(server(), '{ hello }');

    expect(reply.headers['cache-control']).toBe('public, max-age=90');
    expect(reply.headers['etag']).toMatch(/^W\/"[\w-]+"$/);
  });

  it.each([
    ['an error', {}, '{ hello unknownFault }'],
    ['a refused query', {}, '{ nothing }'],
    ['a query that is too complex', {}, `{ ${'hello '.repeat(101)} }`],
    ['an answer that must not be stored', { freshFor: null }, '{ hello }'],
  ])('is not stored: %s', async (_, facts, query) => {
    const reply = await ask(server(facts), query);

    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.headers['etag']).toBeUndefined();
  });

  it('names what it depends on', async () => {
    const plain = await ask(server(), '{ hello }');
    const byLanguage = await ask(server({ varies: ['Accept-Language'] }), '{ hello }');
    const byOrigin = await ask(
      server({}, { corsOrigins: ['https://a.example', 'https://b.example'] }),
      '{ hello }',
    );

    expect(plain.headers['vary']).toBe('Accept, Accept-Encoding');
    expect(byLanguage.headers['vary']).toBe('Accept, Accept-Encoding, Accept-Language');
    expect(byOrigin.headers['vary']).toBe('Origin, Accept, Accept-Encoding');
  });

  it('has an ETag of what it says, not of how long it took', async () => {
    const etag = async (on: ReturnType<typeof server>, query: string) =>
      (await ask(on, query)).headers['etag'];

    expect(await etag(server(), '{ hello }')).toBe(await etag(server(), '{ hello }'));
    expect(await etag(server(), '{ hello }')).not.toBe(await etag(server(), '{ echo(text: "x") }'));
    expect(await etag(server(), '{ hello }')).not.toBe(await etag(server({ origin: 'today' }), '{ hello }'));
  });

  it('is 304 without a body for a client that has it', async () => {
    const on = server({ varies: ['Accept-Language'] });
    const { etag = '' } = (await ask(on, '{ hello }')).headers;
    const strong = String(etag).replace('W/', '');

    for (const known of [etag, strong, `"other", ${etag}`, '*']) {
      const reply = await ask(on, '{ hello }', { 'if-none-match': known });
      expect(reply.statusCode).toBe(304);
      expect(reply.body).toBe('');
      expect(reply.headers).toMatchObject({
        etag,
        'cache-control': 'public, max-age=90',
        vary: expect.stringContaining('Accept-Language'),
      });
    }
    expect((await ask(on, '{ hello }', { 'if-none-match': '"other"' })).statusCode).toBe(200);
    expect((await ask(on, '{ hello }', { 'if-none-match': etag }, 'HEAD')).statusCode).toBe(304);
  });
});

it('an answer to POST has none of it', async () => {
  const reply = await server().inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'if-none-match': '*' },
    payload: { query: '{ hello }' },
  });

  expect(reply.statusCode).toBe(200);
  expect(reply.headers['etag']).toBeUndefined();
});

describe('the gateway', () => {
  let source: StandIn;
  let samples: TestGateway;
  let live: TestGateway;
  const get = async (gateway: TestGateway, query: string, headers = {}) =>
    (await gateway.server.inject({ url: `/graphql?${new URLSearchParams({ query })}`, headers })).headers;
  const datasets = '{ datasets(first: 1) { nodes { uri } } }';

  beforeAll(async () => {
    source = await standIn();
    samples = await testGateway();
    live = await testGateway({
      SOURCES: 'live',
      SOURCE_DATAPORTAL_SE_URL: source.url,
      SOURCE_RIKSDAGEN_URL: source.url,
    });
  });
  afterAll(async () => {
    await samples.close();
    await live.close();
    await source.close();
  });

  it('lets its own content be stored, and a sample not', async () => {
    expect((await get(samples, '{ topics { slug } }'))['cache-control']).toMatch(
      /^public, max-age=(?:29\d|300)$/,
    );
    expect((await get(samples, datasets))['cache-control']).toBe('no-store');
  });

  it('lets an answer be stored as long as its source is fresh, and not after a failure', async () => {
    const first = await get(live, datasets);
    const cached = await get(live, datasets);

    expect(first['cache-control']).toMatch(/^public, max-age=\d{2,}$/);
    expect(cached['etag']).toBe(first['etag']);
    expect((await get(live, '{ jobAds { totalCount } }'))['cache-control']).toBe('no-store');
  });

  it('depends on the language of the client only where no other is asked for', async () => {
    const english = { 'accept-language': 'en' };
    const free = await get(samples, '{ topics { prefLabel } }', english);
    const given = await get(samples, '{ topics { slug prefLabel(lang: SV) } }', english);

    expect(free['vary']).toContain('Accept-Language');
    expect(given['vary']).not.toContain('Accept-Language');
  });
});
