import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markSeen, storeSeen } from '../../../src/database/seen-datasets.ts';
import { asAtom, asJsonFeed } from '../../../src/http/feeds/write.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway({ PUBLIC_URL: 'https://graph.example.org' });
});
afterAll(() => gateway.close());
const get = (url: string) => gateway.server.inject({ method: 'GET', url });

describe('a feed of datasets', () => {
  it.each(['topics/data-sharing', 'gaps/wages', 'publishers/arbetsformedlingen'])(
    'of %s has the same entries in Atom and JSON',
    async (path) => {
      const [atom, json] = await Promise.all([get(`/feeds/${path}.atom`), get(`/feeds/${path}.json`)]);

      expect([atom.statusCode, json.statusCode]).toEqual([200, 200]);
      expect(atom.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      const { document } = parseHTML(atom.body);
      const titles = [...document.querySelectorAll('entry > title')].map((one) => one.textContent);
      expect(titles.length).toBeGreaterThan(0);
      expect(json.json().items.map(({ title }: { title: string }) => title)).toEqual(titles);
      expect(json.json().feed_url).toBe(`https://graph.example.org/feeds/${path}.json`);
    },
  );

  it.each([
    'topics/no-such.atom',
    'topics/data-sharing.xml',
    'parties/c.atom',
    'constructor/x.atom',
    'topics/a"b.json',
  ])('is not found for %s', async (path) => {
    expect((await get(`/feeds/${path}`)).statusCode).toBe(404);
  });

  it('that no catalogue answers says when to come again', async () => {
    const down = await testGateway({ SOURCES: 'live', SOURCE_DATAPORTAL_SE_URL: 'http://127.0.0.1:1' });

    const { statusCode, headers } = await down.server.inject({ method: 'GET', url: '/feeds/topics/ai.atom' });
    await down.close();

    expect([statusCode, headers['retry-after']]).toEqual([503, '600']);
  });

  it('has no markup of a dataset in its own', () => {
    const entry = {
      id: 'a',
      title: '<b>&"\u0000',
      summary: ']]>\ud800',
      url: 'https://example.org/?a=1&b=2',
      updated: '2026-01-01T00:00:00.000Z',
    };
    const self = { atom: 'https://example.org/f.atom', json: 'https://example.org/f.json' };
    const feed = { id: 'https://example.org/f', self, title: 'T', entries: [entry] };

    expect(asAtom(feed)).toContain('<title>&lt;b&gt;&amp;&quot;</title>');
    expect(asAtom(feed)).toContain('href="https://example.org/?a=1&amp;b=2"');
    for (const sign of ['\u0000', '\ud800']) expect(asAtom(feed)).not.toContain(sign);
    expect(asJsonFeed(feed)).toMatchObject({ items: [{ id: 'a', date_modified: entry.updated }] });
  });
});

describe('changes of datasets', () => {
  const ask = (given: string) =>
    gateway.ask(
      `{ datasetChanges(${given}) { nodes { kind at dataset { uri } } pageInfo { endCursor hasNextPage } } }`,
    );

  it('come with the last changed first, and tell what is new', async () => {
    const { data } = await ask('since: "2024-05-01", topic: "ai", first: 5');

    expect(data.datasetChanges.nodes).toHaveLength(5);
    expect(data.datasetChanges.nodes[0]).toMatchObject({ kind: 'CHANGED', at: '2024-06-01T02:00:00.000Z' });
    const earlier = await ask('since: "2023-01-01", topic: "ai", first: 1');
    expect(earlier.data.datasetChanges.nodes[0].kind).toBe('NEW');
  });

  it('tell of datasets that have gone, with the last record, in GraphQL and in the feed', async () => {
    const { dataSource } = gateway.database;
    const record = {
      title: { sv: 'Exempel, borttagen' },
      description: {},
      publisher: { sv: 'Exempelverket' },
      publisherNumber: null,
      licences: ['CC0-1.0'],
      url: 'https://example.org/gone/page',
      issued: null,
      modified: '2026-01-02T00:00:00.000Z',
    };
    const seen = {
      sourceId: 'dataportal-se',
      uri: 'https://example.org/gone',
      subjects: ['gap:wages'],
      record,
    };
    await storeSeen(dataSource, [seen], new Date(Date.now() - 86_400_000));
    await markSeen(dataSource, ['dataportal-se https://example.org/gone'], { goneAt: new Date() });

    const { data } = await gateway.ask(
      '{ goneDatasets(since: "2026-01-01", gap: "wages") { uri catalogue title publisherName licences url modified issued } }',
    );
    const { items } = (await get('/feeds/gaps/wages.json')).json();

    expect(data.goneDatasets).toEqual([
      {
        uri: 'https://example.org/gone',
        catalogue: 'dataportal-se',
        title: 'Exempel, borttagen',
        publisherName: 'Exempelverket',
        licences: ['CC0-1.0'],
        url: 'https://example.org/gone/page',
        modified: '2026-01-02T00:00:00.000Z',
        issued: null,
      },
    ]);
    expect(items[0].title).toBe('Gone: Exempel, borttagen');
  });

  it('want one subject', async () => {
    for (const given of ['since: "2024-01-01"', 'since: "2024-01-01", topic: "ai", gap: "wages"']) {
      expect((await ask(given)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});
