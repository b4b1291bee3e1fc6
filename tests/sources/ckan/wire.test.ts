import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answersOf } from '../../../src/sources/ckan/decode.ts';
import { ckan } from '../../../src/sources/ckan/index.ts';
import { portals } from '../../../src/sources/ckan/portals.ts';
import { textQuery } from '../../../src/sources/ckan/query.ts';
import { canSearch } from '../../../src/sources/kinds/catalogue.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { graphOver } from '../../support/graph.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const [malmo, italy] = ckan;
if (!malmo || !italy) throw new Error('two portals are needed');

async function portal(routes: Record<string, Route>, source: typeof malmo = malmo) {
  if (!source) throw new Error('a portal is needed');
  const server = await fakeUpstream(routes);
  return { server, operations: source.open(testUpstream({ ...source, baseUrl: server.url })) };
}
const window = { offset: 0, limit: 10 };
const page = once(async () => {
  const { operations } = await portal({
    '/api/3/action/package_search': fixture('ckan', 'package_search.json'),
  });
  return operations.searchDatasets({ text: 'arbete' }, window, aCall());
});
const dataset = async (number: number) => (await page()).items[number - 1];

it('has Malmö on, and the other portals off', () => {
  expect(ckan.filter(({ enabled }) => enabled).map(({ id }) => id)).toEqual(['ckan-malmo']);
});

it('reads a page, and drops packages that are private or have no id', async () => {
  const { items, total } = await page();

  expect(items).toHaveLength(3);
  expect(total).toBe(40);
});

it('reads the times of the record as UTC, and knows nothing of those of the data', async () => {
  expect(await dataset(1)).toMatchObject({
    title: { sv: 'Exempel: interpellationer' },
    description: { sv: 'Exempel på en beskrivning.' },
    issued: null,
    modified: null,
    records: [
      { modified: new Date('2024-03-09T18:45:38.931Z'), issued: new Date('2024-03-08T18:45:38.931Z') },
    ],
  });
});

it('has distributions and a publisher that cost no request', async () => {
  const { operations } = await portal({ '*': { json: {} } });

  expect(operations.distributions).toBeUndefined();
  expect(operations.publishers).toBeUndefined();
  expect(await dataset(1)).toMatchObject({
    publisher: { organisationNumber: '2120001124' },
    distributions: [{ format: 'CSV', mediaType: 'text/csv', accessUrl: 'https://example.org/fil.csv' }],
  });
});

it('reads a package in several languages, with profile fields of the first level', async () => {
  expect(await dataset(2)).toMatchObject({
    title: { en: 'Example: languages', sv: 'Exempel: språk' },
    keywords: [
      { text: 'Oaks', language: 'en' },
      { text: 'Ekar', language: 'sv' },
    ],
    issued: '2024-05-01',
    modified: '2024-05',
    identifiers: ['https://example.org/register/2', '00000000-0000-4000-b000-000000000002'],
    themes: ['SOCI'],
    temporal: ['1905-03-01/2013'],
    publisher: { name: { sv: 'Exempelmyndigheten' }, organisationNumber: '2120000099' },
    accessRights: null,
    distributions: [
      {
        accessUrl: 'https://example.org/2',
        downloadUrl: 'https://example.org/2.csv',
        licence: 'CC-BY-4.0',
        byteSize: 12_323,
      },
    ],
  });
});

it('reads profile fields in extras, also lists that are JSON as text, and takes no licence for none', async () => {
  expect(await dataset(3)).toMatchObject({
    uri: 'https://example.org/register/3',
    title: {},
    themes: ['ECON'],
    licences: [],
    temporal: ['2001/'],
    publisher: { uri: 'http://dataportal.se/organisation/SE2120000098', organisationNumber: '2120000098' },
    distributions: [
      { downloadUrl: 'https://example.org/3.xlsx', format: 'XLSX', byteSize: 77, licence: null },
    ],
  });
});

it('has no address of a contact', async () => {
  expect(JSON.stringify(await page())).not.toContain('exempel@');
});

it('keeps the texts of a portal of several languages that does not say which one they have', async () => {
  const { operations } = await portal(
    { '/api/3/action/package_search': fixture('ckan', 'package_search.json') },
    ckan.find(({ id }) => id === 'ckan-switzerland'),
  );

  const { items } = await operations.searchDatasets({}, window, aCall());

  expect(items[0]).toMatchObject({ title: {}, original: { title: 'Exempel: interpellationer' } });
});

