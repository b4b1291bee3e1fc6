import { expect, it, onTestFinished } from 'vitest';
import { registry } from '../../src/sources/registry.ts';
import { type FakeUpstream, fakeUpstream, type Route } from '../support/fake-upstream.ts';
import { fixture, fixtureText } from '../support/fixture.ts';
import { graphOver } from '../support/graph.ts';
import { pxwebData } from '../support/pxweb.ts';

const english = JSON.parse(fixtureText('scb', 'metadata.json'));
english.label = 'Unemployed by region';
english.dimension.Region.label = 'place';
english.dimension.Region.category.label['00'] = 'The whole country';

/** Sparse and marked: the second cell is confidential, the third provisional. */
const marked = (body: string) =>
  pxwebData(body, (cube) => ({
    ...cube,
    value: cube.value.map((value, cell) => (cell === 1 && cube.value.length > 2 ? null : value)),
    status: cube.value.length > 2 ? { 1: ':', 2: '*' } : {},
  }));

async function graph(routes: Record<string, Route> = {}, maxCells?: number) {
  const server: FakeUpstream = await fakeUpstream({
    '/tables/TAB9001/metadata?lang=sv': fixture('scb', 'metadata.json'),
    '/tables/TAB9001/metadata?lang=en': { json: english },
    '/tables/TAB1/metadata?lang=sv': { status: 404 },
    '/tables': fixture('scb', 'tables.json'),
    '/config': { status: 404 },
    '/tables/TAB9001/data': (_request, _count, body) => marked(body),
    ...routes,
  });
  const declarations = registry.filter(({ id }) => id === 'scb');
  const opened = await graphOver(declarations, {
    mode: 'live',
    baseUrls: { scb: server.url },
    ...(maxCells && { maxCells }),
  });
  onTestFinished(() => opened.close());
  const table = (selection: string) =>
    opened.ask(`{ statisticsTable(agency: "scb", tableId: "TAB9001") { ${selection} } }`);
  return { ...opened, server, table };
}
const select =
  '[{ dimension: "Region", values: ["00", "1280"] }, { dimension: "ContentsCode", values: ["X0000002"] }, { dimension: "Tid", top: 2 }]';

it('describes a table, its dimensions and its notes in one request', async () => {
  const { table, server } = await graph();

  const { data } = await table(
    'tableId agency frequency firstPeriod lastPeriod discontinued licence citation maxCells notes { mandatory } dimensions { code label role required size categories(search: "kommun", first: 1) { code label } codelists { id } }',
  );

  expect(data.statisticsTable).toMatchObject({
    agency: 'scb',
    frequency: 'MONTH',
    lastPeriod: '2026M04',
    licence: 'CC0-1.0',
    citation: 'Källa: SCB',
    maxCells: 150_000,
    dimensions: [
      {
        code: 'Region',
        role: 'GEO',
        required: true,
        size: 5,
        categories: [{ code: '0180', label: 'Kommun ett' }],
      },
      { code: 'Alder', required: false, codelists: [{ id: 'agg_Tvåår' }] },
      { code: 'Kon', required: false },
      { code: 'ContentsCode', role: 'METRIC' },
      { code: 'Tid', role: 'TIME' },
    ],
  });
  expect(server.asked).toHaveLength(1);
});

it('gives labels in another language of the agency', async () => {
  const { table } = await graph();

  const { data } = await table(
    'title(lang: EN) dimensions { label(lang: EN) categories(first: 1) { label(lang: EN) } }',
  );

  expect(data.statisticsTable.title).toBe('Unemployed by region');
  expect(data.statisticsTable.dimensions[0]).toEqual({
    label: 'place',
    categories: [{ label: 'The whole country' }],
  });
});

it('gives a cube with units, periods, places and statuses, and null where there is no number', async () => {
  const { table } = await graph();

  const { data, errors } = await table(
    `cube(select: ${select}) { size eliminated defaulted value notes { text mandatory } provenance { state locator }
      observations { period periodKind periodStart periodEnd place { code } metric { code label } value status statusText(lang: SV) statusKinds unit decimals key(dimension: "Region") { label } } }`,
  );

  expect(errors).toEqual([]);
  const { cube } = data.statisticsTable;
  expect(cube).toMatchObject({
    size: 4,
    eliminated: ['Alder', 'Kon'],
    defaulted: [],
    value: [1, null, 3, 4],
  });
  expect(cube.notes[0]).toMatchObject({ mandatory: true });
  expect(cube.provenance).toMatchObject({
    state: 'LIVE',
    locator: expect.stringContaining('"valueCodes":["00","1280"]'),
  });
  expect(cube.observations[1]).toEqual({
    period: '2026M04',
    periodKind: 'MONTH',
    periodStart: '2026-04-01',
    periodEnd: '2026-04-30',
    place: { code: 'SE' },
    metric: { code: 'X0000002', label: 'Andel' },
    value: null,
    status: ':',
    statusText: 'sekretess',
    statusKinds: ['CONFIDENTIAL'],
    unit: 'procent',
    decimals: 1,
    key: { label: 'Hela landet' },
  });
  expect(cube.observations[2]).toMatchObject({
    place: { code: '1280' },
    value: 3,
    status: '*',
    statusKinds: ['PROVISIONAL'],
  });
});

