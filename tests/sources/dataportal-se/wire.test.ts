import { describe, expect, it } from 'vitest';
import { dataportalSe } from '../../../src/sources/dataportal-se/index.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
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
  it('leaves out an entry that says not what it is about and one whose id is none', async () => {
    expect((await found()).items.map(({ nativeId }) => nativeId)).toEqual(
      [1, 2, 3, 4, 5, 7].map((number) => `dataportal-se:9_${number}`),
    );
  });

  it('counts by `results`, whatever the page holds', async () => {
    expect((await found()).total).toBe(23_548);
  });

  it('has no total where `results` is missing', async () => {
    expect(await search('search-without-total.json')).toMatchObject({
      total: null,
      items: [{ title: { sv: 'Exempel på en datamängd' }, publisher: { name: { sv: 'Exempelkommunen' } } }],
    });
  });

  it('may hold no `children`', async () => {
    expect(await search('search-empty.json')).toMatchObject({ items: [], total: 0 });
  });

  it('that is refused tells the status, and nothing of the body', async () => {
    const operations = await portal({ '*': fixture('dataportal-se', 'error-400.json', { status: 400 }) });

    await expect(operations.searchDatasets({}, { offset: 0, limit: 8 }, aCall())).rejects.toMatchObject({
      refusedWith: 400,
      message: expect.not.stringContaining('short'),
    });
  });
});

describe('a dataset', () => {
  it('is the subject that `info` names, not another one that has a title', async () => {
    expect((await dataset(1))?.title).toEqual({ sv: 'Exempel på en datamängd' });
  });

  it('has its texts by language', async () => {
    expect((await dataset(1))?.description).toEqual({
      sv: 'Exempel på en beskrivning.',
      en: 'Exempel of a description.',
    });
  });

  it('has a text without a language as Swedish, and so one in a language that is not served, if alone', async () => {
    expect(await dataset(2)).toMatchObject({
      title: { sv: 'Exempel, en gång till utan språk' },
      description: { sv: 'Esempio' },
    });
  });

  it('has keywords with the language they say, empty ones and addresses left out', async () => {
    expect((await dataset(1))?.keywords).toEqual([
      { text: 'exempel', language: 'sv' },
      { text: 'example', language: 'en' },
      { text: 'utan språk', language: null },
      { text: 'esempio', language: 'it' },
    ]);
  });

  it('has the codes of vocabularies, and what is of none as it stands', async () => {
    expect(await dataset(1)).toMatchObject({
      themes: ['TRAN', 'http://inspire.ec.europa.eu/theme/tn'],
      accessRights: 'PUBLIC',
      accrualPeriodicity: 'CONT',
      hvdCategories: ['http://data.europa.eu/bna/c_exempel'],
    });
  });

  it('has each licence once, of several spellings, and a pseudo-licence as it stands', async () => {
    expect((await dataset(1))?.licences).toEqual([
      'CC0-1.0',
      'CC-BY-4.0',
      'CC-BY-SA-4.0',
      'https://dataportal.se/concepts/licensecategories/nolicense',
    ]);
  });

  it('has the frequency of the older list, and no access rights of a text', async () => {
    expect(await dataset(2)).toMatchObject({ accrualPeriodicity: 'ANNUAL_2', accessRights: null });
  });

  it('has dates as the publisher says them: a day, a year, an instant; a text that is none is passed over', async () => {
    expect(await dataset(1)).toMatchObject({ issued: '2013-07-01', modified: '2024-11-12' });
    expect(await dataset(2)).toMatchObject({ issued: '2024-06-01T00:00:00+02:00', modified: '2024' });
  });

  it('has periods of blank nodes, by the new names of their ends or the old, and none of a missing node', async () => {
    expect((await dataset(1))?.temporal).toEqual(['2001-01-01/2099-12-31', '2019/']);
  });

  it('has places that are addresses, and no blank node', async () => {
    expect((await dataset(1))?.spatial).toEqual(['https://example.org/plats']);
  });

  it('has its identifiers, also the one of a blank node', async () => {
    expect((await dataset(1))?.identifiers).toEqual(['exempel-1', 'exempel-2']);
  });

  it('has the ten digits of its publisher’s address, of which http and https and endings differ', async () => {
    const [first, third] = await Promise.all([dataset(1), dataset(3)]);

    expect(first?.publisher).toMatchObject({ organisationNumber: '2120000099', name: null });
    expect(third?.publisher).toMatchObject({
      organisationNumber: '2120000099',
      name: { sv: 'Exempelmyndigheten', en: 'Exempel agency' },
    });
  });

  it('has a publisher that is only a name', async () => {
    expect((await dataset(2))?.publisher).toEqual({
      uri: null,
      name: { sv: 'Exempelkommunen' },
      organisationNumber: null,
    });
  });

  it('may have no metadata at all', async () => {
    expect(await dataset(4)).toMatchObject({ title: {}, keywords: [], publisher: null, licences: [] });
  });

  it('may have its metadata where harvested ones are kept', async () => {
    expect((await dataset(5))?.title).toEqual({ sv: 'Exempel med skördade metadata' });
  });

  it('may have ids that are numbers, values that are no list, and terms of no type', async () => {
    expect(await dataset(7)).toMatchObject({
      nativeId: 'dataportal-se:9_7',
      title: {},
      keywords: [{ text: 'exempel', language: 'sv' }],
    });
  });

  it('has a record with the times of its entry and the portal’s page', async () => {
    expect((await dataset(1))?.records).toEqual([
      {
        sourceId: 'dataportal-se',
        catalogue: '9_1',
        url: 'https://www.dataportal.se/datasets/9_1',
        issued: new Date('2026-09-19T01:59:02.256Z'),
        modified: new Date('2026-09-21T02:05:52.918Z'),
      },
    ]);
  });
});

