import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Points } from '../../src/http/points.ts';
import { silentLogger } from '../../src/upstream/logger.ts';
import { openValkey } from '../../src/upstream/stores/valkey.ts';
import { testGateway } from '../support/gateway.ts';
import { type RedisServer, skipsRedis, startRedis } from '../support/redis.ts';

const minute = 60_000;

/** One request of a client, which takes one point. */
function request(points: Points, client: string): Promise<number> {
  const store = new (points.store())();
  return new Promise((resolve, reject) => {
    store.incr(client, (error, used) => (used ? resolve(used.current) : reject(error)));
  });
}

describe('points of one process', () => {
  it('begin anew when the minute is over', async () => {
    let now = 0;
    const points = new Points(10, minute, null, () => now);
    points.spend('a', 4);
    now = minute - 1;
    const within = points.spend('a', 4);
    now = minute;

    expect([within, points.spend('a', 4)]).toEqual([
      { current: 8, ttl: 1 },
      { current: 4, ttl: minute },
    ]);
  });
});

describe.skipIf(skipsRedis)('points of a client that is balanced over three replicas', () => {
  let redis: RedisServer;
  let test = 0;

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  async function replicas(max: number, window = minute) {
    const open = async () => {
      const shared = await openValkey({ url: redis.url, logger: silentLogger });
      onTestFinished(() => shared.close());
      return new Points(max, window, shared.spend);
    };
    test++;
    const client = `client-${test}`;
    const all = await Promise.all([open(), open(), open()]);
    const at = (index: number) => all[index % 3] ?? new Points(max, window);
    return { at, request: (index: number, of = client) => request(at(index), of), client };
  }

  it('are those of one minute, however many requests come at the same time', async () => {
    const { request } = await replicas(30);

    const counted = await Promise.all(Array.from({ length: 90 }, (_, index) => request(index)));

    expect(counted.filter((current) => current <= 30)).toHaveLength(30);
    expect(await request(0, 'another client')).toBe(1);
  });

  it('count what a request costs at the replica that has answered it', async () => {
    const { at, request, client } = await replicas(100);
    at(0).spend(client, 60);
    at(1).spend(client, 39);

    await expect.poll(() => request(2)).toBeGreaterThan(100);
  });

  it('begin anew for all when the minute is over', async () => {
    const { request } = await replicas(5, 300);
    for (let index = 0; index < 6; index++) await request(index);

    await expect.poll(() => request(1), { interval: 400 }).toBe(1);
  });

  it('are counted by each replica while the store is away, from what it knows', async () => {
    const { request } = await replicas(10);
    for (let index = 0; index < 6; index++) await request(index);
    await redis.stop();
    onTestFinished(() => redis.start());

    // Its own last request was the fifth or the sixth of all.
    expect([await request(2), await request(2)]).toEqual([7, 8]);
  });

  it('are counted together by gateways with CACHE_URL', async () => {
    const settings = { CACHE_URL: redis.url, RATE_LIMIT: '20' };
    const gateways = await Promise.all([testGateway(settings), testGateway(settings)]);
    onTestFinished(async () => void (await Promise.all(gateways.map((gateway) => gateway.close()))));
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const answer = await gateways[index % 2]?.server.inject({ url: '/graphql?query={__typename}' });
        return answer?.statusCode;
      }),
    );

    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  }, 60_000);

  it('cost the store nothing while a client spends little', async () => {
    let asked = 0;
    const points = new Points(320, minute, async () => {
      asked++;
      return null;
    });

    for (let index = 0; index < 10; index++) await request(points, 'a');
    const before = asked;
    await request(points, 'a');

    expect([before, asked]).toEqual([0, 1]);
  });
});
