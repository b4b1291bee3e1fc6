import { expect, it, onTestFinished } from 'vitest';
import { PlaceKind } from '../../src/entities/vocabulary.ts';
import { allIndicators, parseIndicators, servedIndicators } from '../../src/sources/cube/indicator-file.ts';
import { registry } from '../../src/sources/registry.ts';
import { type FakeUpstream, fakeUpstream, type Reply, type Route } from '../support/fake-upstream.ts';
import { graphOver, packContent } from '../support/graph.ts';
import { cubeOver, pxwebData } from '../support/pxweb.ts';

const indexOf = (codes: readonly string[]) => ({
  index: Object.fromEntries(codes.map((code, at) => [code, at])),
});
const REGIONS = ['00', '01', '0114', '0180', '12', '1280', '1281'];
const MONTHS = ['2026M07', '2026M08', '2026M09'];

/** The metadata of a table in which every dimension of these may be left out but what and when. */
const metadata = (sides: Readonly<Record<string, readonly string[]>>) => ({
  class: 'dataset',
  label: 'T',
  role: { time: ['Tid'], metric: ['ContentsCode'] },
  id: Object.keys(sides),
  size: Object.values(sides).map(({ length }) => length),
  dimension: Object.fromEntries(
    Object.entries(sides).map(([code, codes]) => [
      code,
      { category: indexOf(codes), extension: { elimination: code === 'Kon' } },
    ]),
  ),
  value: [],
});

const register = metadata({
  Region: REGIONS,
  Kon: ['1', '2'],
  Alder: ['15-74', '20-64'],
  ContentsCode: ['000006II', '000006IJ', '000006IK'],
  Tid: MONTHS,
});

/** Kolada’s rows for whatever is asked, in 2024; the number is the place’s code. */
function koladaRows(url: string): Reply {
  const steps = decodeURIComponent(new URL(url, 'http://x').pathname).split('/');
  const after = (name: string) => steps[steps.indexOf(name) + 1]?.split(',') ?? [];
  const values = after('kpi').flatMap((kpi) =>
    (steps.includes('municipality') ? after('municipality') : ['0180', '1280', '1281']).map(
      (municipality) => ({
        kpi,
        municipality,
        period: 2024,
        values: [{ gender: 'T', value: Number(municipality), status: '', isdeleted: false }],
      }),
    ),
  );
  return { json: { values, next_url: null } };
}

const newest: Readonly<Record<string, string[]>> = { A: ['2024', '2025'], Q: ['2026-Q1', '2026-Q2'] };

/** Eurostat’s sparse answer: the newest period lacks a number, and one is provisional. */
function eurostatData(url: string): Reply {
  const { searchParams } = new URL(url, 'http://x');
  const names = [...new Set(searchParams.keys())].filter(
    (name) => !['format', 'lang', 'sinceTimePeriod', 'untilTimePeriod', 'time'].includes(name),
  );
  const dimensions = [
    ...names.map((code) => ({ code, codes: searchParams.getAll(code) })),
    { code: 'time', codes: newest[searchParams.get('freq') ?? ''] ?? ['2026-08', '2026-09'] },
  ];
  const { value: _, status: __, ...cube } = cubeOver(dimensions);
  const size = dimensions.reduce((product, { codes }) => product * codes.length, 1);
  const value = Object.fromEntries(
    Array.from({ length: size }, (_, cell) => [cell, cell + 1]).filter(([cell]) => Number(cell) % 2 === 0),
  );
  return { json: { ...cube, value, status: { 0: 'p' } } };
}

async function graph(routes: Record<string, Route> = {}, off: readonly string[] = []) {
  const servers: Record<string, FakeUpstream> = {
    scb: await fakeUpstream({
      '/config': { status: 404 },
      '/tables/TAB6260/metadata': { json: register },
      '/tables/TAB6260/data': (_request, _count, body) => pxwebData(body),
      ...routes,
    }),
    kolada: await fakeUpstream({ '*': ({ url = '' }) => koladaRows(url) }),
    eurostat: await fakeUpstream({ '*': ({ url = '' }) => eurostatData(url) }),
  };
  const baseUrls = Object.fromEntries(Object.entries(servers).map(([id, { url }]) => [id, url]));
  const declarations = registry.filter(({ id }) => id in servers);
  const opened = await graphOver(declarations, { mode: 'live', baseUrls, off });
  onTestFinished(() => opened.close());
  return { ...opened, servers };
}

