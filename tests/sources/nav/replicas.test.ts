import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { JobSearch } from '../../../src/sources/kinds/job-ads.ts';
import { nav, openNav } from '../../../src/sources/nav/index.ts';
import { silentLogger } from '../../../src/upstream/logger.ts';
import { openValkey } from '../../../src/upstream/stores/valkey.ts';
import { minutes } from '../../../src/upstream/time.ts';
import { fakeUpstream, type Reply, type Route } from '../../support/fake-upstream.ts';
import { type RedisServer, skipsRedis, startRedis } from '../../support/redis.ts';
import { ShiftedClock } from '../../support/shifted-clock.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const token = { body: 'Public token:\naaa.bbb.ccc\n', headers: { 'content-type': 'text/plain' } };
const changed = '2026-08-21T09:00:00+02:00';
const event = (id: string, { status = 'ACTIVE', title = `Eksempel ${id}`, at = changed } = {}) => ({
  id,
  date_modified: at,
  _feed_entry: { uuid: id, status, title, businessName: 'Eksempel AS', municipal: 'OSLO' },
});
const page = (id: string, next: string | null, ...items: object[]): Reply => ({
  json: { version: '1.0', id, next_id: next, items },
  headers: { etag: `"${id}-${items.length}"` },
});
const full = (id: string): Reply => ({
  json: {
    uuid: id,
    status: 'ACTIVE',
    sistEndret: changed,
    ad_content: { title: `Eksempel ${id}`, description: `<p>Om ${id} i full lengde.</p>` },
  },
});

let redis: RedisServer;
let test = 0;

/** Replicas of one source, each with a memory of its own. */
async function replicas(count: number, routes: Record<string, Route>) {
  const server = await fakeUpstream({ '/api/publicToken': token, ...routes });
  const clock = new ShiftedClock();
  const id = `nav-${test}`;
  const open = async () => {
    const shared = await openValkey({ url: redis.url, logger: silentLogger });
    onTestFinished(() => shared.close());
    return openNav(testUpstream({ ...nav, id, baseUrl: server.url }, { clock, shared }), clock);
  };
  const opened = await Promise.all(Array.from({ length: count }, open));
  const search = async (replica: number, query: JobSearch = {}) => {
    opened[replica] ??= await open();
    const operations = opened[replica];
    const call = aCall({ deadline: clock.now() + 10_000 });
    const { items, total, provenance } = await operations.searchAds(query, { from: null, limit: 50 }, call);
    return { ids: items.map(({ ad }) => ad.nativeId).sort(), total, provenance };
  };
  const watching = await openValkey({ url: redis.url, logger: silentLogger });
  onTestFinished(() => watching.close());
  const asked = (part: string) => server.asked.filter((one) => one.includes(part)).length;
  return { search, asked, clock, list: () => watching.list(id, 1) };
}

/** The last page again is one that the source has just sent. */
const feedOf = (...items: object[]): Record<string, Route> => ({
  '/api/v1/feed?pageSize=1000': page('p1', 'p2', ...items),
  '/api/v1/feedentry/a': full('a'),
  '/api/v1/feedentry/b': full('b'),
  '/api/v1/feedentry/c': full('c'),
});

