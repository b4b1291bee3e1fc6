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
/** By the database’s clock, which a test cannot set. */
const lease = 4_000;
const subscription = 'subscription { jobAdEvents { kind cursor jobAd { headline } } }';

describe.skipIf(!hasPostgres() || skipsRedis)('replicas with subscribers', () => {
  /** Two gateways with one database, one shared cache and a fake JobStream; the test moves the time. */
  async function replicas() {
    const clock = new FakeClock(Date.now());
    const stream = await startJobStream({ now: () => clock.now() });
    onTestFinished(() => stream.close());
    // One for each test, since it has the source's budget.
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
    /** Lets a minute pass, once both followers are idle. */
    const pass = async () => {
      await expect.poll(() => clock.asleep, { timeout: 10_000 }).toBe(2);
      await clock.advance(minute);
    };
    return { pass, stream, one: await open(), other: await open() };
  }

  type Replicas = Awaited<ReturnType<typeof replicas>>;
  const hasAsked = ({ sources }: TestGateway) => sources.describe('jobstream')?.lastSuccessAt !== null;

  /** Subscribes, and waits until the stream is open. */
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

  /** Subscribes to both, so that the first gateway follows the stream. */
  async function begun({ one, other, stream }: Replicas) {
    const here = await subscribe(one.address);
    await expect.poll(() => stream.asked.length).toBe(1);
    const there = await subscribe(other.address);
    return { here, there };
  }

  it('send every event once to all subscribers, and only one requests the source', async () => {
    const all = await replicas();
    const { here, there } = await begun(all);
    for (const id of ['1', '2', '3']) all.stream.publish(anAd(id));

    await all.pass();

    const received = [];
    for (const subscriber of [here, there])
      for (let event = 0; event < 3; event++) received.push((await subscriber.next()).jobAd.headline);
    expect(received).toEqual(['Exempel 1', 'Exempel 2', 'Exempel 3', 'Exempel 1', 'Exempel 2', 'Exempel 3']);
    expect([hasAsked(all.one.gateway), hasAsked(all.other.gateway)]).toEqual([true, false]);
  });

  it('continue when the one that follows dies, and its subscriber can resume at the other', async () => {
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
