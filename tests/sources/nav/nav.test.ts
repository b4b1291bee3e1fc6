import { describe, expect, it } from 'vitest';
import { feedEntry, feedPage } from '../../../src/sources/nav/decode.ts';
import { nav, openNav } from '../../../src/sources/nav/index.ts';
import { minutes } from '../../../src/upstream/time.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { fakeUpstream, type Reply, type Route } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { served } from '../../support/served.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const NOW = Date.parse('2026-08-22T12:00:00Z');
const token = { body: 'Public token:\naaa.bbb.ccc\n', headers: { 'content-type': 'text/plain' } };
const event = (
  id: string,
  changes: { status?: string; title?: string; changed?: string; place?: string } = {},
) => ({
  id,
  url: `/api/v1/feedentry/${id}`,
  title: changes.title ?? `Eksempel ${id}`,
  content_text: 'Stillingsannonse',
  date_modified: changes.changed ?? '2026-08-21T09:00:00.000000+02:00',
  _feed_entry: {
    uuid: id,
    status: changes.status ?? 'ACTIVE',
    title: changes.title ?? `Eksempel ${id}`,
    businessName: 'Eksempel AS',
    municipal: changes.place ?? 'SØR-VARANGER',
    sistEndret: changes.changed ?? '2026-08-21T09:00:00.000000+02:00',
  },
});
const page = (id: string, next: string | null, ...items: object[]): Reply => ({
  json: { version: '1.0', id, next_id: next, next_url: next && `/api/v1/feed/${next}`, items },
  headers: { etag: `"${next ?? id}-${items.length}"`, 'last-modified': 'Fri, 21 Aug 2026 07:46:01 GMT' },
});
const entry = (id: string, changes: object = {}): Reply => ({
  json: {
    uuid: id,
    status: 'ACTIVE',
    sistEndret: '2026-08-21T09:00:00+02:00',
    ad_content: {
      published: '2026-08-20T00:00:00+02:00',
      expires: '2026-09-06T00:00:00+02:00',
      title: `Eksempel ${id}`,
      description: '<p>Eksempel på en annonse.</p><p>Kontaktperson: Eksempel Eksempelsen, 22 33 44 55</p>',
      link: `https://arbeidsplassen.nav.no/stillinger/stilling/${id}`,
      applicationUrl: 'https://example.org/apply',
      applicationDue: 'Snarest',
      positioncount: '2',
      extent: 'Heltid',
      engagementtype: 'Fast',
      workLocations: [{ country: 'NORGE', city: 'BERGEN', county: 'VESTLAND', municipal: 'BERGEN' }],
      contactList: [{ name: 'Eksempel Eksempelsen', email: 'eksempel@eksempel.no' }],
      employer: { name: 'Eksempel AS', orgnr: '999888777' },
      categoryList: [
        { categoryType: 'ESCO', code: 'http://data.europa.eu/esco/isco/c9112', name: 'gruppe' },
        { categoryType: 'ESCO', code: 'http://data.europa.eu/esco/occupation/0b15375e', name: 'utvikler' },
        { categoryType: 'STYRK08', code: '2512', name: 'Utviklere' },
      ],
      ...changes,
    },
  },
});

async function feed(routes: Record<string, Route>, clock = new FakeClock(NOW)) {
  const server = await fakeUpstream({ '/api/publicToken': token, ...routes });
  const upstream = testUpstream({ ...nav, baseUrl: server.url }, { clock });
  const operations = openNav(upstream, clock);
  const call = () => aCall({ deadline: clock.now() + 10_000 });
  return { server, operations, clock, call };
}
const first = { from: null, limit: 20 };
const feedPath = '/api/v1/feed?pageSize=1000';
const pagePath = (id: string) => `/api/v1/feed/${id}?pageSize=1000`;
const anyEntry: Record<string, Route> = Object.fromEntries(
  ['a', 'b', 'c', 'd'].map((id) => [`/api/v1/feedentry/${id}`, entry(id)]),
);
/** Waits for the ads that are read in full in the background. */
async function background() {
  for (let turn = 0; turn < 20; turn++) await settled();
  await new Promise((resolve) => setTimeout(resolve, 100));
}

