import { describe, expect, it } from 'vitest';
import { datasetPage } from '../../../src/sources/dataportal-se/decode.ts';
import { dataportalSe } from '../../../src/sources/dataportal-se/index.ts';
import { countItems } from '../../../src/upstream/dropped-items.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, fixtureText, once } from '../../support/fixture.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function portal(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  return dataportalSe.open(testUpstream({ ...dataportalSe, baseUrl: server.url }));
}
const answering = (name: string) => portal({ '/search': fixture('dataportal-se', name) });
const search = async (name: string) =>
  (await answering(name)).searchDatasets({}, { offset: 0, limit: 8 }, aCall());
const found = once(() => search('search.json'));
async function dataset(number: number) {
  const uri = `https://example.org/dataset/${number}`;
  return (await found()).items.find((one) => one.uri === uri);
}

describe('a page of datasets', () => {
  it('drops an entry without `entrystore:resource` and an entry with an invalid id', async () => {
    expect((await found()).items.map(({ records }) => records[0]?.nativeId)).toEqual(
      [1, 2, 3, 4, 5, 7].map((number) => `9_${number}`),
    );
  });

  it('takes the total from `results`, not from the number of children', async () => {
    expect((await found()).total).toBe(23_548);
  });

  it('has a total of null where `results` is missing', async () => {
    expect(await search('search-without-total.json')).toMatchObject({
      total: null,
      items: [{ title: { sv: 'Exempel på en datamängd' }, publisher: { name: { sv: 'Exempelkommunen' } } }],
    });
  });

  it('is empty where `children` is missing', async () => {
    expect(await search('search-empty.json')).toMatchObject({ items: [], total: 0 });
  });

  it('reports the status of a 400, and nothing of its body', async () => {
    const operations = await portal({ '*': fixture('dataportal-se', 'error-400.json', { status: 400 }) });

    await expect(operations.searchDatasets({}, { offset: 0, limit: 8 }, aCall())).rejects.toMatchObject({
      refusedWith: 400,
      message: expect.not.stringContaining('short'),
    });
  });
});

describe('a dataset', () => {
  it('is the subject named by `info`, not another subject with a title', async () => {
    expect((await dataset(1))?.title).toEqual({ sv: 'Exempel på en datamängd' });
  });

  it('has its texts by language', async () => {
    expect((await dataset(1))?.description).toEqual({
      sv: 'Exempel på en beskrivning.',
      en: 'Exempel of a description.',
    });
  });

  it('takes a text without a language tag as Swedish, and one in another language of the schema as that', async () => {
    expect(await dataset(2)).toMatchObject({
      title: { sv: 'Exempel, en gång till utan språk' },
      description: { it: 'Esempio' },
    });
  });

  it('has keywords with their language tags, and drops empty keywords and URIs', async () => {
    expect((await dataset(1))?.keywords).toEqual([
      { text: 'exempel', language: 'sv' },
      { text: 'example', language: 'en' },
      { text: 'utan språk', language: 'sv' },
      { text: 'esempio', language: 'it' },
    ]);
  });

  it('reduces vocabulary URIs to their codes, and keeps other URIs unchanged', async () => {
    expect(await dataset(1)).toMatchObject({
      themes: ['TRAN', 'http://inspire.ec.europa.eu/theme/tn'],
      accessRights: 'PUBLIC',
      accrualPeriodicity: 'CONT',
      hvdCategories: ['http://data.europa.eu/bna/c_exempel'],
    });
  });

  it('has each licence once whatever its spelling, and keeps a pseudo-licence unchanged', async () => {
    expect((await dataset(1))?.licences).toEqual([
      'CC0-1.0',
      'CC-BY-4.0',
      'CC-BY-SA-4.0',
      'https://dataportal.se/concepts/licensecategories/nolicense',
    ]);
  });

  it('reads a frequency of the old vocabulary, and ignores access rights given as text', async () => {
    expect(await dataset(2)).toMatchObject({ accrualPeriodicity: 'ANNUAL_2', accessRights: null });
  });

  it('keeps the precision of a date (day, year or instant), and skips a text that is no date', async () => {
    expect(await dataset(1)).toMatchObject({ issued: '2013-07-01', modified: '2024-11-12' });
    expect(await dataset(2)).toMatchObject({ issued: '2024-06-01T00:00:00+02:00', modified: '2024' });
  });

  it('reads periods with `dcat:startDate` or `schema:startDate`, and skips a missing blank node', async () => {
    expect((await dataset(1))?.temporal).toEqual(['2001-01-01/2099-12-31', '2019/']);
  });

  it('has its places as URIs, and skips blank nodes', async () => {
    expect((await dataset(1))?.spatial).toEqual(['https://example.org/plats']);
  });

  it('has the identifiers of `dcterms:identifier` and of the blank nodes of `adms:identifier`', async () => {
    expect((await dataset(1))?.identifiers).toEqual(['exempel-1', 'exempel-2']);
  });

  it('has the ten-digit organisation number of the publisher’s URI, with http, with https and with a suffix', async () => {
    const [first, third] = await Promise.all([dataset(1), dataset(3)]);

    expect(first?.publisher).toMatchObject({ organisationNumber: '2120000099', name: null });
    expect(third?.publisher).toMatchObject({
      organisationNumber: '2120000099',
      name: { sv: 'Exempelmyndigheten', en: 'Exempel agency' },
    });
  });

  it('may have a literal as publisher, which becomes its name', async () => {
    expect((await dataset(2))?.publisher).toEqual({
      uri: null,
      name: { sv: 'Exempelkommunen' },
      organisationNumber: null,
    });
  });

  it('is read without `metadata`', async () => {
    expect(await dataset(4)).toMatchObject({ title: {}, keywords: [], publisher: null, licences: [] });
  });

  it('is read with `cached-external-metadata`', async () => {
    expect((await dataset(5))?.title).toEqual({ sv: 'Exempel med skördade metadata' });
  });

  it('is read with numbers as ids, a value that is no list, and terms of an unknown type', async () => {
    expect(await dataset(7)).toMatchObject({
      records: [{ nativeId: '9_7' }],
      title: {},
      keywords: [{ text: 'exempel', language: 'sv' }],
    });
  });

  it('has a catalogue record with the times of the entry and the page of the portal', async () => {
    expect((await dataset(1))?.records).toEqual([
      {
        sourceId: 'dataportal-se',
        nativeId: '9_1',
        datasetUri: 'https://example.org/dataset/1',
        catalogue: '9_1',
        url: 'https://www.dataportal.se/datasets/9_1',
        issued: new Date('2026-09-19T01:59:02.256Z'),
        modified: new Date('2026-09-21T02:05:52.918Z'),
      },
    ]);
  });
});

