import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JobAd } from '../../src/entities/job-ad.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import type { AnySource } from '../../src/sources/registry.ts';
import { SourceError } from '../../src/upstream/errors.ts';
import { silentLogger } from '../../src/upstream/logger.ts';
import type { LastGoodStore } from '../../src/upstream/stores/last-good.ts';
import { DatabaseLastGood } from '../../src/upstream/stores/last-good-table.ts';
import type { SharedStore } from '../../src/upstream/stores/shared.ts';
import { openValkey } from '../../src/upstream/stores/valkey.ts';
import { type AdFixtures, adFixtures, adServer } from '../support/ad-servers.ts';
import { describeOnBothDatabases, emptyDatabase } from '../support/database.ts';
import type { Reply } from '../support/fake-upstream.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { skipsRedis, startRedis } from '../support/redis.ts';
import { ShiftedClock } from '../support/shifted-clock.ts';
import { aCall } from '../support/upstream.ts';

const silent = { warn: () => {} };
const hours = 3_600_000;

function open(
  source: AnySource,
  url: string,
  services: { lastGood?: LastGoodStore; shared?: SharedStore; clock?: ShiftedClock },
) {
  const sources = openSources({
    mode: 'live',
    baseUrls: { [source.id]: url },
    keys: { [source.id]: 'key' },
    enabled: { [source.id]: true },
    userAgent: 'test',
    declarations: [source],
    lastGood: null,
    ...services,
  });
  onTestFinished(() => sources.close());
  const [member] = sources.ofKind('JOBS');
  if (!member) throw new Error('no source of ads');
  const call = () => aCall({ deadline: (services.clock?.now() ?? Date.now()) + 5000 });
  return {
    sources,
    search: () => member.operations.searchAds({ text: 'exempel' }, { from: null, limit: 10 }, call()),
    ad: (id: string) => member.operations.ad(id, call()),
  };
}

/** An error of the source and an answer without an ad are alike here: the ad is not served. */
async function outcome(asked: Promise<JobAd | null>): Promise<'none' | 'an ad'> {
  const found = await asked.catch((error: unknown) => {
    if (error instanceof SourceError) return null;
    throw error;
  });
  return found ? 'an ad' : 'none';
}

/** How each source says that an ad is gone, and after how many hours its answers are stale. */
const goneBy: Readonly<Record<string, { reply: Reply; staleAfter: number }>> = {
  jobsearch: { reply: { status: 404 }, staleAfter: 1 },
  historical: { reply: { status: 410 }, staleAfter: 31 * 24 },
  forem: { reply: { json: { total_count: 0, results: [] } }, staleAfter: 2 },
};
const lookedUp = adFixtures.filter(({ source }) => source.id in goneBy);

describeOnBothDatabases('an ad that is gone', (database) => {
  const lastGood = async () => {
    await emptyDatabase(database());
    return new DatabaseLastGood(database().dataSource, silent);
  };
  const rows = (): Promise<{ key: string; body: string }[]> =>
    database().dataSource.query(`SELECT "key", "body" FROM "last_good" WHERE "bytes" > 0`);

  it.each(lookedUp.map((one) => [one.source.id, one] as const))(
    'of %s is in no store, and not served when the source fails afterwards',
    async (id, fixtures: AdFixtures) => {
      const store = await lastGood();
      const clock = new ShiftedClock();
      const server = await adServer(fixtures);
      const { search, ad } = open(fixtures.source, server.url, { lastGood: store, clock });
      const found = (await search()).items[0]?.ad;
      const native = found?.nativeId ?? '';
      await ad(native);
      await expect
        .poll(async () => {
          await store.flush();
          return (await rows()).length;
        })
        .toBe(2);

      clock.putForward((goneBy[id]?.staleAfter ?? 0) * hours);
      server.answerAll(goneBy[id]?.reply ?? {});
      expect(await ad(native)).toBeNull();
      await expect.poll(async () => JSON.stringify(await rows()).includes(native)).toBe(false);

      server.answerAll({ status: 503 });
      clock.putForward(2 * 60_000);
      expect(await outcome(ad(native))).toBe('none');
      await expect(search()).rejects.toMatchObject({ sourceId: id });
      // After a restart too, with empty memory.
      expect(await outcome(open(fixtures.source, server.url, { lastGood: store, clock }).ad(native))).toBe(
        'none',
      );
    },
  );
});