it('has at least thirty named series, of which at least twenty are not from memory, each with a definition in two languages', () => {
  const all = allIndicators();

  expect(all.length).toBeGreaterThanOrEqual(30);
  expect(all.filter(({ basis }) => basis !== 'MEMORY').length).toBeGreaterThanOrEqual(20);
  expect(new Set(all.map(({ agency }) => agency))).toEqual(
    new Set(['scb', 'kolada', 'eurostat', 'ssb', 'statistics-estonia']),
  );
  for (const { definition, label } of all)
    expect([definition.sv, definition.en, label.sv, label.en].every((text) => text.length > 3)).toBe(true);
});

it('names only topics and sources that there are', async () => {
  const { topics } = await packContent();
  const ids = new Set(registry.map(({ id }) => id));

  for (const one of allIndicators()) {
    expect(ids).toContain(one.agency);
    for (const topic of one.topics) expect([...topics.keys()]).toContain(topic);
  }
});

it('serves a series from memory only once it has been verified', () => {
  const slugs = (verified: string[]) => servedIndicators(new Set(verified)).map(({ slug }) => slug);

  expect(slugs([])).not.toContain('election-turnout');
  expect(slugs(['election-turnout'])).toContain('election-turnout');
});

it('refuses a file in which a slug stands twice, or a series has no place', () => {
  const [one] = allIndicators();

  expect(() => parseIndicators(JSON.stringify({ origin: 'x', indicators: [one, one] }))).toThrow(/twice/);
  expect(() =>
    parseIndicators(JSON.stringify({ origin: 'x', indicators: [{ ...one, place: undefined }] })),
  ).toThrow(/place or onlyPlace/);
});

it('asks a table once for all its series of a place, and Kolada and each dataset of Eurostat once', async () => {
  const { ask, servers } = await graph();
  const slugs = [
    'unemployment-rate',
    'employment-rate',
    'labour-force-participation-rate',
    'registered-unemployment',
    'inhabitants',
    'unemployment-20-64',
  ];

  const { data, errors } = await ask(
    `{ place(code: "1280") { indicators(slugs: ${JSON.stringify(slugs)}) { slug unit basis label(lang: EN) definition(lang: SV) latest { period value periodStart } series(last: 2) { period value } provenance { source { slug } } } } }`,
  );

  expect(errors).toEqual([]);
  const [register_, , , registered] = data.place.indicators;
  // Codes of the three metrics multiply with the periods; the first metric, the last month.
  expect(register_).toMatchObject({
    slug: 'unemployment-rate',
    unit: '%',
    basis: 'SHEET',
    latest: { period: '2026-09', value: 3, periodStart: '2026-09-01' },
    series: [{ period: '2026-08' }, { period: '2026-09' }],
  });
  expect(registered).toMatchObject({
    latest: { period: '2024', value: 1280 },
    provenance: { source: { slug: 'kolada' } },
  });
  expect(servers['scb']?.asked.filter((line) => !line.endsWith('/config'))).toHaveLength(2);
  expect(servers['kolada']?.asked).toHaveLength(1);
});

it('asks for twenty series of a place by the fewest requests that the agencies allow', async () => {
  const { ask, servers } = await graph();
  const served = servedIndicators(new Set()).filter(
    ({ agency, table, levels, onlyPlace }) =>
      (agency === 'eurostat' || agency === 'kolada' || table === 'TAB6260') &&
      onlyPlace === undefined &&
      (levels?.includes(PlaceKind.COUNTRY) ?? true),
  );
  const twenty = served.slice(0, 20);
  const tables = (agency: string) =>
    new Set(twenty.filter((one) => one.agency === agency).map(({ table }) => table)).size;

  const { data, errors } = await ask(
    `{ place(code: "SE") { indicators(slugs: ${JSON.stringify(twenty.map(({ slug }) => slug))}) { slug latest { value } } } }`,
  );

  expect(errors).toEqual([]);
  expect(data.place.indicators).toHaveLength(20);
  const asked = (agency: string) => servers[agency]?.asked.filter((line) => !line.endsWith('/config')).length;
  // A dataset of Eurostat is a request; so are the metadata of a table of Statistics Sweden, and its numbers.
  expect(asked('eurostat')).toBe(tables('eurostat'));
  expect(asked('kolada')).toBe(1);
  expect(asked('scb')).toBe(2);
});

