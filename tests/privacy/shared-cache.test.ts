import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { examplesOf } from '../../src/sources/check-source.ts';
import { kinds } from '../../src/sources/kinds/kinds.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
import { openValkey } from '../../src/upstream/stores/valkey.ts';
import { addressOrNumber, anyOfThem, serverWithContacts } from '../support/planted-contacts.ts';
import { type RedisServer, skipsRedis, startRedis } from '../support/redis.ts';
import { aCall } from '../support/upstream.ts';

/** Its stream is read once, and never kept. */
const neverKept = 'jobstream';
const log = () => {};
const logger = { debug: log, info: log, warn: log, error: log };

describe.skipIf(skipsRedis)('the shared cache', () => {
  let server: RedisServer;
  let client: Redis;
  beforeAll(async () => {
    server = await startRedis();
    client = new Redis(server.url);
  });
  afterAll(async () => {
    client?.disconnect();
    await server?.stop();
  });

  /** Every key, and every value of any type, as the server holds them. */
  async function everything(): Promise<string[]> {
    const keys = await client.keys('*');
    const values = keys.map(async (key) => {
      const type = await client.type(key);
      if (type === 'string') return [await client.get(key)];
      if (type === 'hash') return Object.entries(await client.hgetall(key)).flat();
      return type === 'set' ? client.smembers(key) : client.zrange(key, 0, -1);
    });
    return [...keys, ...(await Promise.all(values)).flat().map(String)];
  }

  async function ask(source: AnySource): Promise<void> {
    const upstream = await serverWithContacts(source);
    const shared = await openValkey({ url: server.url, logger });
    const sources = openSources({
      mode: 'live',
      baseUrls: { [source.id]: upstream.url },
      keys: { [source.id]: 'key-of-the-test' },
      enabled: { [source.id]: true },
      lastGood: null,
      shared,
      userAgent: 'test',
      declarations: [source],
      logger,
    });
    onTestFinished(() => shared.close());
    for (const { operations } of sources.ofKind(source.kind))
      for (const [, example] of examplesOf(source)) await example(operations, aCall()).catch(() => null);
    await sources.close();
  }

  it.each(registry.map((source) => [source.id, source] as const))(
    'holds no contact of the answers of %s',
    async (_, source) => {
      await client.flushall();

      await ask(source);

      const held = await everything();
      const isLeft = kinds[source.kind].namesArePublic ? addressOrNumber : anyOfThem;
      expect(held.filter((text) => isLeft.test(text)).map((text) => text.slice(0, 500))).toEqual([]);
      expect(held.some((text) => text.includes(':answer:'))).toBe(source.id !== neverKept);
    },
  );
});
