import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/sources/opendatasoft/decode.ts';
import { opendatasoft } from '../../../src/sources/opendatasoft/index.ts';
import { portals } from '../../../src/sources/opendatasoft/portals.ts';
import { whereClause } from '../../../src/sources/opendatasoft/query.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const [umea] = opendatasoft;
if (!umea) throw new Error('a portal is needed');

async function portal(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  const source = umea ?? opendatasoft[0];
  if (!source) throw new Error('a portal is needed');
  return { server, operations: source.open(testUpstream({ ...source, baseUrl: server.url })) };
}
const window = { offset: 0, limit: 10 };
const page = once(async () => {
  const { operations } = await portal({
    '/api/explore/v2.1/catalog/datasets': fixture('opendatasoft', 'datasets.json'),
  });
  return operations.searchDatasets({ text: 'arbete' }, window, aCall());
});
const withId = async (id: string) => (await page()).items.find(({ records }) => records[0]?.nativeId === id);

it('has Umeå on, and the other portals off', () => {
  expect(opendatasoft.filter(({ enabled }) => enabled).map(({ id }) => id)).toEqual(['opendatasoft-umea']);
});

it('reads a dataset in the language that it states, its themes as keywords', async () => {
  expect(await withId('exempel-1')).toMatchObject({
    uri: 'https://opendata.umea.se/api/v2/catalog/datasets/exempel-1',
    title: { sv: 'Exempel: anställda' },
    description: { sv: 'Exempel på en beskrivning.' },
    keywords: [
      { text: 'Jobb', language: 'sv' },
      { text: 'Arbete', language: 'sv' },
    ],
    modified: '2024-02-03T04:05:06+00:00',
    licences: ['CC0-1.0'],
    publisher: { name: { sv: 'Exempelkommunen' }, organisationNumber: '2120002627' },
    records: [
      {
        modified: new Date('2024-02-04T04:05:06Z'),
        url: 'https://opendata.umea.se/explore/dataset/exempel-1',
      },
    ],
  });
});

it('has the home of a dataset that another portal shows among its identifiers', async () => {
  expect((await withId('exempel-1'))?.identifiers).toEqual([
    'exempel-1',
    'https://exempel.example.org/explore/dataset/anstallda',
  ]);
});

it('has its exports for distributions, which cost no request', async () => {
  const { operations } = await portal({ '*': { json: {} } });
  const base = 'https://opendata.umea.se/api/explore/v2.1/catalog/datasets/exempel-1/exports';

  expect(operations.distributions).toBeUndefined();
  expect(
    (await withId('exempel-1'))?.distributions?.map(({ format, downloadUrl }) => [format, downloadUrl]),
  ).toEqual([
    ['CSV', `${base}/csv`],
    ['JSON', `${base}/json`],
    ['XLSX', `${base}/xlsx`],
    ['PARQUET', `${base}/parquet`],
  ]);
});

it('has only its attachments where there are no records, and only those that can be fetched', async () => {
  expect(await withId('exempel-utan')).toMatchObject({
    title: {},
    issued: '2020',
    temporal: ['2020-01-01/'],
    distributions: [{ downloadUrl: 'https://example.org/fil.pdf', mediaType: 'application/pdf' }],
  });
});

describe('a request', () => {
  const asked = async (query: object, part = window) => {
    const { server, operations } = await portal({ '*': fixture('opendatasoft', 'datasets-empty.json') });
    const found = await operations.searchDatasets(query, part, aCall());
    return { found, request: decodeURIComponent(server.asked[0] ?? '') };
  };

  it('has user text in quotes, and names the language', async () => {
    const { request } = await asked({ text: 'a "b" OR' });

    expect(request).toContain('where="a" AND "\\"b\\"" AND "OR"&');
    expect(request).toContain('lang=sv');
  });

  it('has no text that is query syntax', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bare = (whereClause({ text }) ?? '').replace(/"(?:\\.|[^"\\])*"/gs, '');
        expect(bare.replace(/ AND /g, '')).toBe('');
      }),
    );
  });

  it('asks for no more than the portal gives, and ends before its border', async () => {
    expect((await asked({}, { offset: 0, limit: 500 })).request).toContain('limit=100&');
    expect((await asked({}, { offset: 9950, limit: 10 })).found).toMatchObject({ items: [], total: null });
  });
});

describe('one dataset', () => {
  it.each([
    'https://opendata.umea.se/explore/dataset/exempel-1/information/',
    'http://opendata.umea.se/api/v2/catalog/datasets/exempel-1',
    'https://opendata.umea.se/api/explore/v2.1/catalog/datasets/exempel-1',
  ])('is found by %s', async (uri) => {
    const { operations } = await portal({
      '/api/explore/v2.1/catalog/datasets/exempel-1': fixture('opendatasoft', 'dataset.json'),
    });

    expect((await operations.datasetByUri(uri, aCall()))?.records[0]?.nativeId).toBe('exempel-1');
  });

  it('of another domain is not asked for', async () => {
    const { server, operations } = await portal({});

    expect(
      await operations.datasetByUri('https://example.org/explore/dataset/exempel-1', aCall()),
    ).toBeNull();
    expect(server.asked).toEqual([]);
  });
});

it('names the fault when the portal refuses the query', async () => {
  const { operations } = await portal({ '*': fixture('opendatasoft', 'error-400.json', { status: 400 }) });

  await expect(operations.searchDatasets({}, window, aCall())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
  });
});

it('gives a typed error, or datasets, for any JSON', () => {
  for (const one of portals) {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const odd = {
          dataset_id: 'a',
          attachments: value,
          metas: { default: { title: value, keyword: value }, dcat: value },
        };
        try {
          const body = JSON.stringify({ total_count: value, results: [value, odd] });
          decodeAtOnce(one.id, body, { format: 'json', schema: answersOf(one).page });
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
    );
  }
});

it('reads those facets that the portal shows, without a total', async () => {
  const value = (name: string, count: number) => ({ name, value: name, count, state: 'displayed' });
  const { operations } = await portal({
    '/api/explore/v2.1/catalog/facets': {
      json: {
        links: [],
        facets: [
          { name: 'publisher', facets: [value('Exempel A', 4), value('Exempel B', 2)] },
          { name: 'features', facets: [value('analyze', 6)] },
        ],
      },
    },
  });

  expect(await operations.countDatasets?.({ text: 'arbete' }, aCall())).toMatchObject({
    total: null,
    facets: {
      publisher: [
        { value: 'Exempel A', count: 4 },
        { value: 'Exempel B', count: 2 },
      ],
    },
  });
  // A text without letters and digits finds nothing.
  expect(await operations.countDatasets?.({ text: '!' }, aCall())).toMatchObject({
    total: 0,
    facets: { publisher: [] },
  });
});