it('sets the unemployment of their area beside the employment services that the content names', async () => {
  const { ask, servers } = await graph();

  const { data, errors } = await ask(
    '{ services: organisations(query: "Actiris") { slug indicators { slug place { code name kind } latest { value } } } vdab: organisation(slug: "vdab") { indicators { place { code } } } digg: organisation(slug: "digg") { indicators { slug } } own: organisation(slug: "arbetsformedlingen") { indicators { place { code } } } }',
  );

  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    services: [
      {
        slug: 'actiris',
        indicators: [
          {
            slug: 'regional-unemployment-rate',
            place: { code: 'BE1', name: 'Bryssel', kind: 'REGION' },
            latest: { value: 1 },
          },
        ],
      },
    ],
    vdab: { indicators: [{ place: { code: 'BE2' } }] },
    digg: { indicators: [] },
    own: { indicators: [{ place: { code: 'SE' } }] },
  });
  expect(servers['eurostat']?.asked).toHaveLength(1);
});

it('lists the series on the topics of a data gap', async () => {
  const { ask } = await graph();

  const { data, errors } = await ask('{ dataGaps { topics { slug } indicators { slug } } }');

  expect(errors).toEqual([]);
  for (const { topics, indicators } of data.dataGaps) {
    const own = topics.flatMap(({ slug }: { slug: string }) =>
      servedIndicators(new Set()).filter(
        (one) => ['eurostat', 'kolada', 'scb'].includes(one.agency) && one.topics.includes(slug),
      ),
    );
    expect(indicators.map(({ slug }: { slug: string }) => slug)).toEqual([
      ...new Set(own.map(({ slug }: { slug: string }) => slug)),
    ]);
  }
  expect(data.dataGaps.flatMap(({ indicators }: { indicators: unknown[] }) => indicators)).not.toEqual([]);
});

it('asks in one request for all municipalities of a county, and gives a row also where there is no number', async () => {
  const { ask, servers } = await graph();
  const { municipalitiesOf } = await packContent();
  const count = municipalitiesOf('12').length;

  const { data, errors } = await ask(
    '{ observations(indicators: ["unemployment-rate", "registered-unemployment"], placesWithin: "12", from: "2024", to: "2026") { indicators { slug } places { code } periods rows { period place { code } value status statusKinds unit metric { code } key(dimension: "place") { label } } csv provenance { source { slug } } failures { code } } }',
  );

  expect(errors).toEqual([]);
  const { rows, periods, places, csv, provenance } = data.observations;
  expect(places).toHaveLength(count);
  expect(periods).toEqual(['2024', '2026-07', '2026-08', '2026-09']);
  expect(rows).toHaveLength(2 * count * 4);
  expect(
    rows.find(
      (row: { place: { code: string }; period: string }) =>
        row.place.code === '1280' && row.period === '2026-08',
    ),
  ).toMatchObject({
    unit: '%',
    metric: { code: 'unemployment-rate' },
    key: { label: 'Malmö' },
    value: expect.any(Number),
  });
  // SCB knows two of the county’s municipalities here.
  const scb = rows.filter(
    (row: { metric: { code: string }; value: number | null }) =>
      row.metric.code === 'unemployment-rate' && row.value !== null,
  );
  expect(scb).toHaveLength(2 * 3);
  expect(rows.find((row: { value: number | null }) => row.value === null)).toMatchObject({
    status: null,
    statusKinds: ['NOT_AVAILABLE'],
  });
  expect(csv.split('\r\n')).toHaveLength(rows.length + 2);
  expect(provenance.map((one: { source: { slug: string } }) => one.source.slug)).toEqual(['scb', 'kolada']);
  // More than 25 places: all of a year at once.
  expect(servers['kolada']?.asked).toHaveLength(1);
  expect(servers['scb']?.asked.filter((line) => line.includes('/data'))).toHaveLength(1);
});