describe('the feed', () => {
  it('is read from a month back to its end, and the last change of an ad counts', async () => {
    const { server, operations, call } = await feed({
      ...anyEntry,
      [feedPath]: page('p1', 'p2', event('a'), event('b'), event('c')),
      [pagePath('p2')]: page(
        'p2',
        null,
        event('b', { status: 'INACTIVE', title: '...', changed: '2026-08-21T10:00:00+02:00' }),
        event('c', { title: 'Eksempel endret', changed: '2026-08-21T10:00:00+02:00' }),
      ),
    });

    const { items, total, provenance } = await operations.searchAds({}, first, call());

    expect(items.map(({ ad }) => ad.headline)).toEqual(['Eksempel endret', 'Eksempel a']);
    expect(items[0]?.ad).toMatchObject({
      employer: 'Eksempel AS',
      workplaceLocality: 'Sør-Varanger',
      country: 'NO',
    });
    expect(total).toBe(2);
    expect(provenance.locator).toMatch(
      /^Changes read since 2026-07-23T12:00:00.000Z, until 2026-08-22.*; 2 active ads stored/,
    );
    expect(server.headers[1]).toMatchObject({
      authorization: 'Bearer aaa.bbb.ccc',
      'if-modified-since': 'Thu, 23 Jul 2026 12:00:00 GMT',
    });
  });

  it('is not requested again for two minutes, and then by ETag alone', async () => {
    const tail = page('p2', null, event('b'));
    const { server, operations, clock, call } = await feed({
      ...anyEntry,
      [feedPath]: page('p1', 'p2', event('a')),
      [pagePath('p2')]: ({ headers }) => (headers['if-none-match'] ? { status: 304 } : tail),
    });
    const feedCalls = () => server.asked.filter((one) => one.includes('/feed/p2'));
    await operations.searchAds({}, first, call());
    await operations.searchAds({}, first, call());
    const before = feedCalls().length;

    for (let poll = 0; poll < 2; poll++) {
      await clock.advance(minutes(3));
      await operations.searchAds({}, first, call());
    }

    expect(before).toBe(1);
    expect(feedCalls()).toHaveLength(3);
    const last = server.headers[server.asked.findLastIndex((one) => one.includes('/feed/p2'))];
    expect(last?.['if-none-match']).toBe('"p2-1"');
    expect(last?.['if-modified-since']).toBeUndefined();
  });

  it.each([
    ['the first', { [feedPath]: page('p1', 'p1', event('a')) }, 1],
    [
      'a later',
      { [feedPath]: page('p1', 'p2', event('a')), [pagePath('p2')]: page('p2', 'p2', event('b')) },
      2,
    ],
  ])('is read once when %s page names itself as the next one', async (_, routes, pages) => {
    const { server, operations, call } = await feed({ ...anyEntry, ...routes });

    const { total } = await operations.searchAds({}, first, call());

    expect(total).toBe(pages);
    expect(
      server.asked.filter((one) => one.includes('/api/v1/feed?') || one.includes('/feed/')),
    ).toHaveLength(pages);
  });

  it('continues from the page that failed, and its ads are STALE until then', async () => {
    let isDown = true;
    const { operations, clock, call } = await feed({
      ...anyEntry,
      [feedPath]: page('p1', 'p2', event('a')),
      [pagePath('p2')]: () => (isDown ? { status: 400 } : page('p2', null, event('b'))),
    });

    const partly = await operations.searchAds({}, first, call());
    isDown = false;
    await clock.advance(minutes(3));
    const whole = await operations.searchAds({}, first, call());

    expect([partly.items.length, partly.total, partly.provenance.state]).toEqual([1, null, 'STALE']);
    expect([whole.items.length, whole.total, whole.provenance.state]).toEqual([2, 2, 'CACHED']);
  });

  it('gets a new token once when the old one is refused', async () => {
    let tokens = 0;
    const { server, operations, clock, call } = await feed({
      ...anyEntry,
      '/api/publicToken': () => ({ ...token, body: `Token:\naaa.bbb.c${++tokens}\n` }),
      [feedPath]: page('p1', null, event('a')),
      [pagePath('p1')]: ({ headers }) =>
        headers.authorization === 'Bearer aaa.bbb.c2' ? page('p1', null, event('a')) : { status: 401 },
    });
    await operations.searchAds({}, first, call());

    await clock.advance(minutes(3));
    const { provenance } = await operations.searchAds({}, first, call());

    expect(provenance.state).toBe('CACHED');
    expect(server.asked.filter((one) => one.includes('publicToken'))).toHaveLength(2);
  });

  it('causes an error when nothing of it can be read', async () => {
    const { operations, call } = await feed({
      '/api/publicToken': { status: 503, headers: { 'retry-after': '60' } },
    });

    await expect(operations.searchAds({}, first, call())).rejects.toMatchObject({
      sourceId: 'nav',
      code: 'SOURCE_UNAVAILABLE',
    });
  });
});

