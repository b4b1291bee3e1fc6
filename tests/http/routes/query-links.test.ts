import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocuments } from '../../../src/http/saved-queries/read.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({ PUBLIC_URL: 'https://graph.example.org' });
});
afterAll(() => gateway.close());
const get = (url: string) => gateway.server.inject({ method: 'GET', url });
const linked = (document: string) => deflateRawSync(document).toString('base64url');

const document = 'query Parties($country: String) { parties(country: $country) { code name(lang: SV) } }';

describe('a link with a query in it', () => {
  it('answers in the same formats as a saved query, with variables', async () => {
    const [csv, page] = [
      await get(`/q/-/${linked(document)}.csv?country=SE`),
      await get(`/q/-/${linked(document)}?country=SE`),
    ];

    expect(csv.statusCode).toBe(200);
    expect(csv.body).toMatch(/^code,name\r\n(.+\r\n)*C,Centerpartiet\r\n/);
    expect(csv.headers['content-disposition']).toBe('attachment; filename="Parties.csv"');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Centerpartiet');
  });

  it('is made by an address with the document', async () => {
    const { headers, statusCode } = await get(
      `/q/-?${new URLSearchParams({ query: document, country: 'SE' })}`,
    );

    expect(statusCode).toBe(303);
    expect(
      (await get(`${headers.location}`.replace('?', '.json?'))).json().data.parties.length,
    ).toBeGreaterThan(5);
  });

  it.each([
    ['is cut', linked(document).slice(0, 20), 400, 'BAD_REQUEST'],
    ['is no link', 'abc', 400, 'BAD_REQUEST'],
    ['is not UTF-8', deflateRawSync(Buffer.from([0xff, 0xfe])).toString('base64url'), 400, 'BAD_REQUEST'],
    [
      'is much larger than its address',
      linked(`{ __typename } #${'x'.repeat(1_000_000)}`),
      400,
      'BAD_REQUEST',
    ],
    ['is no GraphQL', linked('{ parties('), 400, 'GRAPHQL_PARSE_FAILED'],
    ['has an unknown field', linked('{ partys }'), 400, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'has an unknown type',
      linked('query ($a: Nix) { parties(country: $a) { code } }'),
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'has two operations',
      linked('query A { __typename } query B { __typename }'),
      400,
      'GRAPHQL_PARSE_FAILED',
    ],
    ['is a subscription', linked('subscription { jobAdEvents { at } }'), 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'costs too much',
      linked('{ jobAds(first: 100) { nodes { mustHave { narrower { narrower { id } } } } } }'),
      400,
      'QUERY_TOO_COMPLEX',
    ],
    ['is nested without end', linked(`${'{ a '.repeat(300)}${'}'.repeat(300)}`), 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'repeats a fragment in itself',
      linked('{ ...F } fragment F on Query { ...F }'),
      400,
      expect.any(String),
    ],
    ['is too long', 'A'.repeat(8_001), 414, 'LINK_TOO_LONG'],
  ])('is refused where it %s', async (_, text, status, code) => {
    const { statusCode, body } = await get(`/q/-/${text}.json`);

    expect(statusCode).toBe(status);
    expect(JSON.parse(body).errors[0].extensions.code).toEqual(code);
  });

  it('is not made of a query that does not fit', async () => {
    const words = randomBytes(8_000).toString('base64url');

    const query = `{ search(query: "${words}") { __typename } }`;

    expect((await get(`/q/-?${new URLSearchParams({ query })}`)).statusCode).toBe(414);
  });
});

describe('with trusted documents only', () => {
  let trusted: TestGateway;
  beforeAll(async () => {
    trusted = await testGateway({ TRUSTED_DOCUMENTS_ONLY: 'true' });
  });
  afterAll(() => trusted.close());

  it('a saved query is answered by its address and by its document, whatever its white space', async () => {
    const { document: saved = '' } =
      readDocuments().find((one) => one.document.includes('query WhoAnswered')) ?? {};

    const byName = await trusted.server.inject('/q/who-answered.json');
    const byDocument = await trusted.ask(`# again\n${saved.replaceAll('\n', '\n\n  ')}`);

    expect(byName.statusCode).toBe(200);
    expect(byDocument.data.questionnaire.coverage.asked).toBe(8);
  });

  it('every other document is refused, and links are', async () => {
    const asked = await trusted.server.inject({
      url: `/graphql?${new URLSearchParams({ query: '{ parties { code } }' })}`,
    });
    const posted = await trusted.server.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ __typename }' },
    });
    const streamed = await trusted.server.inject({
      method: 'POST',
      url: '/graphql/stream',
      headers: { accept: 'text/event-stream' },
      payload: { query: 'subscription { jobAdEvents { at } }' },
    });
    const link = await trusted.server.inject(`/q/-/${linked(document)}.json`);
    const made = await trusted.server.inject(`/q/-?${new URLSearchParams({ query: document })}`);

    expect([asked, posted, streamed, link, made].map(({ statusCode }) => statusCode)).toEqual([
      403, 403, 403, 403, 403,
    ]);
    expect(posted.json().errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('pages and feeds of the gateway itself are answered', async () => {
    expect((await trusted.server.inject('/q/motions')).body).toContain('<option');
    expect((await trusted.server.inject('/feeds/topics/ai.atom')).statusCode).toBe(200);
  });
});
