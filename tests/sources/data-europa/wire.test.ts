import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetPage } from '../../../src/sources/data-europa/decode.ts';
import { dataEuropa } from '../../../src/sources/data-europa/index.ts';
import { pageOver, textQuery } from '../../../src/sources/data-europa/query.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function portal(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  return { server, operations: dataEuropa.open(testUpstream({ ...dataEuropa, baseUrl: server.url })) };
}
const window = { offset: 0, limit: 10 };
const page = once(async () => {
  const { operations } = await portal({ '/search': fixture('data-europa', 'search.json') });
  return operations.searchDatasets({ text: 'arbete' }, window, aCall());
});
const dataset = async (number: number) => (await page()).items[number - 1];

it('reads a page, and drops records without an id', async () => {
  const { items, total } = await page();

  expect(items.map(({ records }) => records[0]?.nativeId)).toEqual(['exempel-1', 'exempel-2', 'exempel-3']);
  expect(total).toBe(12);
});

it('keeps the text of the publisher, and marks the translations of a machine', async () => {
  expect(await dataset(1)).toMatchObject({
    title: { en: 'Example: employees' },
    // The record says that it was written in Danish, and nothing of the Italian text.
    machineTranslated: ['en', 'it'],
    original: { title: 'Eksempel: medarbejdere', description: 'Eksempel på en beskrivelse.' },
    keywords: [
      { text: 'Køn', language: 'da' },
      { text: 'gender', language: 'en' },
    ],
  });
});

it('has distributions and a publisher that cost no request, without addresses that are none', async () => {
  const { operations } = await portal({ '/search': fixture('data-europa', 'search.json') });
  const first = await dataset(1);

  expect(operations.distributions).toBeUndefined();
  expect(operations.publishers).toBeUndefined();
  expect(first?.distributions).toMatchObject([
    {
      accessUrls: ['https://example.org/a', 'https://example.org/b'],
      format: 'CSV',
      mediaType: 'text/csv',
      licence: 'CC-BY-4.0',
      byteSize: 1024,
    },
  ]);
  expect(first?.publisher?.name).not.toBeNull();
});

it('reads a record without title and with a bare name for publisher', async () => {
  expect(await dataset(2)).toMatchObject({
    uri: 'https://example.org/register/2',
    title: {},
    publisher: null,
    issued: '2019',
    modified: '2019-05',
    identifiers: ['https://example.org/register/2', 'EX-2'],
  });
});

it('reads an old record: its title a text, its pages texts or objects, its times without a zone', async () => {
  expect(await dataset(3)).toMatchObject({
    uri: 'http://data.europa.eu/88u/dataset/exempel-3',
    title: { en: 'Exempel: en gammal post' },
    landingPages: ['https://example.org/sida', 'https://example.org/objekt'],
    hvdCategories: ['http://data.europa.eu/bna/c_a2c6dcd8'],
    applicableLegislation: ['http://data.europa.eu/eli/reg_impl/2023/138/oj'],
    temporal: ['2020-01-01T00:00:00Z/'],
    records: [{ modified: new Date('2021-02-03T04:05:06.123Z') }],
  });
});

it('has no address of a contact', async () => {
  expect(JSON.stringify(await page())).not.toMatch(/mailto|@example/);
});