it('names a publisher by the entry that has a name, where several catalogues hold it', async () => {
  const operations = await answering('publishers.json');
  const wanted = ['http://dataportal.se/organisation/SE2120000099', 'https://example.org/utgivare'];

  const publishers = await operations.publishers(wanted, aCall());

  expect([...publishers.values()]).toMatchObject([
    { organisationNumber: '2120000099', name: { sv: 'Exempelmyndigheten' } },
    { organisationNumber: '2120000098', name: { sv: 'Exempel AB', en: 'Exempel Ltd' } },
  ]);
});

describe('distributions', () => {
  const distributions = async (routes: Record<string, Route>) =>
    (await portal(routes)).distributions('dataportal-se:9_1', aCall());
  const whole = once(() => distributions({ '/9/metadata/1': fixture('dataportal-se', 'metadata.json') }));

  it('come in the order of the dataset, without one that is not in the graph', async () => {
    expect((await whole())?.map(({ title }) => title)).toEqual([
      { sv: 'Exempel: län' },
      { sv: 'Exempel: tabell', en: 'Exempel: table' },
      { sv: 'Exempel utan språk' },
      {},
    ]);
  });

  it('have a media type from the format where that is one', async () => {
    expect((await whole())?.[0]).toMatchObject({
      mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      licence: 'CC-BY-4.0',
      byteSize: null,
      conformsTo: null,
    });
  });

  it('have a format of the EU’s list, a size and a schema', async () => {
    expect((await whole())?.[1]).toMatchObject({
      format: 'CSV',
      mediaType: 'text/csv',
      byteSize: 1024,
      conformsTo: 'https://example.org/schema',
    });
  });

  it('have a format in free words, terms in free words, an address as text, and a size that is none', async () => {
    expect((await whole())?.[2]).toMatchObject({
      format: 'Exempel API',
      mediaType: null,
      licence: 'Fritt exempel',
      downloadUrl: 'https://example.org/text',
      byteSize: null,
    });
  });

  it('may say nothing of themselves', async () => {
    expect((await whole())?.[3]).toEqual({
      title: {},
      accessUrl: null,
      downloadUrl: null,
      format: null,
      mediaType: null,
      licence: null,
      byteSize: null,
      conformsTo: null,
    });
  });

  it('are those of the dataset that the entry names, where a sibling is in the graph', async () => {
    const found = await distributions({
      '/9/metadata/1': fixture('dataportal-se', 'metadata-sibling.json'),
      '/9/entry/1': fixture('dataportal-se', 'entry.json'),
    });

    expect(found?.map(({ title }) => title.sv)).toEqual(['Exempel: län', 'Exempel utan språk']);
  });

  it('hold no contact of the dataset or its publisher', async () => {
    expect(JSON.stringify(await whole())).not.toMatch(/mailto|@|Exempelsdotter/);
  });
});
