import { expect, it } from 'vitest';
import { Language } from '../../../src/entities/language.ts';
import { DimensionRole } from '../../../src/entities/statistics-vocabulary.ts';
import { fetchCube } from '../../../src/sources/cube/fetch-cube.ts';
import { unitOf } from '../../../src/sources/kolada/decode.ts';
import { kolada, pathsOf } from '../../../src/sources/kolada/index.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, fixtureText } from '../../support/fixture.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const kpi = JSON.parse(fixtureText('kolada', 'kpi.json'));
const one = { ...kpi, values: kpi.values.slice(0, 1) };

async function agency(routes: Record<string, Route> = {}) {
  const server = await fakeUpstream({
    '/kpi/N99001': { json: one },
    '/municipality': fixture('kolada', 'municipality.json'),
    '/data/kpi/N99001/municipality/0000,0001,0012,0014,0180,0380,1280,1480,2480': fixture(
      'kolada',
      'data.json',
    ),
    '/data/kpi/N99001/municipality/0020,0180,1280/year/2024,2025': fixture('kolada', 'data.json'),
    ...routes,
  });
  return { server, operations: kolada.open(testUpstream({ ...kolada, baseUrl: server.url })) };
}
async function cubeOf(genders?: string[]) {
  const { operations, server } = await agency();
  const table = await operations.table('N99001', Language.SV, aCall());
  if (!table) throw new TypeError('a table');
  const choices = [
    { dimension: 'municipality', values: ['0180', '1280', '0020'] },
    { dimension: 'period', values: ['*'] },
    ...(genders ? [{ dimension: 'gender', values: genders }] : []),
  ];
  return {
    server,
    table,
    cube: await fetchCube({ source: operations, table, choices, maxCells: 100 }, aCall()),
  };
}
const numbers = (values: Float64Array) => [...values].map((value) => (Number.isNaN(value) ? null : value));

it('is a cube of key figure, place, gender and year, whose unit stands behind the last comma of the title', async () => {
  const { table } = await cubeOf();

  expect(table.dimensions.map(({ code, role, codes }) => [code, role, codes])).toEqual([
    ['kpi', DimensionRole.METRIC, ['N99001']],
    ['municipality', DimensionRole.GEO, ['0000', '0020', '0180', '1280']],
    ['gender', DimensionRole.CLASSIFICATION, ['T', 'K', 'M']],
    ['period', DimensionRole.TIME, ['2024', '2025']],
  ]);
  expect(table.dimensions[0]?.units.get('N99001')).toEqual({ label: 'andel (%)', decimals: null });
  expect(table.notes).toEqual([{ text: 'Ett exempel på ett nyckeltal. Källa: Exempel.', mandatory: false }]);
});

it('gives the total where no gender is chosen, nothing for a deleted value, and a status beside no number', async () => {
  const { cube } = await cubeOf();

  // 0020, 0180, 1280 in 2024 and 2025.
  expect(numbers(cube.blocks.whole().values)).toEqual([null, 5.5, 7.25, null, null, null]);
  expect(cube.selection.eliminated).toEqual(['gender']);
  expect(Array.from(cube.blocks.whole().statuses ?? [])).toEqual([0, 0, 0, 1, 0, 0]);
  expect(cube.blocks.whole().symbols).toEqual(['Missing']);
});

it('gives the genders that are chosen', async () => {
  expect(numbers((await cubeOf(['K', 'M'])).cube.blocks.whole().values)).toEqual([
    null,
    null,
    null,
    null,
    6.5,
    null,
    8,
    null,
    null,
    null,
    null,
    null,
  ]);
});

it('is null for an id that Kolada leaves out of its answer, and for one that it says 404 to', async () => {
  const { operations } = await agency({
    '/kpi/N00000': { json: { values: [], next_url: null } },
    '/kpi/N00001': { status: 404 },
    '/kpi/N00000,N99001': { json: one },
    '*': { json: { values: [], next_url: null } },
  });

  for (const id of ['N00000', 'N00001', 'N99001,N00000'])
    expect(await operations.table(id, Language.SV, aCall())).toBeNull();
});

it('is an error when the version of the API is gone', async () => {
  const server = await fakeUpstream({ '*': { status: 410 } });
  const operations = kolada.open(testUpstream({ ...kolada, baseUrl: server.url }));

  await expect(operations.table('N99001', Language.SV, aCall())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
  });
  await expect(operations.tables(null, aCall())).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
});

it('follows the next page, and ends where an address repeats', async () => {
  const more = (next: number) => ({
    json: { ...kpi, next_url: `https://api.kolada.se/v3/kpi?page=${next}&per_page=5000`, count: 99 },
  });
  const { operations, server } = await agency({
    '/kpi?page=1&per_page=5000': more(2),
    '/kpi?page=2&per_page=5000': more(2),
  });

  const { cards } = await operations.tables(null, aCall());

  expect(cards).toHaveLength(4);
  expect(server.asked).toEqual(['GET /kpi?page=1&per_page=5000', 'GET /kpi?page=2&per_page=5000']);
});

const many = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, at) => `${prefix}${String(at).padStart(3, '0')}`);

it('asks in as few requests as the API allows', () => {
  expect(pathsOf(['N2', 'N1'], ['1280', '0180'], ['2024'])).toEqual([
    'data/kpi/N1,N2/municipality/0180,1280/year/2024',
  ]);
  // 26 places are two parts of 25 at most; all places of a year are one request.
  expect(pathsOf(['N1'], many(26, 'm'), ['2024'])).toEqual(['data/kpi/N1/year/2024']);
  expect(pathsOf(many(26, 'N'), ['0180'], ['2024'])).toHaveLength(2);
  // All places of 20 years are two pages, like two parts of places.
  expect(pathsOf(['N1'], many(26, 'm'), many(20, '2'))).toHaveLength(2);
});

it.each([
  ['Arbetslöshet 20-64 år, andel (%)', 'andel (%)'],
  ['Kostnad, förskola, kr/inv', 'kr/inv'],
  ['Invånare totalt', null],
  ['Slut,', null],
])('the unit of %j is %j', (title, unit) => {
  expect(unitOf(title)).toBe(unit);
});

it.skipIf(!recordedFile(''))('the numbers of three cities are those of the file', async () => {
  const raw: {
    values: { kpi: string; municipality: string; period: number; values: { value: number }[] }[];
  } = JSON.parse(recordedText('kolada/v3-data-N00945-three-cities.reassembled.json'));
  const { operations } = await agency({ '*': { json: raw } });
  const side = (code: string, role: DimensionRole, codes: string[]) => ({
    code,
    role,
    codes,
    isAll: false,
    codelist: null,
  });
  const places = ['0180', '1280', '1480'];
  const years = ['2000', '2001'];

  const { cube } = await operations.cells(
    {
      tableId: 'N00945',
      dimensions: [
        side('kpi', DimensionRole.METRIC, ['N00945']),
        side('municipality', DimensionRole.GEO, places),
        side('period', DimensionRole.TIME, years),
      ],
    },
    aCall(),
  );

  const expected = places.flatMap((place) =>
    years.map(
      (year) =>
        raw.values.find((row) => row.municipality === place && row.period === Number(year))?.values[0]?.value,
    ),
  );
  expect(numbers(cube.cells?.values ?? new Float64Array())).toEqual(expected);
});