it('takes the entry with a name where several entries describe one publisher', async () => {
  const operations = await answering('publishers.json');
  const wanted = ['http://dataportal.se/organisation/SE2120000099', 'https://example.org/utgivare'];

  const publishers = await operations.publishers?.(wanted, aCall());

  expect([...(publishers?.values() ?? [])]).toMatchObject([
    { organisationNumber: '2120000099', name: { sv: 'Exempelmyndigheten' } },
    { organisationNumber: '2120000098', name: { sv: 'Exempel AB', en: 'Exempel Ltd' } },
  ]);
});

describe('distributions', () => {
  const distributions = async (routes: Record<string, Route>) =>
    (await portal(routes)).distributions?.(
      { nativeId: '9_1', datasetUri: 'https://example.org/dataset/1/meta.json' },
      aCall(),
    );
  const whole = once(() => distributions({ '/9/metadata/1': fixture('dataportal-se', 'metadata.json') }));

  it('have the order of the dataset, without one that is missing in the graph', async () => {
    expect((await whole())?.map(({ title }) => title)).toEqual([
      { sv: 'Exempel: län' },
      { sv: 'Exempel: tabell', en: 'Exempel: table' },
      { sv: 'Exempel utan språk' },
      {},
    ]);
  });

  it('take the media type from `dcterms:format` where that is a media type', async () => {
    expect((await whole())?.[0]).toMatchObject({
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      licence: 'CC-BY-4.0',
      byteSize: null,
      conformsTo: null,
    });
  });

  it('are read with a file-type URI, a size and a schema', async () => {
    expect((await whole())?.[1]).toMatchObject({
      format: 'CSV',
      mediaType: 'text/csv',
      byteSize: 1024,
      conformsTo: 'https://example.org/schema',
    });
  });

  it('are read with a free-text format and licence, a literal URL, and a size that is no number', async () => {
    expect((await whole())?.[2]).toMatchObject({
      format: 'Exempel API',
      mediaType: null,
      licence: 'Fritt exempel',
      downloadUrl: 'https://example.org/text',
      byteSize: null,
    });
  });

  it('are read without any property', async () => {
    expect((await whole())?.[3]).toEqual({
      title: {},
      accessUrl: null,
      accessUrls: [],
      downloadUrl: null,
      downloadUrls: [],
      format: null,
      mediaType: null,
      licence: null,
      byteSize: null,
      conformsTo: null,
    });
  });

  it('belong to the dataset asked for, where the graph holds a second dataset', async () => {
    const found = await distributions({
      '/9/metadata/1': fixture('dataportal-se', 'metadata-sibling.json'),
    });

    expect(found?.map(({ title }) => title.sv)).toEqual(['Exempel: län', 'Exempel utan språk']);
  });

  it('contain no contact of the dataset or its publisher', async () => {
    expect(JSON.stringify(await whole())).not.toMatch(/mailto|@|Exempelsdotter/);
  });
});