it('gives a preview without a selection, and says what was chosen', async () => {
  const { table } = await graph();

  const { data } = await table('cube { size defaulted eliminated dimensions { code size } }');

  expect(data.statisticsTable.cube).toMatchObject({
    size: 1,
    defaulted: ['Region', 'ContentsCode', 'Tid'],
    eliminated: ['Alder', 'Kon'],
  });
});

it('gives lines for charts, the same numbers as CSV, and as JSON-stat that is valid', async () => {
  const { table } = await graph();

  const { data } = await table(
    `cube(select: ${select}) { series(by: ["Region"]) { label points { period value status } } csv jsonStat }`,
  );

  const { series, csv, jsonStat } = data.statisticsTable.cube;
  expect(series).toEqual([
    {
      label: 'Hela landet',
      points: [
        { period: '2026M03', value: 1, status: null },
        { period: '2026M04', value: null, status: ':' },
      ],
    },
    {
      label: 'Kommun två',
      points: [
        { period: '2026M03', value: 3, status: '*' },
        { period: '2026M04', value: 4, status: null },
      ],
    },
  ]);
  expect(csv.split('\r\n').slice(0, 3)).toEqual([
    'Region,Region_label,ContentsCode,ContentsCode_label,Tid,Tid_label,value,status,unit',
    '00,Hela landet,X0000002,Andel,2026M03,2026M03,1,,procent',
    '00,Hela landet,X0000002,Andel,2026M04,2026M04,,:,procent',
  ]);
  expect(jsonStat).toMatchObject({
    class: 'dataset',
    id: ['Region', 'ContentsCode', 'Tid'],
    size: [2, 1, 2],
    role: { time: ['Tid'], geo: ['Region'], metric: ['ContentsCode'] },
    value: [1, null, 3, 4],
    status: { 1: ':', 2: '*' },
  });
});

it('refuses a line in which several numbers would be one point', async () => {
  const { table } = await graph();

  const { errors } = await table(`cube(select: ${select}) { series(by: []) { label } }`);

  expect(errors).toMatchObject([
    { code: 'BAD_USER_INPUT', message: expect.stringContaining('Region has 2 categories') },
  ]);
});

it.each([
  ['[{ dimension: "Regoin", values: ["00"] }]', 'BAD_USER_INPUT', /no dimension "Regoin"/],
  [
    '[{ dimension: "Region", values: ["0181"] }]',
    'BAD_USER_INPUT',
    /no code "0181" in Region. The nearest are: 0180/,
  ],
  [
    '[{ dimension: "Region", values: ["*"] }, { dimension: "ContentsCode", values: ["*"] }, { dimension: "Tid", values: ["*"] }]',
    'TOO_MANY_CELLS',
    /40 cells; the limit is 39. Fetch the file \/statistics\/scb\/TAB9001\.csv\?/,
  ],
])('refuses %s before any number is asked for', async (selection, code, message) => {
  const { table, server } = await graph({}, 39);

  const { data, errors } = await table(`cube(select: ${selection}) { size }`);

  expect(data.statisticsTable.cube).toBeNull();
  expect(errors).toMatchObject([{ code, message: expect.stringMatching(message) }]);
  expect(server.asked.filter((line) => line.includes('/data'))).toEqual([]);
});

it('is null for a table that the agency does not know, and an error for an agency that there is not', async () => {
  const { ask } = await graph();

  expect((await ask('{ statisticsTable(agency: "scb", tableId: "TAB1") { id } }')).data).toEqual({
    statisticsTable: null,
  });
  expect((await ask('{ statisticsTable(agency: "sbc", tableId: "TAB1") { id } }')).errors).toMatchObject([
    { code: 'BAD_USER_INPUT', message: expect.stringContaining('scb') },
  ]);
});

it('finds tables by their words, the live ones first, and pages through them', async () => {
  const { ask } = await graph();
  const page = (more: string) =>
    ask(
      `{ statisticsTables(${more}) { totalCount nodes { tableId title lastPeriod } pageInfo { endCursor hasNextPage } } }`,
    );

  const { data } = await page('query: "arbete"');
  const first = await page('first: 1');
  const second = await page(`first: 2, after: "${first.data.statisticsTables.pageInfo.endCursor}"`);

  expect(data.statisticsTables.nodes.map(({ tableId }: { tableId: string }) => tableId)).toEqual([
    'TAB9001',
    'TAB9003',
  ]);
  expect(first.data.statisticsTables).toMatchObject({ totalCount: 3, nodes: [{ tableId: 'TAB9001' }] });
  expect(second.data.statisticsTables.nodes).toHaveLength(2);
});