it('compares countries within one harmonised source, and keeps a flag beside its number', async () => {
  const { ask, servers } = await graph();

  const { data } = await ask(
    '{ observations(indicators: ["eu-unemployment-rate"], places: ["SE", "NO", "EE"]) { places { code name } rows { period place { code } value status statusKinds } } }',
  );

  expect(data.observations.places).toEqual([
    { code: 'SE', name: 'Sverige' },
    { code: 'NO', name: 'Norge' },
    { code: 'EE', name: 'Estland' },
  ]);
  // Periods that no country has a number of are no periods.
  expect(data.observations.rows).toHaveLength(3);
  const [sweden, , estonia] = data.observations.rows;
  expect(sweden).toMatchObject({ value: 5, status: null });
  expect(estonia).toMatchObject({ period: '2026-08', status: 'p', statusKinds: ['PROVISIONAL'], value: 1 });
  expect(servers['eurostat']?.asked).toHaveLength(1);
});

it('leaves rows without numbers where an agency fails, and names it', async () => {
  const { ask } = await graph({ '/tables/TAB6260/metadata': { status: 500 } });

  const { data, errors, failures } = await ask(
    '{ observations(indicators: ["unemployment-rate", "inhabitants"], places: ["1280"]) { rows { metric { code } value } failures { source { slug } code } } }',
  );

  expect(errors).toEqual([]);
  expect(data.observations.failures).toEqual([{ source: { slug: 'scb' }, code: 'SOURCE_UNAVAILABLE' }]);
  expect(failures).toMatchObject([{ source: 'scb' }]);
  expect(data.observations.rows).toEqual([
    { metric: { code: 'unemployment-rate' }, value: null },
    { metric: { code: 'inhabitants' }, value: 1280 },
  ]);
});

it.each([
  [
    'indicators: ["unemployment-rat"], places: ["SE"]',
    /no "unemployment-rat" for indicators. The nearest are: unemployment-rate/,
  ],
  ['indicators: ["inhabitants"], places: ["9999"]', /no place "9999"/],
  ['indicators: ["inhabitants"]', /exactly one of places and placesWithin/],
  ['indicators: ["inhabitants"], places: ["SE"], placesWithin: "12"', /exactly one/],
  ['indicators: ["inhabitants"], placesWithin: "1280"', /no places within/],
  ['indicators: ["inhabitants"], places: []', /empty/],
  ['indicators: [], places: ["SE"]', /empty/],
  ['indicators: ["inhabitants"], places: ["SE"], from: "soon"', /from is no period/],
  ['indicators: ["inhabitants"], places: ["SE"], from: "2025", to: "2024"', /is after to/],
])('refuses observations(%s) in words', async (given, message) => {
  const { ask } = await graph();

  const { errors } = await ask(`{ observations(${given}) { periods } }`);

  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) }]);
});

it('gives the pay and the employees of an occupation, of women and of men', async () => {
  const pay = metadata({
    Region: ['SE', 'SE11'],
    Sektor: ['0'],
    Kon: ['1', '2'],
    Yrke2012: ['2221', '2512'],
    ContentsCode: ['000007AS', '000007AU'],
    Tid: ['2023', '2024'],
  });
  const { ask } = await graph({}, []);

  const { data } = await ask(
    '{ occupation(code: "2221") { wages { slug } women: wages(sex: WOMEN) { slug unit } employed(place: "1280") { slug place { code } } } group: occupation(code: "222") { wages { slug } } }',
  );

  expect(pay.id).toContain('Yrke2012');
  expect(data).toEqual({
    occupation: {
      wages: { slug: 'pay-2221' },
      women: { slug: 'pay-2221-women', unit: 'SEK' },
      employed: { slug: 'employed-2221', place: { code: '12' } },
    },
    group: { wages: null },
  });
});

it('lists series by topic without asking a source, and is null for an unknown slug', async () => {
  const { ask, servers } = await graph();

  const { data } = await ask(
    '{ indicators(topic: "digitalisation") { slug place { code } } indicator(slug: "no-such") { slug } topic(slug: "labour-market") { indicators { slug } } }',
  );

  expect(data.indicators.map(({ slug }: { slug: string }) => slug)).toContain('ict-specialists-share');
  expect(data.topic.indicators.map(({ slug }: { slug: string }) => slug)).toContain('unemployment-rate');
  expect(data.indicator).toBeNull();
  expect(Object.values(servers).flatMap(({ asked }) => asked)).toEqual([]);
});
