import { expect, it } from 'vitest';
import { Language } from '../../../src/entities/language.ts';
import { fetchCube } from '../../../src/sources/cube/fetch-cube.ts';
import { statusAt, valueAt } from '../../../src/sources/formats/json-stat/cube.ts';
import { statisticsEstonia } from '../../../src/sources/statistics-estonia/index.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, fixtureText } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const sent: string[] = [];
async function agency(routes: Record<string, Route> = {}) {
  sent.length = 0;
  const server = await fakeUpstream({
    '/en/stat/TX01': (request, _count, body) => {
      if (request.method === 'GET') return fixture('statistics-estonia', 'metadata-1.json');
      sent.push(body);
      // The mark that stands before a file in UTF-8.
      return {
        body: `\uFEFF${fixtureText('statistics-estonia', 'data-1.json')}`,
        headers: { 'content-type': 'application/json' },
      };
    },
    '/en?config': { json: { maxValues: 25_000_000, maxCells: 25_000_000, maxCalls: 1000, timeWindow: 10 } },
    ...routes,
  });
  const upstream = testUpstream({ ...statisticsEstonia, baseUrl: server.url });
  return { server, operations: statisticsEstonia.open(upstream) };
}
async function table() {
  const { operations } = await agency();
  const found = await operations.table('TX01', Language.EN, aCall());
  if (!found) throw new TypeError('a table');
  return { operations, found };
}

it('takes the Estonian indicator as what is measured, and periods whose codes are serial numbers', async () => {
  const { found } = await table();

  expect(found.dimensions.map(({ code, role, required }) => [code, role, required])).toEqual([
    ['Näitaja', 'METRIC', true],
    ['Sugu', 'CLASSIFICATION', false],
    ['Vaatlusperiood', 'TIME', true],
  ]);
  expect(found).toMatchObject({ frequency: 'YEAR', firstPeriod: '1', lastPeriod: '3' });
});

it('sends codes with Ä as UTF-8, leaves the total to the agency, and reads units from the answer', async () => {
  const { operations, found } = await table();
  const choices = [
    { dimension: 'Näitaja', values: ['EX_RATE'] },
    { dimension: 'Vaatlusperiood', from: '2024' },
  ];

  const { blocks, axes, selection } = await fetchCube(
    { source: operations, table: found, choices, maxCells: 10 },
    aCall(),
  );

  const cells = blocks.whole();
  expect(JSON.parse(sent[0] ?? '').query).toEqual([
    { code: 'Näitaja', selection: { filter: 'item', values: ['EX_RATE'] } },
    { code: 'Vaatlusperiood', selection: { filter: 'item', values: ['2', '3'] } },
  ]);
  expect(selection.eliminated).toEqual(['Sugu']);
  expect(axes[0]?.units.get('EX_RATE')).toEqual({ label: '%', decimals: 1 });
  expect([valueAt(cells, 0), valueAt(cells, 1), statusAt(cells, 1)]).toEqual([7.5, null, '..']);
});

it('gives a table once that the search finds by several paths, without markup in its title', async () => {
  const { operations } = await agency({
    '/en/stat?query=unemployment rate': fixture('statistics-estonia', 'search.json'),
  });

  const { cards } = await operations.tables('unemployment "rate"*', aCall());

  expect(cards.map(({ tableId, title }) => [tableId, title])).toEqual([
    ['TX01', 'TX01: Unemployment example'],
    ['TX02', 'TX02: Unemployed by age'],
  ]);
});

it('refuses a table one of whose variables cannot be read, since it would be another table', async () => {
  const { operations } = await agency({
    '/en/stat/TX09': { json: { title: 'T', variables: [{ code: 'A', values: ['1'] }, { values: ['1'] }] } },
  });

  await expect(operations.table('TX09', Language.EN, aCall())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
  });
});

it('knows no table at the path of a folder, nor without a path', async () => {
  const { operations, server } = await agency({ '/en/stat/majandus': { json: [{ id: 'x', type: 'l' }] } });

  expect(await operations.table('majandus', Language.EN, aCall())).toBeNull();
  expect(await operations.table('/', Language.EN, aCall())).toBeNull();
  expect(server.asked.map((one) => one.split('?')[0])).toEqual(['GET /en/stat/majandus']);
});

it.each([
  [
    'too large',
    { status: 403, body: '<html>', headers: { 'content-type': 'text/html' } },
    'SOURCE_BAD_RESPONSE',
  ],
  ['too many', { status: 429, headers: { 'retry-after': '60' } }, 'SOURCE_RATE_LIMITED'],
])('names the fault of a request that is %s', async (_, reply, code) => {
  const { operations, found } = await table();
  const server = await fakeUpstream({ '/en?config': { status: 400 }, '*': reply });
  const other = statisticsEstonia.open(testUpstream({ ...statisticsEstonia, baseUrl: server.url }));

  expect(operations.maxCells()).toBe(500_000);
  await expect(
    fetchCube({ source: other, table: found, choices: null, maxCells: 10 }, aCall()),
  ).rejects.toMatchObject({ code });
});
