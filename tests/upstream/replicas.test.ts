import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { silentLogger } from '../../src/upstream/logger.ts';
import type { SharedStore } from '../../src/upstream/stores/shared.ts';
import { openValkey } from '../../src/upstream/stores/valkey.ts';
import type { UpstreamDeclaration } from '../../src/upstream/upstream.ts';
import { fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { type RedisServer, skipsRedis, startRedis } from '../support/redis.ts';
import { aCall, testUpstream, thing } from '../support/upstream.ts';

let redis: RedisServer;
let test = 0;

/** Each replica has its own connection, memory and source client. */
async function replicas(count: number, reply: Reply, declaration: Partial<UpstreamDeclaration> = {}) {
  const server = await fakeUpstream({ '*': reply });
  const id = `test-source-${test}`;
  const opened = Array.from({ length: count }, async () => {
    const shared = await openStore();
    return testUpstream({ id, baseUrl: server.url, ...declaration }, { shared });
  });
  const upstreams = await Promise.all(opened);
  const ask = (replica: number, path = 'thing') =>
    (upstreams[replica] ?? fail())
      .get({ ...thing, path }, aCall())
      .then(({ provenance }) => provenance.state);
  return { server, upstreams, ask };
}

async function openStore(): Promise<SharedStore> {
  const shared = await openValkey({ url: redis.url, logger: silentLogger });
  onTestFinished(() => shared.close());
  return shared;
}

function fail(): never {
  throw new Error('there is no such replica');
}

describe.skipIf(skipsRedis)('replicas with a shared store', () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    test++;
  });

  it('use what another has fetched', async () => {
    const { server, ask } = await replicas(2, { json: { name: 'a' } });

    const states = [await ask(0), await ask(1)];

    expect(states).toEqual(['LIVE', 'CACHED']);
    expect(server.asked).toHaveLength(1);
  });

  it('send equal requests once', async () => {
    const { server, ask } = await replicas(3, { json: { name: 'a' }, delay: 150 });

    await Promise.all([0, 1, 2, 0, 1, 2, 0, 1, 2].map((replica) => ask(replica)));

    expect(server.asked).toHaveLength(1);
  });

  it('request the source themselves when the replica that holds the lock fails', async () => {
    const { server, ask } = await replicas(2, { status: 400 });

    const outcomes = await Promise.allSettled([ask(0), ask(1)]);

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(server.asked).toHaveLength(2);
  });

  it('let a waiting client go at its deadline', async () => {
    const { upstreams } = await replicas(2, { fault: 'hang' }, { timeoutMs: 3000 });
    const [one, other] = upstreams;
    const asking = one?.get(thing, aCall()).catch(() => null);
    const startedAt = performance.now();

    const waiting = other?.get(thing, aCall({ deadline: Date.now() + 300 }));

    await expect(waiting).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await asking;
  });

  it('keep to one budget together', async () => {
    const { server, ask } = await replicas(
      2,
      { json: { name: 'a' } },
      { budget: { limit: 5, windowSeconds: 1 } },
    );
    const times: number[] = [];
    server.answerAll(() => {
      times.push(performance.now());
      return { json: { name: 'a' } };
    });

    await Promise.all(Array.from({ length: 14 }, (_, at) => ask(at % 2, `thing/${at}`)));

    expect(times).toHaveLength(14);
    for (const from of times)
      expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(5);
  });

  it('all pause when the source asks one of them to', async () => {
    const { server, ask } = await replicas(2, { status: 429, headers: { 'retry-after': '60' } });
    await ask(0).catch(() => null);

    const error = await ask(1, 'other').catch((caught: unknown) => caught);

    expect(error).toMatchObject({ code: 'SOURCE_RATE_LIMITED' });
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ['is gone', () => redis.stop(), () => redis.start()],
    ['does not answer', async () => redis.freeze(), async () => redis.thaw()],
  ])('work alone while the store %s, and share again when it is back', async (_, leave, comeBack) => {
    const { server, ask } = await replicas(2, { json: { name: 'a' } });
    const store = await openStore();
    await leave();
    onTestFinished(async () => {
      if (!(await store.ping())) await comeBack();
    });
    const startedAt = performance.now();

    const states = [await ask(0), await ask(1), await ask(0)];
    const took = performance.now() - startedAt;
    const reachable = await store.ping();
    await comeBack();

    expect(states).toEqual(['LIVE', 'LIVE', 'CACHED']);
    expect(server.asked).toHaveLength(2);
    expect(took).toBeLessThan(3000);
    expect(reachable).toBe(false);
    await expect.poll(() => store.ping(), { timeout: 8000 }).toBe(true);
  });

  it('ignore what they cannot read', async () => {
    const { ask, server } = await replicas(1, { json: { name: 'a' } });
    const store = await openStore();
    store.put('anything', 'a', {
      body: '{',
      contentType: '',
      etag: null,
      lastModified: null,
      ids: [],
      ...dates,
    });

    expect(await store.get('nothing')).toBeNull();
    expect(await store.get('anything')).toMatchObject({ body: '{', ...dates });
    expect(await ask(0)).toBe('LIVE');
    expect(server.asked).toHaveLength(1);
  });
});

const dates = {
  retrievedAt: new Date(),
  freshUntil: new Date(Date.now() + 1000),
  usableUntil: new Date(Date.now() + 60_000),
};
