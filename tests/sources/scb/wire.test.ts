import { describe, expect, it } from 'vitest';
import { Language } from '../../../src/entities/language.ts';
import { fetchCube } from '../../../src/sources/cube/fetch-cube.ts';
import type { DimensionChoice } from '../../../src/sources/cube/selection.ts';
import { valueAt } from '../../../src/sources/formats/json-stat/cube.ts';
import { scb } from '../../../src/sources/scb/index.ts';
import { type FakeUpstream, fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, fixtureText } from '../../support/fixture.ts';
import { cubeOver, pxwebData } from '../../support/pxweb.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const DATA = '/tables/TAB9001/data?lang=sv&outputFormat=json-stat2';
const METADATA = '/tables/TAB9001/metadata?lang=sv';
const bodies: string[] = [];

async function agency(routes: Record<string, Route> = {}) {
  bodies.length = 0;
  const server = await fakeUpstream({
    [METADATA]: fixture('scb', 'metadata.json'),
    '/config': { status: 404 },
    [DATA]: (_request, _count, body) => {
      bodies.push(body);
      return pxwebData(body);
    },
    ...routes,
  });
  const upstream = testUpstream({ ...scb, baseUrl: server.url });
  return { server, upstream, operations: scb.open(upstream, null) };
}
async function tableAt(source: Awaited<ReturnType<typeof agency>>) {
  const table = await source.operations.table('TAB9001', Language.SV, aCall());
  if (!table) throw new TypeError('a table');
  return table;
}
async function cubeOf(
  source: Awaited<ReturnType<typeof agency>>,
  choices: DimensionChoice[] | null,
  maxCells = 1000,
) {
  const table = await tableAt(source);
  return fetchCube({ source: source.operations, table, choices, maxCells }, aCall());
}
const chosen: DimensionChoice[] = [
  { dimension: 'Region', values: ['01*'] },
  { dimension: 'ContentsCode', values: ['X0000002', 'X0000001'] },
  { dimension: 'Tid', top: 2 },
];
const dataRequests = ({ asked }: FakeUpstream) => asked.filter((line) => line.includes('/data'));

describe('the metadata of a table', () => {
  it('gives roles, units, codelists and trimmed labels', async () => {
    const { dimensions } = await tableAt(await agency());

    expect(dimensions.map(({ code, role, required }) => [code, role, required])).toEqual([
      // SCB states no role for places.
      ['Region', 'GEO', true],
      ['Alder', 'CLASSIFICATION', false],
      ['Kon', 'CLASSIFICATION', false],
      ['ContentsCode', 'METRIC', true],
      ['Tid', 'TIME', true],
    ]);
    expect(dimensions[2]?.codes).toEqual(['TotSa', '1', '2']);
    expect(dimensions[2]?.labels.get('1')).toBe('män');
    expect(dimensions[3]?.units.get('X0000002')).toEqual({ label: 'procent', decimals: 1 });
    expect(dimensions[1]?.codelists).toEqual([{ id: 'agg_Tvåår', label: 'Tvåårsklasser' }]);
  });

  it('marks the notes that must be shown: of the table, of a dimension and of a category', async () => {
    const { notes } = await tableAt(await agency());

    expect(notes.filter(({ mandatory }) => mandatory).map(({ text }) => text.slice(0, 22))).toEqual([
      'Talen är **påhittade**',
      'Ålder vid årets slut.',
      '2026M02: Ny metod från',
    ]);
    expect(notes).toHaveLength(4);
  });

  it('gives the kind and the span of the periods, which JSON-stat lacks', async () => {
    expect(await tableAt(await agency())).toMatchObject({
      frequency: 'MONTH',
      firstPeriod: '2026M01',
      lastPeriod: '2026M04',
      updatedAt: new Date('2026-05-12T06:00:00Z'),
    });
  });

  it('has no contents variable where PxWeb only put one in', async () => {
    const metadata = JSON.parse(fixtureText('scb', 'metadata.json'));
    metadata.dimension.ContentsCode.category = {
      index: { EliminatedValue: 0 },
      label: { EliminatedValue: 'x' },
    };
    metadata.size[3] = 1;
    const source = await agency({ [METADATA]: { json: metadata } });

    expect((await tableAt(source)).dimensions.map(({ code }) => code)).not.toContain('ContentsCode');
  });

  it('is null for a table that SCB does not know', async () => {
    const { operations } = await agency({ '/tables/TAB1/metadata?lang=sv': { status: 404 } });

    expect(await operations.table('TAB1', Language.SV, aCall())).toBeNull();
  });
});

