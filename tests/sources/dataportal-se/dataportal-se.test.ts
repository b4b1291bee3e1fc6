import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetPage, publisherPage } from '../../../src/sources/dataportal-se/decode.ts';
import { dataportalSe } from '../../../src/sources/dataportal-se/index.ts';
import { rdfGraph } from '../../../src/sources/formats/rdf-json.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const dcterms = 'http://purl.org/dc/terms/';
const dcat = 'http://www.w3.org/ns/dcat#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const uri = (value: string) => ({ type: 'uri', value });
const text = (value: string, lang?: string) => ({ type: 'literal', value, lang });

/** A child of a search answer about one dataset, with another titled node in the way. */
const child = (node: object, { entryId = '2', resource = 'https://example.org/d' } = {}) => ({
  contextId: '1',
  entryId,
  info: {
    [`https://admin.dataportal.se/store/1/entry/${entryId}`]: {
      'http://entrystore.org/terms/resource': [uri(resource)],
      [`${dcterms}modified`]: [text('2026-01-02T04:00:00+01:00')],
    },
  },
  metadata: {
    'https://example.org/a-profile': { [`${dcterms}title`]: [text('En profil', 'sv')] },
    [resource]: node,
    '_:b1': { 'http://schema.org/startDate': [text('2019')] },
  },
});
const page = (...children: object[]) => ({ results: 40, resource: { children } });

async function portal(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  const operations = dataportalSe.open(testUpstream({ ...dataportalSe, baseUrl: `${server.url}` }));
  return { server, operations };
}

describe('a search', () => {
  it('asks once for a page, and takes the total as the source counts it', async () => {
    const { server, operations } = await portal({ '/search': { json: page(child({})) } });

    const found = await operations.searchDatasets({ themes: ['SOCI'] }, { offset: 20, limit: 10 }, aCall());

    expect(found.total).toBe(40);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toContain('limit=10&offset=20&sort=modified desc,uri asc');
  });

  it('never asks for more than the portal gives, and may ask for the count alone', async () => {
    const { server, operations } = await portal({ '/search': { json: page() } });

    await operations.searchDatasets({}, { offset: 0, limit: 500 }, aCall());
    const count = await operations.searchDatasets({}, { offset: 0, limit: 0 }, aCall());

    expect(server.asked[0]).toContain('limit=100&');
    // The portal counts nothing on an empty page.
    expect(server.asked[1]).toContain('limit=1&');
    expect(count).toMatchObject({ items: [], total: 40 });
  });

  it('reads the dataset that the entry is about, not the first one with a title', async () => {
    const node = { [`${dcterms}title`]: [text('Lediga jobb', 'sv'), text('Vacancies', 'en')] };
    const { operations } = await portal({ '/search': { json: page(child(node)) } });

    const { items } = await operations.searchDatasets({}, { offset: 0, limit: 1 }, aCall());

    expect(items[0]).toMatchObject({
      uri: 'https://example.org/d',
      title: { sv: 'Lediga jobb', en: 'Vacancies' },
      records: [{ catalogue: '1_2', url: 'https://www.dataportal.se/datasets/1_2' }],
      provenance: { state: 'LIVE', url: 'https://www.dataportal.se/datasets/1_2', licence: 'CC0-1.0' },
    });
  });

  it('puts vocabularies into their codes, and keeps what it does not know', async () => {
    const authority = 'http://publications.europa.eu/resource/authority';
    const node = {
      [`${dcterms}accessRights`]: [uri(`${authority}/access-right/PUBLIC`)],
      [`${dcterms}accrualPeriodicity`]: [uri('http://purl.org/cld/freq/semiannual')],
      [`${dcterms}license`]: [
        uri('https://creativecommons.org/licenses/by/4.0/deed.sv'),
        uri('http://creativecommons.org/publicdomain/zero/1.0'),
        uri(`${authority}/licence/CC_BY_SA_4_0`),
        uri('https://dataportal.se/concepts/licensecategories/nolicense'),
      ],
      [`${dcat}theme`]: [uri(`${authority}/data-theme/SOCI`), uri('http://inspire.ec.europa.eu/theme/tn')],
      [`${dcterms}modified`]: [text('2024')],
      [`${dcterms}temporal`]: [{ type: 'bnode', value: '_:b1' }],
    };
    const { operations } = await portal({ '/search': { json: page(child(node)) } });

    const { items } = await operations.searchDatasets({}, { offset: 0, limit: 1 }, aCall());

    expect(items[0]).toMatchObject({
      accessRights: 'PUBLIC',
      accrualPeriodicity: 'ANNUAL_2',
      licences: [
        'CC-BY-4.0',
        'CC0-1.0',
        'CC-BY-SA-4.0',
        'https://dataportal.se/concepts/licensecategories/nolicense',
      ],
      themes: ['SOCI', 'http://inspire.ec.europa.eu/theme/tn'],
      modified: '2024',
      temporal: ['2019/'],
    });
  });

  it.each([
    [
      'a URI',
      uri('https://dataportal.se/organisation/SE2021002114-2'),
      { organisationNumber: '2021002114', name: null },
    ],
    [
      'a name',
      text('Exempelkommunen'),
      { uri: null, name: { sv: 'Exempelkommunen' }, organisationNumber: null },
    ],
  ])('takes a publisher that is %s', async (_, publisher, expected) => {
    const { operations } = await portal({
      '/search': { json: page(child({ [`${dcterms}publisher`]: [publisher] })) },
    });

    const { items } = await operations.searchDatasets({}, { offset: 0, limit: 1 }, aCall());

    expect(items[0]?.publisher).toMatchObject(expected);
  });

  it('drops an entry without `entrystore:resource`', async () => {
    const bad = { ...child({}), info: {} };
    const { operations } = await portal({ '/search': { json: page(bad, child({})) } });

    const { items } = await operations.searchDatasets({}, { offset: 0, limit: 2 }, aCall());

    expect(items).toHaveLength(1);
  });
});

