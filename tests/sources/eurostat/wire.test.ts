import { describe, expect, it } from 'vitest';
import { Language } from '../../../src/entities/language.ts';
import { contentOf } from '../../../src/sources/cube/content.ts';
import { fetchCube } from '../../../src/sources/cube/fetch-cube.ts';
import { periodsBetween } from '../../../src/sources/cube/period-codes.ts';
import type { DimensionChoice } from '../../../src/sources/cube/selection.ts';
import { eurostat } from '../../../src/sources/eurostat/index.ts';
import { fakeUpstream, type Reply, type Route } from '../../support/fake-upstream.ts';
import { fixture, fixtureText } from '../../support/fixture.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const BASE = '/statistics/1.0/data/EXA_RT_M?format=JSON&lang=EN';
const SPAN = `${BASE}&freq=M&unit=PC_X&geo=SE&geo=SE110&sinceTimePeriod=2026-06&untilTimePeriod=2026-08`;

async function agency(routes: Record<string, Route> = {}) {
  const server = await fakeUpstream({
    [`${BASE}&lastTimePeriod=1`]: fixture('eurostat', 'structure.json'),
    ...routes,
  });
  return { server, operations: eurostat.open(testUpstream({ ...eurostat, baseUrl: server.url })) };
}
async function cubeOf(routes: Record<string, Route>, choices: DimensionChoice[]) {
  const { operations, server } = await agency(routes);
  const table = await operations.table('exa_rt_m', Language.EN, aCall());
  if (!table) throw new TypeError('a table');
  const cube = await fetchCube({ source: operations, table, choices, maxCells: 1000 }, aCall());
  return { cube, content: contentOf(cube, operations.statusScheme), server };
}
const chosen: DimensionChoice[] = [
  { dimension: 'unit', values: ['PC_X'] },
  { dimension: 'geo', values: ['SE', 'SE110'] },
  { dimension: 'time', top: 3 },
];

describe('a dataset of Eurostat', () => {
  it('has its categories from one answer, and its periods from the first and the last that are told', async () => {
    const table = await (await agency()).operations.table('exa_rt_m', Language.EN, aCall());

    expect(table?.dimensions.map(({ code, role, required }) => [code, role, required])).toEqual([
      ['freq', 'CLASSIFICATION', false],
      ['unit', 'METRIC', true],
      ['geo', 'GEO', true],
      ['time', 'TIME', true],
    ]);
    expect(table?.dimensions[3]?.codes).toHaveLength(10);
    expect(table).toMatchObject({
      frequency: 'MONTH',
      firstPeriod: '2025-11',
      lastPeriod: '2026-08',
      updatedAt: new Date('2026-09-22T09:00:00Z'),
    });
  });

  it('gives a span of time as a span, sparse values as no numbers, and joined flags each with its meaning', async () => {
    const { cube, content } = await cubeOf({ [SPAN]: fixture('eurostat', 'data.json') }, chosen);

    const cells = [0, 1, 2, 3, 4, 5].map((cell) => [
      content.valueAt(cell),
      content.statusAt(cell),
      content.meaningAt(cell).kinds,
    ]);
    expect(cells).toEqual([
      [4.5, null, []],
      [4, 'bp', ['BREAK', 'PROVISIONAL']],
      [null, '|C', ['CONFIDENTIAL']],
      [7.25, null, []],
      // Zero is a number.
      [0, 'u', ['LOW_RELIABILITY']],
      [null, null, ['NOT_AVAILABLE']],
    ]);
    expect(content.meaningAt(2).text).toEqual({ en: 'confidential' });
    expect(cube.axes.find(({ code }) => code === 'unit')?.units.get('PC_X')).toEqual({
      label: 'Percentage of examples',
      decimals: null,
    });
  });

  it('asks for single periods by name, and for a dimension that is taken whole without a filter', async () => {
    const address = `${BASE}&freq=M&unit=PC_X&time=2025-11&time=2026-08`;

    const { server } = await cubeOf(
      {
        [address]: {
          json: {
            ...JSON.parse('{"class":"dataset"}'),
            id: ['freq', 'unit', 'geo', 'time'],
            size: [1, 1, 4, 2],
            dimension: {
              freq: { category: { index: ['M'] } },
              unit: { category: { index: ['PC_X'] } },
              geo: { category: { index: ['EU27_2020', 'SE', 'SE110', 'XX'] } },
              time: { category: { index: ['2025-11', '2026-08'] } },
            },
            value: {},
          },
        },
      },
      [
        { dimension: 'unit', values: ['PC_X'] },
        { dimension: 'geo', values: ['*'] },
        { dimension: 'time', values: ['2025-11', '2026-08'] },
      ],
    );

    expect(server.asked).toHaveLength(2);
  });

  it('whose answer lacks a filter value that it dropped without a word is an error', async () => {
    const dropped = JSON.parse(fixtureText('eurostat', 'data.json'));
    dropped.dimension.geo.category = { index: { SE: 0 }, label: { SE: 'SE' } };
    dropped.size[2] = 1;
    dropped.value = { 0: 1 };
    dropped.status = {};

    await expect(cubeOf({ [SPAN]: { json: dropped } }, chosen)).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
      message: expect.stringContaining('geo'),
    });
  });

  it.each<[string, Reply]>([
    ['a warning with status 200', { json: { warning: { status: 413, label: 'ASYNCHRONOUS_RESPONSE.' } } }],
    ['an error with status 200', { json: { error: [{ status: 400, id: 100, label: 'x' }] } }],
    ['413', { status: 413, json: { error: [{ status: 413, label: 'EXTRACTION_TOO_BIG' }] } }],
    ['an HTML page', { body: '<html>', headers: { 'content-type': 'text/html' } }],
  ])('is a typed error for %s', async (_, reply) => {
    // A refused part is halved, which asks for other spans.
    await expect(cubeOf({ '*': reply }, chosen)).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  });

  it('is refused in the words of Eurostat', async () => {
    const { operations } = await agency({
      [`${BASE}&lastTimePeriod=1`]: {
        status: 413,
        json: { error: [{ status: 413, id: 413, label: 'EXTRACTION_TOO_BIG: estimated 7 rows' }] },
      },
    });

    await expect(operations.table('exa_rt_m', Language.EN, aCall())).rejects.toThrow(
      'eurostat refused the request with status 413: EXTRACTION_TOO_BIG: estimated 7 rows',
    );
  });

  it('named DS-… is asked for at the other server, and only there', async () => {
    const first = await fakeUpstream({ '*': { status: 503 } });
    const other = await fakeUpstream({
      '/statistics/1.0/data/DS-900001?format=JSON&lang=EN&lastTimePeriod=1': {
        json: { ...JSON.parse(fixtureText('eurostat', 'structure.json')), extension: { id: 'DS-900001' } },
      },
    });
    const upstream = testUpstream({ ...eurostat, baseUrl: first.url });
    const both = eurostat.open(upstream, testUpstream({ ...eurostat, baseUrl: other.url }));
    const alone = eurostat.open(upstream);

    expect(await both.table('ds-900001', Language.EN, aCall())).toMatchObject({ tableId: 'ds-900001' });
    expect(first.asked).toEqual([]);
    await expect(alone.table('DS-900001', Language.EN, aCall())).rejects.toMatchObject({
      code: 'SOURCE_NOT_CONFIGURED',
    });
  });

  it('that does not exist is null', async () => {
    const { operations } = await agency({
      '/statistics/1.0/data/NONE?format=JSON&lang=EN&lastTimePeriod=1': { status: 404 },
    });

    expect(await operations.table('none', Language.EN, aCall())).toBeNull();
  });
});