describe('the numbers of a selection', () => {
  it('are asked for by POST with every code written out, in the order of the table', async () => {
    await cubeOf(await agency(), chosen);

    expect(bodies.map((body) => JSON.parse(body))).toEqual([
      {
        selection: [
          { variableCode: 'Region', valueCodes: ['01', '0180'] },
          { variableCode: 'ContentsCode', valueCodes: ['X0000001', 'X0000002'] },
          { variableCode: 'Tid', valueCodes: ['2026M03', '2026M04'] },
        ],
      },
    ]);
  });

  it('stand where the selection has them, in whatever order the answer lists its dimensions and codes', async () => {
    const { dimension, ...rest } = cubeOver([
      { code: 'Tid', codes: ['2026M04', '2026M03'] },
      { code: 'Region', codes: ['0180', '01'] },
      { code: 'ContentsCode', codes: ['X0000001', 'X0000002'] },
    ]);
    const source = await agency({ [DATA]: { json: { ...rest, dimension, status: { 0: 'p' } } } });

    const { blocks, axes } = await cubeOf(source, chosen);
    const cells = blocks.whole();

    expect(axes.map(({ code }) => code)).toEqual(['Region', 'ContentsCode', 'Tid']);
    // 01 X1 M03, 01 X1 M04, 01 X2 M03, …
    expect([...cells.values]).toEqual([7, 3, 8, 4, 5, 1, 6, 2]);
    expect(cells.statuses && [...cells.statuses]).toEqual([0, 0, 0, 0, 0, 1, 0, 0]);
  });

  it('are not asked for when a code is wrong', async () => {
    const source = await agency();

    await expect(cubeOf(source, [{ dimension: 'Region', values: ['0181'] }])).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', dimension: 'Region', value: '0181' },
    });
    expect(dataRequests(source.server)).toEqual([]);
  });

  it('are not asked for when they are too many, and the count and the largest dimension are told', async () => {
    const source = await agency();
    const all = ['Region', 'Alder', 'Kon', 'ContentsCode', 'Tid'].map((dimension) => ({
      dimension,
      values: ['*'],
    }));

    await expect(cubeOf(source, all, 599)).rejects.toMatchObject({
      extensions: { code: 'TOO_MANY_CELLS', cells: 600, limit: 599, largestDimension: 'Region' },
    });
    expect(dataRequests(source.server)).toEqual([]);
  });

  it('are an error where a dimension has vanished, since the number is then a total', async () => {
    const source = await agency({ [DATA]: { json: cubeOver([{ code: 'Region', codes: ['01', '0180'] }]) } });

    await expect(cubeOf(source, chosen)).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  });

  it('are an error where other categories came than were asked for', async () => {
    const source = await agency({
      [DATA]: (_request, _count, body) =>
        pxwebData(body, () =>
          cubeOver([
            { code: 'Region', codes: ['01', '12'] },
            { code: 'ContentsCode', codes: ['X0000001', 'X0000002'] },
            { code: 'Tid', codes: ['2026M03', '2026M04'] },
          ]),
        ),
    });

    await expect(cubeOf(source, chosen)).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  });

  it('may come with a contents variable that PxWeb has put in', async () => {
    const source = await agency({
      [DATA]: (_request, _count, body) =>
        pxwebData(body, (cube) => ({
          ...cube,
          id: ['Extra', ...cube.id],
          size: [1, ...cube.size],
          dimension: { ...cube.dimension, Extra: { category: { index: { EliminatedValue: 0 } } } },
        })),
    });

    expect([...(await cubeOf(source, chosen)).blocks.whole().values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('are fetched in parts where they pass the limit that SCB itself states, and put together in order', async () => {
    // 120 cells at a time.
    const source = await agency({ '/config': fixture('scb', 'config.json') });
    const all = ['Region', 'Alder', 'Kon', 'ContentsCode', 'Tid'].map((dimension) => ({
      dimension,
      values: ['*'],
    }));
    await cubeOf(source, chosen);
    bodies.length = 0;

    const cells = (await cubeOf(source, all)).blocks.whole();

    const sizes = bodies.map((body) =>
      JSON.parse(body).selection.reduce(
        (size: number, { valueCodes }: { valueCodes: string[] }) => size * valueCodes.length,
        1,
      ),
    );
    expect(sizes).toEqual([120, 120, 120, 120, 120]);
    expect([0, 119, 120, 599].map((cell) => valueAt(cells, cell))).toEqual([1, 120, 1, 120]);
    expect(source.upstream.health().requestBudget).toMatchObject({ limit: 20, windowSeconds: 5 });
  });

  it('by a codelist have its codes, checked before anything is asked', async () => {
    const source = await agency({ '/codelists/agg_Tvåår?lang=sv': fixture('scb', 'codelist.json') });
    const by = (values: string[]): DimensionChoice[] => [
      ...chosen,
      { dimension: 'Alder', values, codelist: 'agg_Tvåår' },
    ];

    await expect(cubeOf(source, by(['17']))).rejects.toMatchObject({ extensions: { value: '17' } });
    const { axes } = await cubeOf(source, by(['*']));

    expect(JSON.parse(bodies[0] ?? '').selection[1]).toEqual({
      variableCode: 'Alder',
      valueCodes: ['-17', '18-19'],
      codelist: 'agg_Tvåår',
    });
    expect(axes.find(({ code }) => code === 'Alder')?.labels.get('-17')).toBe('16-17 år');
  });

  it('by an unknown codelist are refused with those of the dimension', async () => {
    const source = await agency();

    await expect(
      cubeOf(source, [...chosen, { dimension: 'Alder', codelist: 'agg_X' }]),
    ).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', dimension: 'Alder', validValues: ['agg_Tvåår'] },
    });
  });

  it('are equal requests from the cache, and a request in the middle of which SCB says 429 loses no part', async () => {
    let refusals = 1;
    const source = await agency({
      '/config': { json: { maxDataCells: 120, maxCallsPerTimeWindow: 0, timeWindow: 0 } },
      [DATA]: (_request, count, body) => {
        bodies.push(body);
        if (count === 4 && refusals-- > 0)
          return {
            status: 429,
            headers: { 'retry-after': '1', 'content-type': 'text/plain' },
            body: 'API calls quota exceeded!',
          };
        return pxwebData(body);
      },
    });
    await cubeOf(source, chosen);
    const all = ['Region', 'Alder', 'Kon', 'ContentsCode', 'Tid'].map((dimension) => ({
      dimension,
      values: ['*'],
    }));

    const cells = (await cubeOf(source, all)).blocks.whole();

    expect([...cells.values].some(Number.isNaN)).toBe(false);
    // One for the first selection, five parts, and the one that was refused.
    expect(bodies).toHaveLength(7);
    expect(new Set(bodies).size).toBe(6);
  });

  it.each([
    ['with a title', { status: 400, json: { title: 'Too many cells selected', status: 400 } }],
    ['with status 403', { status: 403, body: '<html></html>', headers: { 'content-type': 'text/html' } }],
  ])('are halved where the agency refuses them as too many %s', async (_, refusal) => {
    const source = await agency({
      [DATA]: (_request, _count, body) => {
        bodies.push(body);
        const sizes = JSON.parse(body).selection.map(
          (one: { valueCodes: string[] }) => one.valueCodes.length,
        );
        const size = sizes.reduce((product: number, one: number) => product * one, 1);
        return size > 2 ? refusal : pxwebData(body);
      },
    });

    const cells = (await cubeOf(source, chosen)).blocks.whole();

    expect([...cells.values].some(Number.isNaN)).toBe(false);
    // 8 and 4 cells are refused; then there are four parts of 2.
    expect(bodies).toHaveLength(6);
  });

  it('are refused after a few tries where the agency refuses every part, in its own words', async () => {
    const source = await agency({
      [DATA]: (_request, _count, body) => {
        bodies.push(body);
        return { status: 403, json: { error: 'Too many values selected' } };
      },
    });

    await expect(cubeOf(source, chosen)).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
      message: 'scb refused the request with status 403: Too many values selected',
    });
    expect(bodies.length).toBeLessThan(6);
  });

  it('are an error in the words of the agency where it refuses them', async () => {
    const source = await agency({
      [DATA]: { status: 400, json: { type: 'Parameter error', title: 'Non-existent value', status: 400 } },
    });

    await expect(cubeOf(source, chosen)).rejects.toThrow(
      'scb refused the request with status 400: Non-existent value',
    );
  });

  it.each([
    [
      '400 with a title',
      { status: 400, json: { type: 'Parameter error', title: 'Non-existent value', status: 400 } },
      'SOURCE_BAD_RESPONSE',
    ],
    [
      '400 for an unknown table',
      { status: 400, json: { title: 'Non-existent table', status: 404 } },
      'SOURCE_BAD_RESPONSE',
    ],
    ['500 with an empty body', { status: 500 }, 'SOURCE_UNAVAILABLE'],
    ['HTML', { body: '<html></html>', headers: { 'content-type': 'text/html' } }, 'SOURCE_BAD_RESPONSE'],
  ])('are a typed error for %s', async (_, reply, code) => {
    await expect(cubeOf(await agency({ [DATA]: reply }), chosen)).rejects.toMatchObject({ code });
  });
});