describe('a search', () => {
  const routes = {
    ...anyEntry,
    [feedPath]: page(
      'p1',
      null,
      event('a', { title: 'Systemutvikler', place: 'BERGEN', changed: '2026-08-21T09:00:00+02:00' }),
      event('b', { title: 'Sjåfør', place: 'ÅLESUND', changed: '2026-08-21T10:00:00+02:00' }),
      event('c', { title: 'Økonom', place: 'OSLO', changed: '2026-08-21T11:00:00+02:00' }),
    ),
  };

  it.each([
    ['all words, whatever the accents', { text: 'sjafor alesund' }, ['b']],
    ['one of some phrases', { anyOf: ['system utvikler', 'økonom'] }, ['c']],
    ['employer', { employer: 'eksempel' }, ['c', 'b', 'a']],
    ['organisation number, which only ads read in full have', { employer: '999 888 777' }, []],
    ['time', { publishedAfter: '2026-08-21T08:30:00Z' }, ['c']],
  ])('filters by %s', async (_, query, expected) => {
    const { operations, call } = await feed({
      ...routes,
      '/api/v1/feedentry/c': { status: 404, delay: 500 },
    });

    const { items } = await operations.searchAds(query, first, call());

    expect(items.map(({ ad }) => ad.nativeId)).toEqual(expected);
  });

  it('has pages that follow each other without repeating or skipping an ad', async () => {
    const { operations, call } = await feed(routes);
    const one = await operations.searchAds({}, { from: null, limit: 1 }, call());

    const two = await operations.searchAds({}, { from: one.items[0]?.next ?? null, limit: 5 }, call());

    expect([...one.items, ...two.items].map(({ ad }) => ad.nativeId)).toEqual(['c', 'b', 'a']);
    expect([one.isLast, two.isLast]).toEqual([false, true]);
  });

  it('uses occupation and place of ads read in full, and removes ads that have expired', async () => {
    const { operations, clock, call } = await feed({
      ...routes,
      [pagePath('p1')]: page('p1', null),
      '/api/v1/feedentry/b': entry('b', { expires: '2026-08-22T14:02:00+02:00' }),
      '/api/v1/feedentry/c': {
        json: { uuid: 'c', status: 'INACTIVE', sistEndret: '2026-08-21T11:00:00+02:00' },
      },
    });
    await operations.searchAds({}, first, call());
    await background();

    const found = await operations.searchAds({ iscoGroups: ['2512'] }, first, call());

    expect(found.items.map(({ ad }) => [ad.nativeId, ad.workplaceLocality])).toEqual([
      ['b', 'Bergen'],
      ['a', 'Bergen'],
    ]);
    expect(found.total).toBeNull();
    await clock.advance(minutes(3));
    const later = await operations.searchAds({}, first, call());
    expect(later.items.map(({ ad }) => ad.nativeId)).toEqual(['a']);
  });
});

