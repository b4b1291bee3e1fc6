import { expect, it, onTestFinished, vi } from 'vitest';
import { entity } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { DimensionRole } from '../../src/entities/statistics-vocabulary.ts';
import { openStatisticsFile } from '../../src/loaders/open-statistics-file.ts';
import { choicesOf, statisticsFileUrl } from '../../src/loaders/statistics-file.ts';
import { fetchCells } from '../../src/sources/cube/blocks.ts';
import type { CellQuery } from '../../src/sources/cube/table.ts';
import { decodeJsonStat } from '../../src/sources/formats/json-stat/decode.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { registry } from '../../src/sources/registry.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { fixture } from '../support/fixture.ts';
import { testGateway } from '../support/gateway.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { cubeOver, pxwebData } from '../support/pxweb.ts';
import { aCall } from '../support/upstream.ts';

const routes = {
  '/tables/TAB9001/metadata': fixture('scb', 'metadata.json'),
  '/config': { status: 404 },
  '/tables/TAB9001/data': (_request: unknown, _count: number, body: string) => pxwebData(body),
};

it('sends a selection as CSV and as JSON-stat, and refuses in words with a status of its own', async () => {
  const { url } = await fakeUpstream({ ...routes, '/tables/TAB1/metadata': { status: 404 } });
  const gateway = await testGateway({ SOURCE_SCB_URL: url, SOURCES: 'live' });
  onTestFinished(() => gateway.close());
  const get = (path: string) =>
    gateway.server.inject({ url: `/statistics/${path}`, headers: { 'accept-encoding': 'identity' } });
  const selection =
    'valueCodes[Region]=00,1280&valueCodes[ContentsCode]=X0000001&valueCodes[Tid]=top(2)&lang=sv&outputFormat=csv';

  const csv = await get(`scb/TAB9001.csv?${selection}`);
  const json = await get(`scb/TAB9001.json?${selection}`);

  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="scb-TAB9001.csv"',
    'cache-control': 'public, max-age=300',
  });
  expect(csv.body.split('\r\n')[4]).toBe('1280,Kommun två,X0000001,Antal,2026M04,2026M04,4,,antal');
  expect(json.json()).toMatchObject({ class: 'dataset', size: [2, 1, 2], value: [1, 2, 3, 4] });
  expect(await get('scb/TAB1.csv')).toMatchObject({ statusCode: 404 });
  expect(await get('abc/TAB1.csv')).toMatchObject({ statusCode: 404 });
  expect(await get('scb/TAB9001.xlsx')).toMatchObject({ statusCode: 404 });
  const refused = await get('scb/TAB9001.csv?valueCodes[Region]=99');
  expect(refused.statusCode).toBe(400);
  expect(refused.json().errors[0]).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', dimension: 'Region', value: '99' },
  });
  const unknown = await get('scb/TAB9001.csv?Region=00');
  expect([unknown.statusCode, unknown.json().errors[0].message]).toEqual([
    400,
    expect.stringContaining('"Region"'),
  ]);
}, 30_000);

it('a file of JSON-stat has the statuses of its cells', async () => {
  const { url } = await fakeUpstream({
    ...routes,
    '/tables/TAB9001/data': (_request: unknown, _count: number, body: string) =>
      pxwebData(body, (cube) => ({ ...cube, value: [1, null, 3, 4], status: { 1: '..', 3: '"p"' } })),
  });
  const gateway = await testGateway({ SOURCE_SCB_URL: url, SOURCES: 'live' });
  onTestFinished(() => gateway.close());
  const selection = 'valueCodes[Region]=00,1280&valueCodes[ContentsCode]=X0000001&valueCodes[Tid]=top(2)';

  const file = await gateway.server.inject({ url: `/statistics/scb/TAB9001.json?${selection}` });

  expect(file.json()).toMatchObject({ value: [1, null, 3, 4], status: { 1: '..', 3: '"p"' } });
}, 30_000);

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
const sides = {
  A: many('a', 100),
  B: many('b', 120),
  Tid: many('20', 100).map((_, at) => String(1900 + at)),
};