it('the table of contents gives each dataset once, with the titles of all its folders', async () => {
  const { operations } = await agency({ '/catalogue/toc/txt?lang=en': fixture('eurostat', 'contents.txt') });

  const { cards } = await operations.tables(null, aCall());

  expect(
    cards.map(({ tableId, keywords, frequency, discontinued }) => [
      tableId,
      keywords,
      frequency,
      discontinued,
    ]),
  ).toEqual([
    ['exa_rt_m', ['Example database', 'Labour market', 'Example database', 'Youth'], 'MONTH', false],
    ['exb00001', ['Example database', 'Labour market'], 'YEAR', true],
  ]);
});

it.each([
  ['2025-11', '2026-02', ['2025-11', '2025-12', '2026-01', '2026-02']],
  ['2025-Q3', '2026-Q1', ['2025-Q3', '2025-Q4', '2026-Q1']],
  ['2025-S1', '2025-S2', ['2025-S1', '2025-S2']],
  ['2024', '2026', ['2024', '2025', '2026']],
  ['2026', '2024', []],
  ['2024', '2024-Q1', []],
])('from %s to %s there are %j', (first, last, periods) => {
  expect(periodsBetween(first, last)).toEqual(periods);
});

it.skipIf(!recordedFile(''))(
  'the recorded unemployment of Germany has the periods and the numbers of the file',
  async () => {
    const raw = JSON.parse(recordedText('eurostat/une_rt_m-DE-last3.json'));
    const server = await fakeUpstream({ '*': { json: raw } });
    const operations = eurostat.open(testUpstream({ ...eurostat, baseUrl: server.url }));
    const table = await operations.table('une_rt_m', Language.EN, aCall());
    if (!table) throw new TypeError('a table');

    const cube = await fetchCube(
      { source: operations, table, choices: [{ dimension: 'time', top: 3 }], maxCells: 10 },
      aCall(),
    );

    expect(table.dimensions.at(-1)?.codes).toHaveLength(524);
    expect([...cube.blocks.whole().values].map((value) => (Number.isNaN(value) ? null : value))).toEqual(
      [0, 1, 2].map((cell) => raw.value[cell] ?? null),
    );
  },
);
