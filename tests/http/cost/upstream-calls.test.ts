import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../../src/sources/registry.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { type StandIn, standIn } from '../../support/stand-in.ts';

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

/** What the sources are asked for while this runs. */
async function askedDuring(work: () => Promise<unknown>): Promise<string[]> {
  const before = source.asked.length;
  await work();
  return source.asked.slice(before);
}

it('refuses a query of more calls than a source allows, before the first of them', async () => {
  const asked = await askedDuring(async () => {
    expect((await gateway.ask(searches(81))).errors).toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX', source: 'dataportal-se', calls: 81, limit: 80 } },
    ]);
  });

  expect(asked).toEqual([]);
});

it('refuses 101 searches as well', async () => {
  const asked = await askedDuring(async () => {
    expect((await gateway.ask(searches(101))).errors).toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
  });

  expect(asked).toEqual([]);
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
    { source: 'riksdagen', calls: 153 },
  ],
])('counts %s', async (_, query, expected) => {
  const asked = await askedDuring(async () => {
    const { errors } = await gateway.ask(query);
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', ...expected } }]);
  });

  expect(asked).toEqual([]);
});

it('counts one call for loaders that fetch many at once', async () => {
  const answer = await gateway.ask('{ datasets(first: 100) { nodes { publisherName } } }');

  expect(answer.errors).toBeUndefined();
});

const occupations = (first: number, field: string) => `{ occupations(first: ${first}) { ${field} } }`;

// Nothing is asked, since the gateway knows before; each is one more than the source allows.
it.each([
  [
    'ads of occupations',
    occupations(67, 'a: jobAds { totalCount } b: jobAds { totalCount } c: jobAds { totalCount }'),
    { source: 'joblinks', calls: 201 },
  ],
  ['ads of places', '{ places { jobAds(first: 1) { totalCount } } }', { source: 'jobsearch', calls: 312 }],
  [
    'a call for each year of a trend',
    occupations(21, 'adTrend(fromYear: 2016, toYear: 2025) { count }'),
    { source: 'historical', calls: 210 },
  ],
  ['what ads ask for', occupations(61, 'skillDemand { adsRead }'), { source: 'enrichments', calls: 61 }],
  ['educations by three names', occupations(34, 'educations { title }'), { source: 'jobed', calls: 102 }],
  [
    'counts by place',
    `{ a: occupations(first: 100) { adsByPlace { count } } b: occupations(first: 51) { adsByPlace { count } } }`,
    { source: 'jobsearch', calls: 302 },
  ],
])('counts %s', async (_, query, expected) => {
  const answer = await gateway.ask(query);

  expect(answer.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', ...expected } }]);
});

it('counts the years of a trend that are given by variables, and leaves years out of range to the field', async () => {
  const query = `query ($from: Int!, $to: Int!) ${occupations(21, 'adTrend(fromYear: $from, toYear: $to) { count }')}`;

  const many = await gateway.ask(query, { from: 2016, to: 2025 });
  const outside = await gateway.ask(query.replace('21', '1'), { from: 16, to: 2025 });

  expect(many.errors).toMatchObject([{ extensions: { calls: 210, source: 'historical' } }]);
  expect(outside.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'fromYear' } }]);
});

it('counts one call for a file of all forecasts, and for texts and URIs that are sent together', async () => {
  const many = (count: number, field: (at: number) => string) =>
    `{ ${Array.from({ length: count }, (_, at) => `a${at}: ${field(at)}`).join(' ')} }`;
  const own = await testGateway();

  const answers = [
    await own.ask(occupations(100, 'forecast { horizon }')),
    await own.ask(many(100, (at) => `extractSkills(text: "text ${at}") { prefLabel }`)),
    await own.ask(
      many(100, (at) => `concept(conceptId: "http://data.europa.eu/esco/skill/${at}") { prefLabel }`),
    ),
  ];
  await own.close();

  for (const { errors } of answers) expect(errors).toBeUndefined();
});

const folder = new URL('../../../queries/', import.meta.url);
describe('the saved query', () => {
  // Every source, so that a new one says in its `requests` when one request answers many parents.
  let whole: TestGateway;
  beforeAll(async () => {
    whole = await testGateway({ SOURCES: 'sample' }, { declarations: registry });
  });
  afterAll(() => whole.close());

  it.each(readdirSync(folder).filter((name) => name.endsWith('.graphql')))(
    '%s is let through',
    async (name) => {
      const since = '2026-01-01';
      const answer = await whole.ask(readFileSync(new URL(name, folder), 'utf8'), { since });

      const refusals = answer.errors?.filter(({ extensions }) => extensions['code'] === 'QUERY_TOO_COMPLEX');
      expect(refusals ?? [], 'does the source need `requests`, or a larger budget?').toEqual([]);
    },
  );
});

const datasetId = (at: number) => Buffer.from(`Dataset:https://example.org/${at}`).toString('base64url');

it('counts node(id:) by what the type of the id costs', async () => {
  const nodes = `{ ${Array.from({ length: 81 }, (_, at) => `a${at}: node(id: "${datasetId(at)}") { id }`).join(' ')} }`;
  const own = nodes.replaceAll(
    /id: "[^"]*"/g,
    `id: "${Buffer.from('Topic:data-sharing').toString('base64url')}"`,
  );

  const asked = await askedDuring(async () => {
    expect((await gateway.ask(nodes)).errors).toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX', source: 'dataportal-se' } },
    ]);
    expect((await gateway.ask(own)).errors).toBeUndefined();
  });

  expect(asked).toEqual([]);
});

it('counts node(id:) by the id in a variable, again for each request', async () => {
  const query = `query ($id: ID!) { ${Array.from({ length: 81 }, (_, at) => `a${at}: node(id: $id) { id }`).join(' ')} }`;

  const own = await gateway.ask(query, { id: Buffer.from('Topic:data-sharing').toString('base64url') });
  const fetched = await gateway.ask(query, { id: datasetId(1) });

  expect(own.errors).toBeUndefined();
  expect(fetched.errors?.[0]?.extensions).toMatchObject({
    code: 'QUERY_TOO_COMPLEX',
    source: 'dataportal-se',
  });
});
