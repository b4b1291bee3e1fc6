import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { type StandIn, standIn } from '../support/stand-in.ts';

let source: StandIn;
let gateway: TestGateway;

beforeAll(async () => {
  source = await standIn();
  gateway = await testGateway({
    SOURCES: 'live',
    SOURCE_DATAPORTAL_SE_URL: source.url,
    SOURCE_RIKSDAGEN_URL: source.url,
  });
});
afterAll(async () => {
  await gateway.close();
  await source.close();
});

const searches = (count: number) =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: datasets(filter: { query: "ord${at}" }) { totalCount }`).join(' ')} }`;

it('refuses a query of more calls than a source allows, before the first of them', async () => {
  const answer = await gateway.ask(searches(81));

  expect(answer.errors).toMatchObject([
    { extensions: { code: 'QUERY_TOO_COMPLEX', source: 'dataportal-se', calls: 81, limit: 80 } },
  ]);
  expect(source.asked).toEqual([]);
});

it('refuses 101 searches as well', async () => {
  expect((await gateway.ask(searches(101))).errors).toMatchObject([
    { extensions: { code: 'QUERY_TOO_COMPLEX' } },
  ]);
  expect(source.asked).toEqual([]);
});

it.each([
  [
    'a call for each thing of a list',
    '{ datasets(first: 100) { nodes { distributions { format } } } }',
    { source: 'dataportal-se', calls: 101 },
  ],
  [
    'calls inside fragments',
    `{ ${Array.from({ length: 51 }, (_, at) => `p${at}: party(code: "C") { ...docs }`).join(' ')} }
     fragment docs on Party { documents { totalCount } members(first: 0) { totalCount } }`,
    { source: 'riksdagen', calls: 102 },
  ],
])('counts %s', async (_, query, expected) => {
  const answer = await gateway.ask(query);

  expect(answer.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', ...expected } }]);
  expect(source.asked).toEqual([]);
});

it('takes loaders that ask for many at once for what they are', async () => {
  const answer = await gateway.ask('{ datasets(first: 100) { nodes { publisherName } } }');

  expect(answer.errors).toBeUndefined();
});

const folder = new URL('../../src/http/examples/', import.meta.url);
it.each(readdirSync(folder).filter((name) => name.endsWith('.graphql')))(
  'lets the example %s through',
  async (name) => {
    const answer = await gateway.ask(readFileSync(new URL(name, folder), 'utf8'));

    expect(answer.errors?.map(({ extensions }) => extensions['code']) ?? []).not.toContain(
      'QUERY_TOO_COMPLEX',
    );
  },
);