describe.skipIf(skipsRedis)('replicas with a shared store', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    test++;
  });

  it('read the feed once, and have the same list', async () => {
    const { search, asked } = await replicas(3, {
      ...feedOf(event('a'), event('b')),
      '/api/v1/feed/p2?pageSize=1000': page('p2', null, event('c')),
    });

    const found = await Promise.all([search(0), search(1), search(2)]);
    const lists = async () => {
      const all = await Promise.all([0, 1, 2, 3].map((replica) => search(replica, { text: 'lengde' })));
      return all.map(({ total, provenance }) => `${total}: ${provenance.locator}`);
    };
    // Each looks every second for what another has read.
    await expect
      .poll(async () => [...new Set(await lists())], { timeout: 10_000 })
      .toEqual([expect.stringMatching(/^3: .* 3 active ads stored, 3 of them in full$/)]);

    expect(found.map(({ ids }) => ids)).toEqual(Array(3).fill(['a', 'b', 'c']));
    expect([asked('/api/v1/feed?'), asked('/api/v1/feed/p2'), asked('publicToken')]).toEqual([1, 1, 1]);
    expect(asked('feedentry/')).toBe(3);
  });

  it('take turns, and drop an ad that another has seen go', async () => {
    let tail = page('p2', null, event('c'));
    const { search, asked, clock } = await replicas(2, {
      ...feedOf(event('a'), event('b')),
      '/api/v1/feed/p2?pageSize=1000': () => tail,
    });
    await search(0);
    await search(1);
    tail = page(
      'p2',
      null,
      event('c'),
      event('a', { status: 'INACTIVE', title: '...', at: '2026-08-21T10:00:00+02:00' }),
    );
    clock.putForward(minutes(3));

    await expect.poll(async () => (await search(1)).ids, { timeout: 5000 }).toEqual(['b', 'c']);
    const other = await search(0);

    expect([other.ids, other.provenance.state]).toEqual([['b', 'c'], 'CACHED']);
    expect([asked('/api/v1/feed?'), asked('/api/v1/feed/p2')]).toEqual([1, 2]);
  });

  it('go on where another has stopped', async () => {
    let isDown = true;
    const { search, asked } = await replicas(1, {
      ...feedOf(event('a'), event('b')),
      '/api/v1/feed/p2?pageSize=1000': () => (isDown ? { status: 400 } : page('p2', null, event('c'))),
    });
    const first = await search(0);
    isDown = false;

    const second = await search(1);

    expect([first.ids, first.total]).toEqual([['a', 'b'], null]);
    expect([second.ids, second.total]).toEqual([['a', 'b', 'c'], 3]);
    expect(asked('/api/v1/feed?')).toBe(1);
  });

  it('read on alone while the store is away, and share what they have when it is back empty', async () => {
    let tail = page('p2', null, event('c'));
    const { search, asked, clock, list } = await replicas(2, {
      ...feedOf(event('a'), event('b')),
      '/api/v1/feed/p2?pageSize=1000': () => tail,
    });
    await search(0);
    await redis.stop();
    tail = page(
      'p2',
      null,
      event('c'),
      event('b', { status: 'INACTIVE', title: '...', at: '2026-08-21T10:00:00+02:00' }),
    );
    clock.putForward(minutes(3));

    await expect.poll(async () => (await search(0)).ids, { timeout: 5000 }).toEqual(['a', 'c']);
    await redis.start();
    const state = async () => {
      clock.putForward(minutes(3));
      await search(0);
      const read = await list().read(null);
      return read && read !== 'empty' && JSON.parse(read.state).caughtUpAt;
    };
    await expect.poll(state, { timeout: 10_000, interval: 300 }).toBeTruthy();

    expect((await search(1)).ids).toEqual(['a', 'c']);
    expect(asked('/api/v1/feed?')).toBe(1);
  });

  it('forget an ad by its words in the list of every replica', async () => {
    const { search } = await replicas(2, {
      ...feedOf(event('a', { title: 'Kranfører i Eksempelby' }), event('b')),
      '/api/v1/feed/p2?pageSize=1000': page('p2', null),
      '/api/v1/feedentry/a': { status: 500 },
    });
    await search(0);
    await search(1);
    const shared = await openValkey({ url: redis.url, logger: silentLogger });
    onTestFinished(() => shared.close());

    expect(await shared.forgetText(['kranfører'])).toBe(true);

    for (const replica of [0, 1])
      await expect.poll(async () => (await search(replica)).ids, { timeout: 5000 }).toEqual(['b']);
  });
});

describe('a replica whose store cannot be reached', () => {
  it('reads the feed for itself', async () => {
    const server = await fakeUpstream({
      '/api/publicToken': token,
      ...feedOf(event('a')),
      '/api/v1/feed/p2?pageSize=1000': page('p2', null),
    });
    const shared = await openValkey({ url: 'redis://127.0.0.1:1', logger: silentLogger });
    onTestFinished(() => shared.close());
    const clock = new ShiftedClock();
    const operations = openNav(testUpstream({ ...nav, baseUrl: server.url }, { clock, shared }), clock);

    const { total } = await operations.searchAds({}, { from: null, limit: 5 }, aCall());

    expect(total).toBe(1);
  });
});