describe('a page of the portal', () => {
  const found = async (json: object, limit = 10) => {
    const { operations } = await portal({ '/search': { json } });
    return operations.searchDatasets({}, { offset: 0, limit }, aCall());
  };

  it('with `results: -1` is a failure of its index, and not an empty list', async () => {
    const failed = { results: -1, resource: { children: [] } };

    await expect(found(failed)).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  });

  it('gives an entry once that the server repeats', async () => {
    const { items } = await found(
      page(child({}), child({}), child({}, { entryId: '3', resource: 'https://example.org/e' })),
    );

    expect(items.map(({ uri: address }) => address)).toEqual([
      'https://example.org/d',
      'https://example.org/e',
    ]);
  });

  it('asks for its order with a blank between field and direction', async () => {
    const urls: string[] = [];
    const { operations } = await portal({
      '*': ({ url = '' }) => {
        urls.push(url);
        return { json: page() };
      },
    });

    await operations.searchDatasets({}, { offset: 0, limit: 1 }, aCall());

    expect(urls[0]).toContain('sort=modified%20desc%2Curi%20asc');
  });
});

describe('one dataset', () => {
  it('in two contexts is one with two records', async () => {
    const { operations } = await portal({
      '/search': {
        json: page(child({}), child({ [`${dcterms}license`]: [text('Fritt')] }, { entryId: '3' })),
      },
    });

    const found = await operations.datasetByUri('https://example.org/d', aCall());

    expect(found?.records.map(({ nativeId }) => nativeId)).toEqual(['1_2', '1_3']);
    expect(found?.licences).toEqual(['Fritt']);
  });

  it('is not asked for by an address that no query can hold', async () => {
    const { server, operations } = await portal({ '/search': { json: page() } });

    expect(await operations.datasetByUri(`https://example.org/${'ä'.repeat(9000)}`, aCall())).toBeNull();
    expect(server.asked).toEqual([]);
  });

  it('is found by its own URI', async () => {
    const { server, operations } = await portal({ '/search': { json: page(child({})) } });

    const found = await operations.datasetByUri('https://example.org/d', aCall());

    expect(found?.uri).toBe('https://example.org/d');
    expect(server.asked[0]).toContain('resource:https\\:\\/\\/example.org\\/d');
  });

  it.each(['https://www.dataportal.se/datasets/1_2', 'https://dataportal.se/sv/datasets/1_2/namn'])(
    'is found by its page %s',
    async (address) => {
      const { server, operations } = await portal({ '/search': { json: page(child({})) } });

      await operations.datasetByUri(address, aCall());

      expect(server.asked[0]).toContain('uri:https\\:\\/\\/admin.dataportal.se\\/store\\/1\\/entry\\/2');
    },
  );

  it('is null when the portal does not know it', async () => {
    const { operations } = await portal({ '/search': { json: { results: 0, resource: { children: [] } } } });

    expect(await operations.datasetByUri('https://example.org/x', aCall())).toBeNull();
  });
});

describe('distributions', () => {
  const wanted = { nativeId: '1_2', datasetUri: 'https://example.org/d' };
  const dataset = (name: string, ...files: string[]) => ({
    [name]: { [type]: [uri(`${dcat}Dataset`)], [`${dcat}distribution`]: files.map(uri) },
  });
  const file = (title: string) => ({
    [`${dcterms}title`]: [text(title, 'sv')],
    [`${dcterms}format`]: [text('text/csv')],
  });

  it('cost one request, and come in the order of the publisher', async () => {
    const graph = { ...dataset(wanted.datasetUri, 'b', 'a', 'missing'), a: file('A'), b: file('B') };
    const { server, operations } = await portal({ '/1/metadata/2': { json: graph } });

    const found = await operations.distributions?.(wanted, aCall());

    expect(found?.map(({ title }) => title.sv)).toEqual(['B', 'A']);
    expect(found?.[0]).toMatchObject({ format: 'text/csv', mediaType: 'text/csv' });
    expect(server.asked).toEqual(['GET /1/metadata/2?recursive=dcat&format=application/json']);
  });

  it('are those of the dataset asked for, when siblings come along', async () => {
    const graph = {
      ...dataset('sibling', 'a'),
      ...dataset(wanted.datasetUri, 'b'),
      a: file('A'),
      b: file('B'),
    };
    const { operations } = await portal({ '/1/metadata/2': { json: graph } });

    const found = await operations.distributions?.(wanted, aCall());

    expect(found?.map(({ title }) => title.sv)).toEqual(['B']);
  });

  it.each(['9_9', '../../etc/passwd', ''])('are null for %j, which the portal does not know', async (id) => {
    const { operations } = await portal({ '*': { status: 404 } });

    expect(await operations.distributions?.({ ...wanted, nativeId: id }, aCall())).toBeNull();
  });
});