describe('the list of tables', () => {
  const LIST = '/tables?lang=sv&includeDiscontinued=true&pageNumber=1&pageSize=2000';

  it('has subject, periods and update, and marks what is frozen although SCB does not say so', async () => {
    const { operations } = await agency({ [LIST]: fixture('scb', 'tables.json') });

    const { cards } = await operations.tables('arbete', aCall());

    expect(
      cards.map(({ tableId, frequency, lastPeriod, discontinued }) => [
        tableId,
        frequency,
        lastPeriod,
        discontinued,
      ]),
    ).toEqual([
      ['TAB9001', 'MONTH', '2026M04', false],
      ['TAB9002', 'YEAR', '2001', true],
      ['TAB9003', 'WEEK', '2026V20', true],
    ]);
    expect(cards[0]?.keywords).toContain('Arbete');
  });

  it('is searched at SCB where it comes in too many pages', async () => {
    const list = { ...JSON.parse(fixtureText('scb', 'tables.json')), page: { totalPages: 213 } };
    const { operations, server } = await agency({
      [LIST]: { json: list },
      '/tables?lang=sv&query=lediga platser&includeDiscontinued=true&pageNumber=1&pageSize=2000': {
        json: list,
      },
    });

    await operations.tables('lediga "platser"', aCall());

    expect(server.asked).toHaveLength(2);
  });
});