describe('a portal that fails', () => {
  it.each<[string, Route]>([
    ['with status 200', fixture('ckan', 'error.json')],
    ['with a text alone', { status: 400, json: 'Bad request: exempel' }],
    ['with HTML', { body: '<p>Exempel</p>', headers: { 'content-type': 'text/html' } }],
  ])('%s gives an error', async (_, route) => {
    const { operations } = await portal({ '*': route });

    await expect(operations.searchDatasets({}, window, aCall())).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
    });
  });
});

describe('a request', () => {
  const asked = async (query: object) => {
    const { server, operations } = await portal({ '*': fixture('ckan', 'package_search-empty.json') });
    await operations.searchDatasets(query, { offset: 20, limit: 10 }, aCall());
    expect(server.asked).toHaveLength(1);
    return decodeURIComponent(server.asked[0] ?? '');
  };

  it('has user text in quotes, so that it is never query syntax', async () => {
    expect(await asked({ text: 'a:b "x" *' })).toContain('q="a:b" AND "x"&');
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parts = (textQuery({ text }) ?? '').split('"');
        expect(
          parts
            .filter((_, at) => at % 2 === 0)
            .join('')
            .replace(/ AND /g, ''),
        ).toBe('');
      }),
    );
  });

  it('leaves out harvest sources, and pages in a unique order', async () => {
    const request = await asked({ text: 'a' });

    expect(request).toContain('fq=+dataset_type:dataset&rows=10&start=20&sort=score desc, id asc');
  });
});

it('answers a search by organisation number only for its own', async () => {
  const { operations } = await portal({ '*': { json: {} } });
  const { operations: foreign } = await portal({ '*': { json: {} } }, italy);

  expect(canSearch(operations, { publisherNumber: '2120001124', format: 'CSV' })).toBe(true);
  expect(canSearch(operations, { publisherNumber: '2021002114' })).toBe(false);
  expect(canSearch(operations, { licence: 'CC0-1.0' })).toBe(false);
  expect(canSearch(operations, { text: 'arbete', themes: [] })).toBe(true);
  expect(canSearch(foreign, { publisherNumber: '2120001124' })).toBe(false);
});

it.each(['00000000-0000-4000-b000-000000000002', 'exempel-2'])(
  'finds one dataset by its page with %s',
  async (id) => {
    const { server, operations } = await portal({
      '/api/3/action/package_show': fixture('ckan', 'package_show.json'),
    });

    const found = await operations.datasetByUri(`https://opendata-api.malmo.se/dataset/${id}`, aCall());

    expect(found?.records[0]?.catalogue).toBe('exempel-2');
    expect(server.asked).toEqual([`GET /api/3/action/package_show?id=${id}`]);
  },
);

it('gives a typed error, or datasets, for any JSON', () => {
  for (const one of portals) {
    const { page: schema } = answersOf(one);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const odd = {
          id: 'a',
          title: value,
          tags: value,
          extras: value,
          resources: [value],
          publisher: value,
        };
        const body = JSON.stringify({ success: true, result: { count: 1, results: [value, odd] } });
        try {
          decodeAtOnce(one.id, body, { format: 'json', schema });
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
      { numRuns: 30 },
    );
  }
});

describe.skipIf(!recordedFile('ckan'))('recorded answers', () => {
  const recorded = (name: string) => recordedText(`ckan/${name}`);

  it('of the Italian portal are read', async () => {
    const { operations } = await portal(
      {
        '*': {
          body: recorded('package_search_dati_gov_it_trimmed.json'),
          headers: { 'content-type': 'application/json' },
        },
      },
      italy,
    );

    const { items, total } = await operations.searchDatasets({}, window, aCall());

    expect(total).toBe(69_272);
    expect(items[0]).toMatchObject({
      publisher: { name: { it: 'Consiglio Regionale della Campania' } },
      distributions: [{ format: 'CSV' }],
    });
  });

  it.each(['ckan_full_dataset_dcat_ap.json', 'ckan_dataset_multilingual.json'])(
    '%s is read',
    async (name) => {
      const result = { id: 'a', ...JSON.parse(recorded(name)) };
      const { operations } = await portal({ '*': { json: { success: true, result } } });

      const found = await operations.datasetByUri('https://opendata-api.malmo.se/dataset/a', aCall());

      expect(found).toMatchObject({
        issued: '2024-05-01',
        modified: '2024-05-05',
        landingPages: ['http://example.org/ds1'],
      });
    },
  );
});