it('is deleted also where the source still has it, marked as removed', async () => {
  const [fixtures] = adFixtures;
  if (!fixtures) throw new Error('no fixtures');
  let isRemoved = false;
  const server = await adServer(fixtures, (body) =>
    typeof body === 'object' && body !== null && 'headline' in body ? { ...body, removed: isRemoved } : body,
  );
  const store = new MemoryStore();
  const clock = new ShiftedClock();
  const { ad } = open(fixtures.source, server.url, { lastGood: store, clock });
  const found = await ad('90000001');
  expect(found?.headline).toBeTruthy();
  await expect.poll(() => [...store.answers.values()].some(({ ids }) => ids.includes('90000001'))).toBe(true);

  isRemoved = true;
  clock.putForward(hours);

  expect(await ad('90000001')).toBeNull();
  expect([...store.answers.values()].some(({ ids }) => ids.includes('90000001'))).toBe(false);
  server.answerAll({ status: 503 });
  clock.putForward(hours);
  await expect(ad('90000001')).rejects.toMatchObject({ sourceId: 'jobsearch' });
});

it('is deleted from the copies of a feed’s ads when the feed reports it', async () => {
  const fixtures = adFixtures.find(({ source }) => source.id === 'nav');
  if (!fixtures) throw new Error('no fixtures');
  let isActive = true;
  const server = await adServer(fixtures, (body, name) => {
    const entry = { status: isActive ? 'ACTIVE' : 'INACTIVE' };
    if (name !== 'feed-last.json') return { ...(body as object), ...entry };
    return feedWith('00000000-0000-4000-8000-000000000003', entry.status);
  });
  const store = new MemoryStore();
  const { ad, search } = open(fixtures.source, server.url, { lastGood: store });
  await search();
  expect(await ad('00000000-0000-4000-8000-000000000003')).not.toBeNull();
  const copies = () => [...store.answers.values()].filter(({ ids }) => ids.length > 0);
  expect(copies()).not.toEqual([]);

  isActive = false;
  const again = open(fixtures.source, server.url, { lastGood: store });
  await again.search();

  expect(copies()).toEqual([]);
});

function feedWith(uuid: string, status: string) {
  const date_modified = '2026-08-21T09:34:28.673623+02:00';
  const entry = { uuid, status, title: 'Exempel', businessName: 'Exempel AS', municipal: 'BERGEN' };
  return { id: 'page-1', next_id: null, items: [{ id: uuid, date_modified, _feed_entry: entry }] };
}

describe.skipIf(skipsRedis)('with replicas', () => {
  it('an ad that one finds to be gone is served by no other, and is not in the shared store', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const [fixtures] = adFixtures;
    if (!fixtures) throw new Error('no fixtures');
    const server = await adServer(fixtures);
    const shared = async () => {
      const store = await openValkey({ url: redis.url, logger: silentLogger });
      onTestFinished(() => store.close());
      return store;
    };
    const clock = new ShiftedClock();
    const [one, other] = [
      open(fixtures.source, server.url, { shared: await shared(), clock }),
      open(fixtures.source, server.url, { shared: await shared(), clock }),
    ];
    const native = (await one.search()).items[0]?.ad.nativeId ?? '';
    await one.ad(native);
    await other.search();
    await other.ad(native);

    clock.putForward(hours);
    server.answerAll({ status: 404 });
    expect(await one.ad(native)).toBeNull();
    const client = new Redis(redis.url);
    onTestFinished(() => void client.disconnect());
    await expect.poll(() => client.keys('*answer:*')).toEqual([]);

    server.answerAll({ status: 503 });
    await expect(other.ad(native)).rejects.toMatchObject({ sourceId: 'jobsearch' });
    await expect(other.search()).rejects.toMatchObject({ sourceId: 'jobsearch' });
  });
});