it('asks again without `recursive` where the recursive graph is empty', async () => {
  const graph = {
    'https://example.org/d': { [`${dcat}distribution`]: [uri('a')] },
    a: { [`${dcterms}title`]: [text('A', 'sv')] },
  };
  const { server, operations } = await portal({
    '/1/metadata/2?recursive=dcat&format=application/json': { json: {} },
    '/1/metadata/2?format=application/json': { json: graph },
  });

  const found = await operations.distributions?.(
    { nativeId: '1_2', datasetUri: 'https://example.org/d' },
    aCall(),
  );

  expect(found?.map(({ title }) => title.sv)).toEqual(['A']);
  expect(server.asked).toHaveLength(2);
});

it('asks for publishers with long URIs one by one, and never for one that no query can hold', async () => {
  const { server, operations } = await portal({ '/search': { json: page() } });
  const long = Array.from({ length: 3 }, (_, at) => `https://example.org/${'ä'.repeat(600)}${at}`);

  await operations.publishers?.([...long, `https://example.org/${'ä'.repeat(9000)}`], aCall());

  expect(server.asked).toHaveLength(3);
});

it('asks for twenty publishers at a time, each once', async () => {
  const { server, operations } = await portal({ '/search': { json: page() } });
  const wanted = Array.from({ length: 45 }, (_, at) => `https://example.org/${at}`);

  await operations.publishers?.([...wanted, ...wanted], aCall());

  expect(server.asked).toHaveLength(3);
  expect(server.mostAtOnce()).toBeLessThanOrEqual(2);
});

describe('any JSON', () => {
  const rdf = fc.oneof(
    fc.json(),
    fc
      .dictionary(
        fc.webUrl(),
        fc.array(fc.record({ type: fc.constantFrom('uri', 'literal', 1), value: fc.anything() })),
      )
      .map((node) => JSON.stringify(page(child(node)))),
    fc.jsonValue().map((value) => JSON.stringify({ results: 1, resource: { children: [value, child({})] } })),
  );

  it.each([
    ['datasets', datasetPage],
    ['publishers', publisherPage],
    ['a graph', rdfGraph],
  ])('gives %s or a typed error', (_, schema) => {
    fc.assert(
      fc.property(rdf, (body) => {
        try {
          decodeAtOnce('dataportal-se', body, { format: 'json', schema });
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
    );
  });
});

describe.skipIf(!recordedFile('dataportal-se'))('recorded answers', () => {
  const recorded = (name: string) => ({
    body: recordedText(`dataportal-se/${name}`),
    headers: { 'content-type': 'application/json' },
  });

  it('of a search are read whole', async () => {
    const { operations } = await portal({ '/search': recorded('search_datasets_trimmed.json') });

    const { items, total } = await operations.searchDatasets(
      { text: 'bro' },
      { offset: 0, limit: 2 },
      aCall(),
    );

    expect(total).toBe(23_548);
    expect(items[0]).toMatchObject({
      records: [{ nativeId: '50_6079' }],
      title: { sv: 'Bro och tunnel' },
      publisher: { organisationNumber: '2021006297' },
      licences: ['CC0-1.0'],
      accessRights: 'PUBLIC',
      accrualPeriodicity: 'CONT',
      issued: '2013-07-01',
      modified: '2024-11-12',
    });
  });

  it('with a bare name for a publisher are read', async () => {
    const { operations } = await portal({ '/search': recorded('search_literal_publisher_trimmed.json') });

    const { items, total } = await operations.searchDatasets({}, { offset: 0, limit: 1 }, aCall());

    expect(total).toBeNull();
    expect(items[0]?.publisher).toEqual({ uri: null, name: { sv: 'Umeå kommun' }, organisationNumber: null });
  });

  it('of one dataset give its files, and no address of a contact', async () => {
    const { operations } = await portal({
      '/547/metadata/28672': recorded('metadata_recursive_547_28672.json'),
    });

    const found = await operations.distributions?.(
      {
        nativeId: '547_28672',
        datasetUri:
          'https://www.forsakringskassan.se/api/sprstatistikrapportera/public/v1/omv-mottagare-ar/meta.json',
      },
      aCall(),
    );

    expect(found?.map(({ licence, mediaType }) => [licence, mediaType])).toEqual([
      ['CC-BY-4.0', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['CC-BY-4.0', 'application/json'],
      ['CC-BY-4.0', 'application/json'],
    ]);
    expect(JSON.stringify(found)).not.toContain('mailto');
  });
});