it('is found by the search over everything, where its type is named', async () => {
  const { ask, server } = await graph();
  const search = (more: string) =>
    ask(`{ search(query: "arbete"${more}) { __typename ... on StatisticsTable { tableId } } }`);

  const { data } = await search(', types: ["StatisticsTable"]');
  const asked = server.asked.length;
  await search('');

  expect(data.search).toEqual([
    { __typename: 'StatisticsTable', tableId: 'TAB9001' },
    { __typename: 'StatisticsTable', tableId: 'TAB9003' },
  ]);
  expect(server.asked).toHaveLength(asked);
});

it('is found again by its global id', async () => {
  const { ask, table } = await graph();
  const { data } = await table('id');

  const again = await ask(
    `{ node(id: "${data.statisticsTable.id}") { ... on StatisticsTable { tableId } } }`,
  );

  expect(again.data.node).toEqual({ tableId: 'TAB9001' });
});

it('joins no number of a time before a county got its present boundaries', async () => {
  const metadata = JSON.parse(fixtureText('scb', 'metadata.json'));
  metadata.dimension.Tid.category = { index: { 1996: 0, 1997: 1 }, label: {} };
  metadata.size[4] = 2;
  const { table } = await graph({ '/tables/TAB9001/metadata?lang=sv': { json: metadata } });

  const { data } = await table(
    'cube(select: [{ dimension: "Region", values: ["12"] }, { dimension: "ContentsCode", top: 1 }, { dimension: "Tid", values: ["*"] }]) { observations { place { code } } notes { text } }',
  );

  const { observations, notes } = data.statisticsTable.cube;
  expect(observations).toEqual([{ place: null }, { place: { code: '12' } }]);
  expect(notes.map(({ text }: { text: string }) => text).join()).toMatch(/12.*1997/);
});

it('marks a table that adds no periods any more, and names the one in which it goes on', async () => {
  const metadata = JSON.parse(fixtureText('scb', 'metadata.json'));
  metadata.dimension.Tid.category = { index: { '2019M12': 0 }, label: {} };
  metadata.size[4] = 1;
  metadata.extension = { ...metadata.extension, px: { ...metadata.extension?.px, tableid: 'TAB638' } };
  const { ask } = await graph({
    '/tables/TAB638/metadata?lang=sv': { json: metadata },
    '/tables/TAB6471/metadata?lang=sv': {
      json: { ...metadata, extension: { px: { ...metadata.extension.px, tableid: 'TAB6471' } } },
    },
  });

  const { data, errors } = await ask(
    '{ statisticsTable(agency: "scb", tableId: "TAB638") { discontinued replacedBy { tableId } } }',
  );

  expect(errors).toEqual([]);
  expect(data.statisticsTable).toEqual({ discontinued: true, replacedBy: { tableId: 'TAB6471' } });
});

it.each([
  ['Yrke2012', { code: '2512' }],
  // Older codes mean other groups.
  ['Yrke', null],
])('joins occupations by SSYK 2012 only: %s', async (dimension, occupation) => {
  const metadata = JSON.parse(fixtureText('scb', 'metadata.json'));
  metadata.id[1] = dimension;
  metadata.size[1] = 1;
  metadata.dimension[dimension] = { label: 'yrke', category: { index: { 2512: 0 }, label: {} } };
  const { table } = await graph({ '/tables/TAB9001/metadata?lang=sv': { json: metadata } });

  const { data, errors } = await table(
    `cube(select: [{ dimension: "Region", values: ["00"] }, { dimension: "${dimension}", values: ["2512"] }, { dimension: "ContentsCode", top: 1 }]) { observations { occupation { code } } notes { text mandatory } }`,
  );

  expect(errors).toEqual([]);
  const { observations, notes } = data.statisticsTable.cube;
  expect(observations).toEqual([{ occupation }]);
  const said = notes.filter(({ text }: { text: string }) => text.includes('not joined with occupations'));
  expect(said).toEqual(occupation ? [] : [{ text: expect.stringContaining('yrke (Yrke)'), mandatory: true }]);
});

it('joins topics and tables by the search terms of the topic', async () => {
  const tables = JSON.parse(fixtureText('scb', 'tables.json'));
  tables.tables[0].label = 'Sysselsättning efter region. Månad 2024M01-2026M04';
  const { ask } = await graph({ '/tables': { json: tables } });

  const { data, errors } = await ask(
    '{ topic(slug: "labour-market") { statisticsTables(first: 5) { tableId topics { slug } } } }',
  );

  expect(errors).toEqual([]);
  const [table] = data.topic.statisticsTables;
  expect(table.tableId).toBe('TAB9001');
  expect(table.topics).toContainEqual({ slug: 'labour-market' });
});
