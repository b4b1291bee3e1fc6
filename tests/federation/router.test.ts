import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../src/http/saved-queries/read.ts';
import { createSchema } from '../../src/schema.ts';
import { type GraphQLAnswer, type TestGateway, testGateway } from '../support/gateway.ts';

/** Its packages are apart: `npm ci --prefix tests/federation/router`. */
const folder = join(import.meta.dirname, 'router');
const isInstalled = existsSync(join(folder, 'node_modules/@graphql-hive/gateway-runtime'));

it.runIf(process.env['REQUIRE_ROUTER'] === '1')('has a router to run', () => {
  expect(isInstalled, 'run npm ci --prefix tests/federation/router').toBe(true);
});

const saved = readSavedQueries(createSchema()).filter(({ isQuery }) => isQuery);
/** Errors of every kind that a query can have: of an argument, of a look-up, of the document, of its cost. */
const wrong = [
  '{ jobAds(filter: { place: "Atlantis" }) { totalCount } topics { slug } }',
  '{ person(name: "") { name } }',
  '{ statisticsTable(agency: "nobody", tableId: "1") { title } }',
];

describe.runIf(isInstalled)('through Hive Gateway, beside the graph of a partner', () => {
  let gateway: TestGateway;
  let router: ChildProcess;
  let url: string;
  let ownUrl: string;
  beforeAll(async () => {
    gateway = await testGateway({ PORT: '0' });
    const { url: own } = await gateway.server.listen();
    ownUrl = `${own}/graphql`;
    router = spawn('node', ['router.mjs', ownUrl], { cwd: folder, stdio: 'pipe' });
    let output = '';
    router.stdout?.on('data', (text) => {
      output += text;
    });
    router.stderr?.on('data', (text) => {
      output += text;
    });
    await Promise.race([once(router.stdout ?? router, 'data'), once(router, 'exit')]);
    url = /http\S+/.exec(output)?.[0] ?? '';
    expect(url, output).not.toBe('');
  }, 120_000);
  afterAll(async () => {
    router.kill();
    await gateway.close();
  });

  async function ask(query: string, variables: object = {}): Promise<GraphQLAnswer> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphQLAnswer;
  }

  it('joins fields of both graphs by the keys of occupations and places', async () => {
    const { data, errors } = await ask(`{ recommendation(person: "1") { fit
      occupation { code prefLabel(lang: EN) candidates } places { name candidates county { name } } } }`);

    expect(errors).toBeUndefined();
    expect(data.recommendation).toEqual({
      fit: 80,
      occupation: { code: '2512', prefLabel: expect.stringMatching(/developers/i), candidates: 12 },
      places: [
        { name: 'Stockholm', candidates: 80, county: { name: 'Stockholms län' } },
        { name: 'Malmö', candidates: 80, county: { name: 'Skåne län' } },
        { name: 'Göteborg', candidates: 80, county: { name: 'Västra Götalands län' } },
      ],
    });
  });

  it('has no field of a thing that only the partner knows', async () => {
    const { data, errors } = await ask('{ elsewhere { candidates jobAds(first: 1) { totalCount } } }');

    expect(data).toEqual({ elsewhere: { candidates: 99, jobAds: null } });
    expect(errors).toBeUndefined();
  });

  it('adds the partner’s fields to what this graph finds', async () => {
    const { data } = await ask(
      '{ occupation(code: "2512") { code candidates } place(code: "Malmö") { name candidates } }',
    );

    expect(data).toEqual({
      occupation: { code: '2512', candidates: 12 },
      place: { name: 'Malmö', candidates: 80 },
    });
  });

  it.each(saved.map((query) => [query.name, query] as const))(
    'gives the same data and codes as the gateway itself: %s',
    async (_, { document, variables, notes }) => {
      const since = Object.fromEntries(
        variables.flatMap(({ name }) => (notes[name]?.daysAgo === undefined ? [] : [[name, '2026-11-01']])),
      );

      // Details of some ads come after the first answer.
      await gateway.ask(document, since);

      expect(shown(await ask(document, since))).toEqual(shown(await gateway.ask(document, since)));
    },
  );

  it.each(wrong)('gives the same codes of errors: %s', async (document) => {
    expect(shown(await ask(document))).toEqual(shown(await gateway.ask(document)));
  });

  it('passes on no headers of a cache, which the gateway itself has by GET', async () => {
    const byGet = (at: string) =>
      fetch(`${at}?query=${encodeURIComponent('{ topics { slug } }')}`, {
        headers: { accept: 'application/json' },
      });
    const cacheHeaders = ({ headers }: Response) => [headers.get('cache-control'), headers.get('etag')];
    const [routed, own] = await Promise.all([byGet(url), byGet(ownUrl)]);

    expect(await routed.json()).toMatchObject({ data: { topics: expect.any(Array) } });
    expect(cacheHeaders(routed)).toEqual([null, null]);
    expect(cacheHeaders(own)).toEqual(['public, max-age=300', expect.stringMatching(/^W\/"/)]);
  });

  it('passes on neither sources nor subscriptions', async () => {
    const { extensions } = await ask('{ topics { slug } }');
    const stream = await ask('subscription { jobAdEvents { kind } }');

    expect(extensions?.sources).toBeUndefined();
    expect(stream.errors).toHaveLength(1);
  });
});

/** What a client sees: when a sample was made differs. */
function shown({ data, errors = [] }: GraphQLAnswer) {
  return {
    data: JSON.parse(JSON.stringify(data), (key, value) => (key === 'retrievedAt' ? null : value)),
    errors: errors.map(({ path, extensions }) => `${path?.join('.')}: ${extensions?.['code']}`).sort(),
  };
}