describe('the first API', () => {
  const PATH = 'XA/XA01/Tabell1';
  const first = {
    title: 'Tabell ett',
    variables: [
      { code: 'Region', text: 'region', values: ['00', '01'], valueTexts: ['Riket', 'Ett'] },
      { code: 'Kon', text: 'kön', values: ['1', '2'], valueTexts: ['män', 'kvinnor'], elimination: true },
      { code: 'ContentsCode', text: 'innehåll', values: ['X1'], valueTexts: ['Antal'] },
      { code: 'Tid', text: 'år', values: ['2024', '2025'], valueTexts: ['2024', '2025'], time: true },
    ],
  };

  async function both(routes: Record<string, Route>) {
    const main = await fakeUpstream({ '*': { status: 503 } });
    const other = await fakeUpstream(routes);
    const upstream = testUpstream({ ...scb, baseUrl: main.url });
    const second = testUpstream({ ...scb, baseUrl: other.url });
    return { main, other, operations: scb.open(upstream, second) };
  }

  it('answers for tables named by their path, in JSON-stat 2, with the codelist as a filter', async () => {
    const sent: string[] = [];
    const { operations, main } = await both({
      '/sv/ssd/XA/XA01/Tabell1': (request, _count, body) => {
        if (request.method === 'GET') return { json: first };
        sent.push(body);
        return {
          json: cubeOver([
            { code: 'Region', codes: ['a'] },
            { code: 'ContentsCode', codes: ['X1'] },
            { code: 'Tid', codes: ['2025'] },
          ]),
        };
      },
      '/sv/?config': { json: { maxValues: 9, maxCells: 50, maxCalls: 30, timeWindow: 10 } },
    });
    const table = await operations.table(PATH, Language.SV, aCall());
    if (!table) throw new TypeError('a table');

    await fetchCube(
      {
        source: operations,
        table,
        choices: [
          { dimension: 'Region', values: ['a'], codelist: 'vs_R' },
          { dimension: 'ContentsCode', top: 1 },
        ],
        maxCells: 10,
      },
      aCall(),
    );

    expect(JSON.parse(sent[0] ?? '')).toEqual({
      query: [
        { code: 'Region', selection: { filter: 'vs:R', values: ['a'] } },
        { code: 'ContentsCode', selection: { filter: 'item', values: ['X1'] } },
        { code: 'Tid', selection: { filter: 'item', values: ['2025'] } },
      ],
      response: { format: 'json-stat2' },
    });
    expect(main.asked).toEqual([]);
  });

  it('stands in for a table that both have, while the second API is down', async () => {
    const { operations } = await both({ '/sv/ssd/AM/AM0210/AM0210A/ArbStatusM': { json: first } });

    expect(await operations.table('TAB6260', Language.SV, aCall())).toMatchObject({
      tableId: 'TAB6260',
      title: 'Tabell ett',
    });
  });

  it('says 400 for a path that has moved, which is a table that it does not know', async () => {
    const { operations } = await both({
      '/sv/ssd/XA/Gone': { status: 400, body: 'Bad Request', headers: { 'content-type': 'text/plain' } },
    });

    expect(await operations.table('XA/Gone', Language.SV, aCall())).toBeNull();
  });

  it('is not asked where only the address of the other one has been replaced', async () => {
    const { operations } = await agency();

    expect(await operations.table(PATH, Language.SV, aCall())).toBeNull();
  });
});