it('fetches 1.2 million cells in parts that keep to every limit, through an answer 429, and loses none', async () => {
  const asked: number[] = [];
  let served = 0;
  const { url } = await fakeUpstream({
    '/config': { json: { maxDataCells: 150_000, maxCallsPerTimeWindow: 30, timeWindow: 10 } },
    '/tables/BIG/metadata': {
      json: {
        class: 'dataset',
        label: 'Big',
        role: { time: ['Tid'] },
        id: Object.keys(sides),
        size: Object.values(sides).map(({ length }) => length),
        dimension: Object.fromEntries(
          Object.entries(sides).map(([code, index]) => [code, { category: { index } }]),
        ),
        value: [],
      },
    },
    '/tables/BIG/data': (_request, count, body) => {
      asked.push(Date.now());
      const recent = asked.filter((at) => at > Date.now() - 10_000);
      if (recent.length > 30) return { status: 500 };
      if (count === 5) return { status: 429, headers: { 'retry-after': '1' } };
      const { selection }: { selection: { variableCode: string; valueCodes: string[] }[] } = JSON.parse(body);
      const dimensions = selection.map(({ variableCode: code, valueCodes: codes }) => ({ code, codes }));
      const cube = cubeOver(dimensions);
      if (cube.value.length > 150_000) return { status: 403 };
      served += cube.value.length;
      // A number that tells where it belongs.
      let cell = 0;
      for (const a of dimensions[0]?.codes ?? [])
        for (const b of dimensions[1]?.codes ?? [])
          for (const year of dimensions[2]?.codes ?? [])
            cube.value[cell++] = Number(a.slice(1)) * 1e6 + Number(b.slice(1)) * 1e3 + Number(year) - 1900;
      return { json: cube };
    },
  });
  const stored = new MemoryStore();
  const put = vi.spyOn(stored, 'put');
  const declarations = registry.filter(({ id }) => id === 'scb');
  const sources = openSources({
    mode: 'live',
    baseUrls: { scb: url },
    keys: {},
    enabled: {},
    lastGood: stored,
    userAgent: 'test',
    declarations,
  });
  onTestFinished(() => sources.close());
  const request = {
    agency: 'scb',
    tableId: 'BIG',
    format: 'csv' as const,
    query: Object.keys(sides).map((code): [string, string] => [`valueCodes[${code}]`, '*']),
  };

  const file = await openStatisticsFile(
    { sources, languages: [], call: aCall({ deadline: Date.now() + 60_000 }) },
    request,
  );

  let rows = 0;
  let wrong = 0;
  let rest = '';
  for (const part of file?.parts ?? []) {
    const lines = (rest + part).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (rows++ === 0) continue;
      const [a = '', , b = '', , year = '', , value = ''] = line.split(',');
      if (Number(value) !== Number(a.slice(1)) * 1e6 + Number(b.slice(1)) * 1e3 + Number(year) - 1900)
        wrong++;
    }
  }
  expect({ rows: rows - 1, wrong, served }).toEqual({ rows: 1_200_000, wrong: 0, served: 1_200_000 });
  // Parts of 100 000 cells, and the one that was refused.
  expect(asked).toHaveLength(13);
  // Fifteen megabytes of parts would push the agency's other answers out of the database.
  const operations = put.mock.calls.map(([key]) => key.split(':')[1]);
  expect(operations).toContain('metadata');
  expect(operations).not.toContain('data');
}, 60_000);

it('has each cell once while a file is written: where it came, and not in a list of all', async () => {
  const query = {
    tableId: 'T',
    dimensions: [
      { code: 'A', role: DimensionRole.CLASSIFICATION, codes: many('a', 500), isAll: true, codelist: null },
      { code: 'B', role: DimensionRole.CLASSIFICATION, codes: many('b', 1000), isAll: true, codelist: null },
    ],
  };
  const came: { codes: readonly string[]; values: Float64Array }[] = [];
  const ask = async ({ dimensions }: CellQuery) => {
    const { value: _, ...cube } = cubeOver(dimensions);
    const read = decodeJsonStat({ ...cube, value: { 0: 1 } });
    if (read.class !== 'dataset' || !read.dataset.cells) throw new TypeError('no dataset');
    came.push({ codes: dimensions[1]?.codes ?? [], values: read.dataset.cells.values });
    return {
      cube: read.dataset,
      provenance: entity(Provenance, {
        sourceId: 'scb',
        url: null,
        retrievedAt: null,
        state: DataState.LIVE,
        licence: null,
        attribution: null,
        locator: null,
      }),
    };
  };

  const { blocks } = await fetchCells(query, { maxCells: 150_000, ask }, aCall());
  // A number that comes later is in the file only if its block is not copied.
  for (const { values } of came) values[1] = 7;

  const cells = blocks.inOrder();
  let sevens = 0;
  while (cells.next()) if (cells.value === 7) sevens++;
  // Parts of 100 000 cells, however many the agency allows: the text of one is 2 to 3 MB.
  expect([came.length, sevens, ...new Set(came.map(({ values }) => values.length))]).toEqual([5, 5, 100_000]);
});

it('an address holds a selection and gives it back', () => {
  const choices = [
    { dimension: 'Näitaja', values: ['a', 'b,c', 'x*'] },
    { dimension: 'Tid', values: ['range(2020,2024)', 'top(2)'] },
    { dimension: 'Region', values: ['00'], codelist: 'vs_X' },
  ];
  const url = statisticsFileUrl({ agency: 'scb', tableId: 'A/B' }, choices);

  expect(url).toMatch(/^\/statistics\/scb\/A\/B\.csv\?/);
  expect(choicesOf(new URL(url, 'http://x').searchParams).choices).toEqual(choices);
  expect(choicesOf([['valuecodes[Tid]', '[range(2020,2024)],top(3)']]).choices).toEqual([
    { dimension: 'Tid', values: ['range(2020,2024)', 'top(3)'] },
  ]);
});