it('treats 304 as an empty page, which is the end', async () => {
  const { operations, call } = await feed({
    ...anyEntry,
    [feedPath]: page('p1', 'p2', event('a')),
    [pagePath('p2')]: { status: 304 },
  });

  const { items, total } = await operations.searchAds({}, first, call());

  expect([items.map(({ ad }) => ad.nativeId), total]).toEqual([['a'], 1]);
});

it('requests no public token when the deployment has its own', async () => {
  const clock = new FakeClock(NOW);
  const server = await fakeUpstream({ '/api/v1/feedentry/a': entry('a') });
  const upstream = testUpstream({ ...nav, baseUrl: server.url }, { clock, key: 'our-own' });

  const ad = await openNav(upstream, clock).ad('a', aCall({ deadline: clock.now() + 10_000 }));

  expect(ad?.nativeId).toBe('a');
  expect(server.asked).toEqual(['GET /api/v1/feedentry/a']);
  expect(server.headers[0]?.authorization).toBe('Bearer our-own');
});

describe('an ad', () => {
  it('is read in full, without contacts', async () => {
    const { operations, call } = await feed(anyEntry);

    const ad = await operations.ad('a', call());

    expect(served(ad)).toMatchObject({
      description: 'Eksempel på en annonse.\n\nKontaktperson: […], […]',
      organisationNumber: '999888777',
      occupationCode: '2512',
      occupationConcept: { scheme: 'esco', conceptId: 'http://data.europa.eu/esco/occupation/0b15375e' },
      publishedAt: new Date('2026-08-19T22:00:00Z'),
      applicationDeadline: null,
      numberOfVacancies: 2,
      links: [{ site: 'arbeidsplassen.nav.no' }, { site: 'example.org', url: 'https://example.org/apply' }],
      country: 'NO',
    });
    expect(JSON.stringify(ad)).not.toMatch(/Eksempelsen|22 33|@/);
  });

  it('may have null in its lists, is open until the end of its last day, and has no link with an e-mail address', async () => {
    const { operations, call } = await feed({
      '/api/v1/feedentry/a': entry('a', {
        applicationDue: '2026-09-01',
        applicationUrl: 'https://example.org/apply?to=eksempel%40eksempel.no',
        workLocations: [null, { country: 'NORGE', city: 'OSLO' }],
        categoryList: [null, { categoryType: 'STYRK08', code: 2512 }],
      }),
    });

    expect(await operations.ad('a', call())).toMatchObject({
      applicationDeadline: new Date('2026-09-01T21:59:59Z'),
      workplaceLocality: 'Oslo',
      occupationCode: '2512',
      links: [{ site: 'arbeidsplassen.nav.no' }],
    });
  });

  it('that is inactive is null, even when its content is still there', async () => {
    const stopped = entry('a').json as object;
    const { operations, call } = await feed({
      '/api/v1/feedentry/a': { json: { ...stopped, status: 'INACTIVE' } },
      '/api/v1/feedentry/b': { json: { uuid: 'b', status: 'INACTIVE' } },
      '/api/v1/feedentry/c': { status: 404 },
    });

    expect(await operations.ad('a', call())).toBeNull();
    expect(await operations.ad('b', call())).toBeNull();
    expect(await operations.ad('c', call())).toBeNull();
  });
});

describe.skipIf(!recordedFile('nav-arbeidsplassen/feed-page.shape.json'))(
  'the shapes of the documentation',
  () => {
    it.each([
      ['feed-page.shape.json', feedPage],
      ['feedentry-active.shape.json', feedEntry],
      ['feedentry-inactive-masked.shape.json', feedEntry],
    ])('are read: %s', (name, schema) => {
      const text = recordedText(`nav-arbeidsplassen/${name}`);

      expect(decodeAtOnce('nav', text, { format: 'json', schema }).dropped).toBe(0);
    });
  },
);

it.each(['..', '../../x', 'a/b', '   ?x'])('refuses a feed that goes on at %j', async (next) => {
  const { operations, call } = await feed({ [feedPath]: page('p', next) });

  await expect(operations.searchAds({}, first, call())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
    sourceId: 'nav',
  });
});