describe('a request', () => {
  const asked = async (query: object, part = window) => {
    const { server, operations } = await portal({ '*': fixture('data-europa', 'search-empty.json') });
    await operations.searchDatasets(query, part, aCall());
    expect(server.asked).toHaveLength(1);
    return decodeURIComponent(server.asked[0] ?? '');
  };

  it('has every word in quotes, so that none is query syntax', async () => {
    expect(await asked({ text: 'öppna OR "data" title:x' })).toContain(
      'q="öppna" AND "OR" AND "data" AND "title:x"&',
    );
    expect(await asked({ anyOf: ['lediga jobb', 'job ads'] })).toContain('q="lediga jobb" OR "job ads"&');
  });

  it('has facets as JSON, theme codes in capitals', async () => {
    expect(await asked({ themes: ['soci'], format: 'text/csv', hvdOnly: true })).toContain(
      'facets={"categories":["SOCI"],"format":["CSV"],"is_hvd":["true"]}',
    );
  });

  it('asks for no field of a contact', async () => {
    expect(await asked({ text: 'a' })).not.toContain('contact_point');
  });

  it('is not beyond the ten thousandth hit, where the list ends', async () => {
    const { operations } = await portal({ '*': fixture('data-europa', 'search.json') });

    const found = await operations.searchDatasets({ text: 'a' }, { offset: 10_000, limit: 10 }, aCall());

    expect(found).toMatchObject({ items: [], total: null });
  });

  it('has a text of bounded length', () => {
    const long = textQuery({ text: 'å'.repeat(3) });

    expect(long).toBe('"ååå"');
    fc.assert(fc.property(fc.string(), (text) => !/^[^"]*"[^"]*$/.test(textQuery({ text }) ?? '')));
  });

  it('holds any part of a list in one page of the portal', () => {
    const part = fc.record({ offset: fc.nat(9000), limit: fc.integer({ min: 1, max: 100 }) });

    fc.assert(
      fc.property(part, ({ offset, limit }) => {
        const over = pageOver({ offset, limit });

        expect(over.page * over.limit + over.skip).toBe(offset);
        expect(over.skip + limit).toBeLessThanOrEqual(over.limit);
        expect(over.limit).toBeLessThanOrEqual(1000);
      }),
    );
  });
});

describe('one dataset', () => {
  it.each([
    'https://data.europa.eu/data/datasets/exempel-1?locale=sv',
    'http://data.europa.eu/88u/dataset/exempel-1',
  ])('is found by %s', async (uri) => {
    const { server, operations } = await portal({
      '/datasets/exempel-1': fixture('data-europa', 'dataset.json'),
    });

    expect((await operations.datasetByUri(uri, aCall()))?.records[0]?.nativeId).toBe('exempel-1');
    expect(server.asked).toEqual(['GET /datasets/exempel-1']);
  });

  it('is null where the portal does not know it', async () => {
    const { operations } = await portal({
      '/search': fixture('data-europa', 'search-empty.json'),
      '/datasets/x': { status: 404, body: 'dataset x not found', headers: { 'content-type': 'text/plain' } },
    });

    expect(await operations.datasetByUri('https://data.europa.eu/data/datasets/x', aCall())).toBeNull();
    expect(await operations.datasetByUri('https://example.org/x', aCall())).toBeNull();
  });
});

it('gives a typed error, or datasets, for any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const body = JSON.stringify({
        result: { count: 1, results: [value, { id: 'a', title: value, keywords: value }] },
      });
      try {
        decodeAtOnce('data-europa', body, { format: 'json', schema: datasetPage });
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError);
      }
    }),
  );
});

describe.skipIf(!recordedFile('data-europa'))('recorded answers', () => {
  it.each(['search_full_record_trimmed.json'])('%s is read', async (name) => {
    const { operations } = await portal({
      '/search': {
        body: recordedText(`data-europa/${name}`),
        headers: { 'content-type': 'application/json' },
      },
    });

    const { items, total } = await operations.searchDatasets({}, window, aCall());

    expect(total).toBe(12_223);
    expect(items[0]).toMatchObject({
      title: { en: 'Staff at VIA University College' },
      machineTranslated: ['en', 'it'],
      original: { title: 'Medarbejdere ved VIA University College' },
      publisher: { name: { en: 'Aarhus Kommune' } },
      distributions: [{ format: 'CSV', licence: 'CC-BY-4.0' }],
    });
  });
});

it('reads the counts of a search by its own names, and asks for no dataset', async () => {
  const items = [
    { id: 'CSV', title: 'CSV', count: 7 },
    { id: 'PDF', title: { en: 'PDF' }, count: 2 },
    { title: 'without an id', count: 1 },
  ];
  const { operations } = await portal({
    '/search': {
      json: {
        result: {
          count: 9,
          results: [],
          facets: [
            { id: 'format', title: 'Formats', items },
            { id: 'country', title: 'Countries', items: [{ id: 'dk', title: 'Denmark', count: 9 }] },
            { id: 'scoring', title: 'Metadata quality', items: [] },
          ],
        },
      },
    },
  });

  expect(await operations.countDatasets?.({ text: 'arbete' }, aCall())).toMatchObject({
    total: 9,
    facets: {
      format: [
        { value: 'CSV', name: 'CSV', count: 7 },
        { value: 'PDF', name: null, count: 2 },
      ],
      country: [{ value: 'dk', name: 'Denmark', count: 9 }],
    },
  });
});
