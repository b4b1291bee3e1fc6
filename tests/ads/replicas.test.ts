import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { anAd, startJobStream } from '../../bench/support/job-stream.mjs';
import { openStream } from '../support/event-stream.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { hasPostgres, workerPostgres } from '../support/postgres.ts';
import { skipsRedis, startRedis } from '../support/redis.ts';

// Each opens two gateways.
vi.setConfig({ testTimeout: 60_000 });

const minute = 60_000;
/** By the database’s clock, which nobody can turn. */
const lease = 4_000;
const subscription = 'subscription { jobAdEvents { kind cursor jobAd { headline } } }';

describe.skipIf(!hasPostgres() || skipsRedis)('replicas that tell of ads', () => {
  /** Two gateways on one database and one shared store, with a stand-in for JobStream; time stands still. */
  async function replicas() {
    const clock = new FakeClock(Date.now());
    const stream = await startJobStream({ now: () => clock.now() });
    onTestFinished(() => stream.close());
    // One for each test: the source's budget lies in it.
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const environment = {
      SOURCES: 'live',
      PORT: '0',
      DATABASE_URL: await (await workerPostgres()).createDatabase(),
      CACHE_URL: redis.url,
      SOURCE_JOBSTREAM_URL: stream.url,
    };
    const open = async () => {
      const gateway = await testGateway(environment, { clock, lease });
      onTestFinished(() => gateway.close().catch(() => undefined));
      return { gateway, address: `${(await gateway.server.listen()).url}/graphql/stream` };
    };
    /** A minute passes, once both have done what was due before. */
    const pass = async () => {
      await expect.poll(() => clock.asleep, { timeout: 10_000 }).toBe(2);
      await clock.advance(minute);
    };
    return { pass, stream, one: await open(), other: await open() };
  }

  type Replicas = Awaited<ReturnType<typeof replicas>>;
  const hasAsked = ({ sources }: TestGateway) => sources.describe('jobstream')?.lastSuccessAt !== null;

  /** Subscribes, and knows the stream to be open. */
  async function subscribe(address: string, headers: Record<string, string> = {}) {
    const events = await openStream(address, subscription, { headers });
    await events.next();
    return {
      leave: events.leave,
      async next() {
        const block = await events.next();
        return { ...block?.data.data.jobAdEvents, id: block?.id };
      },
    };
  }

  /** Both have subscribers, and the first one follows the stream. */
  async function begun({ one, other, stream }: Replicas) {
    const here = await subscribe(one.address);
    await expect.poll(() => stream.asked.length).toBe(1);
    const there = await subscribe(other.address);
    return { here, there };
  }

  it('tell all subscribers of every event once, and one of them asks the source', async () => {
    const all = await replicas();
    const { here, there } = await begun(all);
    for (const id of ['1', '2', '3']) all.stream.publish(anAd(id));

    await all.pass();

    const told = [];
    for (const subscriber of [here, there])
      for (let event = 0; event < 3; event++) told.push((await subscriber.next()).jobAd.headline);
    expect(told).toEqual(['Exempel 1', 'Exempel 2', 'Exempel 3', 'Exempel 1', 'Exempel 2', 'Exempel 3']);
    expect([hasAsked(all.one.gateway), hasAsked(all.other.gateway)]).toEqual([true, false]);
  });

  it('go on when the one that follows dies, and whoever listened to it goes on at the other', async () => {
    const all = await replicas();
    const { here, there } = await begun(all);
    all.stream.publish(anAd('1'));
    await all.pass();
    const { id: cursor } = await here.next();
    await there.next();

    // Without its database it can neither renew its lease nor give it up.
    await all.one.gateway.database.close();
    here.leave();
    const diedAt = Date.now();
    all.stream.publish(anAd('2'));
    const resumed = await subscribe(all.other.address, { 'last-event-id': cursor ?? '' });
    await expect
      .poll(
        async () => {
          await all.pass();
          return hasAsked(all.other.gateway);
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe(true);

    const [event, same] = [await resumed.next(), await there.next()];
    expect(event).toMatchObject({ kind: 'PUBLISHED', jobAd: { headline: 'Exempel 2' } });
    expect(same).toEqual(event);
    expect(Date.now() - diedAt).toBeLessThan(2 * lease);
    all.stream.publish(anAd('3'));
    await all.pass();
    expect((await resumed.next()).jobAd.headline).toBe('Exempel 3');
  });
});

if (
  (!hasPostgres() && process.env['REQUIRE_POSTGRES'] === '1') ||
  (skipsRedis && process.env['REQUIRE_REDIS'])
)
  throw new Error('Replicas need PostgreSQL and Valkey or Redis: install them.');