it('reads the counts of a search, and asks for no dataset', async () => {
  const { server, operations } = await portal({
    '/api/3/action/package_search': {
      json: {
        success: true,
        result: {
          count: 40,
          results: [],
          facets: {},
          search_facets: {
            organization: {
              title: 'organization',
              items: [{ name: 'a', display_name: 'Exempel A', count: 30 }],
            },
            res_format: {
              title: 'res_format',
              items: [
                { name: 'CSV', count: 9 },
                { name: 'PDF', count: 'x' },
              ],
            },
          },
        },
      },
    },
  });

  const counts = await operations.countDatasets?.({ text: 'arbete' }, aCall());

  expect(counts).toMatchObject({
    total: 40,
    facets: {
      publisher: [{ value: 'a', name: 'Exempel A', count: 30 }],
      format: [{ value: 'CSV', name: null, count: 9 }],
    },
  });
  expect(Object.keys(counts?.facets ?? {})).not.toContain('licence');
  const query = new URL(server.asked[0]?.replace('GET ', '') ?? '', server.url).searchParams;
  expect([query.get('rows'), query.get('q'), query.get('facet.field')]).toEqual([
    '0',
    '"arbete"',
    '["organization","res_format","license_id"]',
  ]);
});

it.each(portals.filter(({ enabled, language }) => !enabled && language))(
  'a text without a tag has the language of the portal: $id',
  async ({ id, language }) => {
    const source = ckan.find((one) => one.id === id);
    const result = { id: 'exempel-1', title: 'Esempio', notes: 'Esempio', resources: [] };
    const { operations } = await portal(
      { '*': { json: { success: true, result: { count: 1, results: [result] } } } },
      source,
    );

    const { items } = await operations.searchDatasets({ text: 'arbete' }, window, aCall());

    expect(items[0]).toMatchObject({ title: { [language ?? '']: 'Esempio' }, original: null });
  },
);

it('leaves the contacts of a record out of its texts, its addresses and its identifiers', async () => {
  const record = {
    id: '5f3c',
    name: 'oppettider',
    title: 'Öppettider, fråga Gunhild Planteriksson (0705551234)',
    notes: 'Frågor? tel:+46705551234. Ansvarig: <a href="mailto:g@leakco.se">Gunhild Planteriksson</a>',
    url: 'https://leakco.se/kontakt?email=gunhild@leakco.se&tel=0705551234&sida=2',
    license_url: 'mailto:gunhild@leakco.se',
    organization: { title: 'Gunhild Planteriksson 0705551234', name: 'leakco' },
    tags: [{ name: 'gunhild@leakco.se' }, { name: 'öppettider' }],
    extras: [
      { key: 'uri', value: 'https://leakco.se/gunhild@leakco.se/0705551234' },
      { key: 'identifier', value: 'mailto:gunhild@leakco.se' },
      { key: 'conforms_to', value: '["mailto:gunhild@leakco.se"]' },
    ],
    resources: [
      { name: 'gunhild@leakco.se', url: 'https://leakco.se/d?user=gunhild@leakco.se&phone=0705551234&f=csv' },
      { name: 'Fil', url: 'https://leakco.se/gunhild@leakco.se/d.csv' },
      { name: 'Register', url: 'https://leakco.se/5566778899/0705551234/2026-01-01.csv' },
    ],
  };
  const server = await fakeUpstream({
    '/api/3/action/package_search': { json: { success: true, result: { count: 1, results: [record] } } },
  });
  const graph = await graphOver([malmo], { mode: 'live', baseUrls: { [malmo.id]: server.url } });
  onTestFinished(() => graph.close());

  const { data } = await graph.ask(
    `{ datasets { nodes { uri title description landingPages publisherName keywords identifiers licencesAsStated
       distributions { title accessUrls } } } }`,
  );

  const [found] = data.datasets.nodes;
  expect(JSON.stringify(data)).not.toMatch(
    /gunhild|planteriksson|leakco\.se\/gunhild|(?<!5566778899\/)0705551234/i,
  );
  expect(found).toMatchObject({
    // Its own URI holds a contact, so it has that of its record, by which it is found again.
    uri: expect.stringMatching(/\/dataset\/5f3c$/),
    title: 'Öppettider, fråga […] […])',
    landingPages: ['https://leakco.se/kontakt?sida=2'],
    distributions: [
      { accessUrls: ['https://leakco.se/d?f=csv'] },
      { accessUrls: [] },
      { accessUrls: ['https://leakco.se/5566778899/0705551234/2026-01-01.csv'] },
    ],
  });
});