describe('the counts of a search', () => {
  const field = 'metadata.predicate.uri.9259d4c1';
  const counts = (body: object) => ({ offset: 0, limit: 1, resource: { children: [] }, ...body });

  it('are those of the fields of predicates, and the total is `results`', async () => {
    const values = [
      { name: 'https://dataportal.se/organisation/SE2120000000', count: 41 },
      { name: 'http://dataportal.se/organisation/SE2120000000', count: 3 },
    ];
    const operations = await portal({
      '/search': { json: counts({ results: 44, facetFields: [{ name: field, valueCount: 2, values }] }) },
    });

    expect(await operations.countDatasets?.({ text: 'arbete' }, aCall())).toMatchObject({
      total: 44,
      facets: { publisher: values.map(({ name, count }) => ({ value: name, name: null, count })) },
    });
  });

  it('are an error where the index of the portal has failed', async () => {
    const operations = await portal({ '/search': { json: counts({ results: -1, facetFields: [] }) } });

    await expect(operations.countDatasets?.({}, aCall())).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
    });
  });

  it.skipIf(!recordedFile('dataportal-se/facet_response.shape.json'))(
    'are read from the shape of the server',
    async () => {
      const body = recordedText('dataportal-se/facet_response.shape.json');
      const operations = await portal({ '/search': { json: JSON.parse(body) } });

      const read = await operations.countDatasets?.({}, aCall());

      expect(read?.facets.publisher?.map(({ count }) => count)).toEqual([41, 3]);
    },
  );
});

describe('checks of links', () => {
  const report = (contextId: string, failed: string, created: string) => {
    const integer = (value: string) => [{ type: 'literal', value }];
    return {
      contextId,
      entryId: '9',
      metadata: {
        [`https://admin.dataportal.se/store/${contextId}/resource/9`]: {
          'http://www.w3.org/1999/02/22-rdf-syntax-ns#type': [
            { type: 'uri', value: 'http://entryscape.com/terms/LinkCheckReport' },
          ],
          'http://purl.org/dc/terms/created': [{ type: 'literal', value: created }],
          'http://entryscape.com/terms/linkChecks': integer('30'),
          'http://entryscape.com/terms/failedLinkChecks': integer(failed),
          'http://entryscape.com/terms/excludedLinkChecks': integer('1'),
        },
      },
    };
  };
  const answer = (children: object[]) => ({
    json: { offset: 0, limit: 100, results: children.length, resource: { children } },
  });

  it('are those of the context of each record, the newest of several, in one request', async () => {
    const server = await fakeUpstream({
      '/search': answer([
        report('9', '2', '2026-09-21T03:24:18.498Z'),
        report('9', '30', '2026-08-21T03:24:18.498Z'),
      ]),
    });
    const operations = dataportalSe.open(testUpstream({ ...dataportalSe, baseUrl: server.url }));

    const found = await operations.linkReports?.(['9_1', '9_2', '10_1'], aCall());

    const newest = { links: 30, unanswered: 2, leftOut: 1, checkedAt: new Date('2026-09-21T03:24:18.498Z') };
    expect(found?.get('9_1')).toMatchObject(newest);
    expect(found?.get('9_2')).toMatchObject(newest);
    expect(found?.has('10_1')).toBe(false);
    expect(server.asked).toHaveLength(1);
  });

  it('of another context are an error', async () => {
    const operations = await portal({ '/search': answer([report('11', '2', '2026-09-21T03:24:18.498Z')]) });

    await expect(operations.linkReports?.(['9_1'], aCall())).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
    });
  });

  it.skipIf(!recordedFile('dataportal-se/link_check_report_trimmed.json'))(
    'are read from a recorded answer',
    async () => {
      const recorded = JSON.parse(recordedText('dataportal-se/link_check_report_trimmed.json'));
      const operations = await portal({ '/search': { json: recorded } });

      const found = await operations.linkReports?.(['104_1'], aCall());

      expect(found?.get('104_1')).toMatchObject({
        links: 9,
        unanswered: 8,
        leftOut: 0,
        checkedAt: new Date('2026-09-21T03:24:18.498Z'),
      });
    },
  );
});

it('an entry of the usual shape is read as the schema reads it', () => {
  const page = JSON.parse(fixtureText('dataportal-se', 'search.json'));
  const entries: { contextId: unknown; entryId: unknown }[] = page.resource.children;
  // An id that is a number is left to the schema.
  const byNumber = entries.map((entry) => ({ ...entry, entryId: Number(entry.entryId) }));
  const read = (children: unknown[]) => countItems(datasetPage, { ...page, resource: { children } });

  const [quick, bySchema] = [read(entries), read(byNumber)];

  expect(quick.read.data?.items).toHaveLength(6);
  expect(quick.read.data).toStrictEqual(bySchema.read.data);
  expect(quick.items).toEqual(bySchema.items);
});

it('requests that are answered from memory get the same datasets', async () => {
  const operations = await answering('search.json');
  const ask = () => operations.searchDatasets({}, { offset: 0, limit: 8 }, aCall());
  await ask();

  const [one, other] = [await ask(), await ask()];

  expect(one.items).toHaveLength(6);
  for (const [at, dataset] of one.items.entries()) expect(other.items[at]).toBe(dataset);
});
