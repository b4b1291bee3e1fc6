import { createHash, randomUUID } from 'node:crypto';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { hasWords } from '../../text/has-words.ts';
import type { Logger } from '../logger.ts';
import { days, seconds, systemClock } from '../time.ts';
import type { StoredAnswer } from './last-good.ts';
import type { SharedStore, Turn } from './shared.ts';
import { itemsOfLists, removeFromList, valkeyList } from './valkey-list.ts';

interface ValkeySettings {
  /** `redis://…` or `rediss://…`. */
  url: string;
  logger: Logger;
}

const keyPrefix = 'jobtech-graph:';
/** A slow store must not delay a request that the source could answer. */
const ANSWER_TIMEOUT = 250;
/** Longer, since a replica that works alone while the others do not may send more than its share. */
const TURN_TIMEOUT = 600;
/** Nobody waits for a list alone: it is read and written in the background. */
const LIST_TIMEOUT = seconds(5);
/** Every request of a client waits for its points. */
const POINTS_TIMEOUT = 100;
/** After a failure the store is not asked for so long. */
const QUIET = seconds(1);
const CONNECT_TIMEOUT = seconds(1);
const timeouts = {
  answers: ANSWER_TIMEOUT,
  turns: TURN_TIMEOUT,
  points: POINTS_TIMEOUT,
  lists: LIST_TIMEOUT,
};
/** The store is for answers that many ask for now; the database stores the rest for longer. */
const MAX_LIFETIME = days(1);
const LARGEST_ANSWER = 4 * 1024 * 1024;
/** Requests do not all take equally long to arrive, so our window is a little longer than the source's. */
const slack = (window: number) => Math.max(250, window / 20);
/** A replica that has not asked for a turn for so long is not counted. */
const REPLICA_LIFETIME = seconds(60);

const stored = z.object({
  body: z.string(),
  contentType: z.string(),
  retrievedAt: z.number(),
  freshUntil: z.number(),
  usableUntil: z.number(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  ids: z.array(z.string()),
});
const turn = z.tuple([z.number(), z.number(), z.number()]);
const spent = z.tuple([z.number(), z.number()]);

/**
 * A sliding window by the store's own clock. Fixed windows, as in rate-limiter-flexible, let twice the limit through
 * around their edge, and cannot tell a waiting request when its turn comes.
 */
const TAKE_TURN = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[3], now, ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[3], 0, now - ARGV[5])
redis.call('PEXPIRE', KEYS[3], ARGV[5])
local replicas = redis.call('ZCARD', KEYS[3])
local paused = redis.call('PTTL', KEYS[2])
if paused > 0 then return {paused, 0, replicas} end
local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - window)
local count = redis.call('ZCARD', KEYS[1])
if count < limit then
  redis.call('ZADD', KEYS[1], now, ARGV[3])
  redis.call('PEXPIRE', KEYS[1], window)
  return {0, limit - count - 1, replicas}
end
local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
return {math.max(1, tonumber(oldest[2]) + window - now), 0, replicas}`;
/** Stores an answer, and notes at each thing in it where its copies are. */
const PUT = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
for at = 2, #KEYS do
  redis.call('SADD', KEYS[at], KEYS[1])
  redis.call('PEXPIRE', KEYS[at], ARGV[3])
end
return 1`;
/** Deletes all copies of things, and notes that the things are gone. */
const FORGET = `
for at = 1, #KEYS, 2 do
  for _, key in ipairs(redis.call('SMEMBERS', KEYS[at])) do redis.call('DEL', key) end
  redis.call('DEL', KEYS[at])
  redis.call('SET', KEYS[at + 1], '1', 'PX', ARGV[1])
end
return 1`;
/** Adds to a sum that begins anew when its window is over. */
const SPEND = `
local current = redis.call('INCRBY', KEYS[1], ARGV[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  left = tonumber(ARGV[2])
end
return {current, left}`;
const UNLOCK = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;
const PAUSE = `if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end return 0`;

/** What replicas share, in Valkey or Redis. When the store fails, each replica works alone. */
export async function openValkey({ url, logger }: ValkeySettings): Promise<SharedStore> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    keyPrefix,
    connectTimeout: CONNECT_TIMEOUT,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(seconds(5), tries * 200),
  });
  /** Until when the store is not asked, for each of its uses. */
  const quietUntil = { answers: 0, turns: 0, points: 0, lists: 0 };
  let wasReachable = true;
  const isReachable = () => redis.status === 'ready' && systemClock.now() >= quietUntil.answers;
  const noteReachable = (reachable: boolean, reason?: unknown) => {
    if (reachable === wasReachable) return;
    wasReachable = reachable;
    if (reachable) return logger.info({}, 'the shared cache can be reached again');
    // Only the message: the error of ioredis may hold the URL, and with it the password.
    logger.warn({ reason: reasonOf(reason) }, 'the shared cache cannot be reached; each replica works alone');
  };
  redis.on('ready', () => noteReachable(true));
  redis.on('error', (error) => noteReachable(false, error));

  const withTimeout = async <T>(
    ask: () => Promise<T>,
    what: keyof typeof quietUntil = 'answers',
  ): Promise<T | null> => {
    if (redis.status !== 'ready' || systemClock.now() < quietUntil[what]) return null;
    try {
      const answer = await inTime(ask(), timeouts[what]);
      noteReachable(true);
      return answer;
    } catch (error) {
      quietUntil[what] = systemClock.now() + QUIET;
      noteReachable(false, error);
      return null;
    }
  };
  const answerKey = (key: string) => `answer:${key}`;
  const copiesKey = (sourceId: string, id: string) => `copies:${sourceId}:${id}`;
  const goneKey = (sourceId: string, id: string) => `gone:${sourceId}:${id}`;
  const lockKey = (key: string) => `lock:${key}`;
  /** A digest: the store is not told the address of a client. */
  const pointsKey = (client: string) => `points:${createHash('sha256').update(client).digest('base64url')}`;
  // The braces are a hash tag: all keys of one source are on one node of a cluster.
  const pauseKey = (sourceId: string) => `{${sourceId}}:pause`;
  const keysOf = (sourceId: string) =>
    [`{${sourceId}}:sent`, pauseKey(sourceId), `{${sourceId}}:replicas`] as const;
  const replica = randomUUID();
  const forgetInLists = async (words: readonly string[]) => {
    const found: AsyncIterable<string[]> = redis.scanStream({ match: `${keyPrefix}${itemsOfLists}` });
    for await (const printed of found) {
      for (const key of printed.map((whole) => whole.slice(keyPrefix.length))) {
        const items: AsyncIterable<string[]> = redis.hscanStream(key, { count: 200 });
        for await (const pairs of items) {
          const ids = pairs.filter(
            (_, at) => at % 2 === 0 && hasWords(pairs.slice(at, at + 2).join('\n'), words),
          );
          if (ids.length > 0) await removeFromList(redis, key, ids);
        }
      }
    }
  };

  await Promise.race([
    new Promise((resolve) => redis.once('ready', resolve)),
    new Promise((resolve) => setTimeout(resolve, CONNECT_TIMEOUT).unref()),
  ]);

  return {
    get: async (key) => {
      const text = await withTimeout(() => redis.get(answerKey(key)));
      return typeof text === 'string' ? parse(text) : null;
    },
    put: (key, sourceId, answer) => {
      const lifetime = Math.min(MAX_LIFETIME, answer.usableUntil.getTime() - Date.now());
      if (lifetime <= 0 || answer.body.length > LARGEST_ANSWER) return;
      // One connection carries out commands in order, so an `unlock` that follows comes after this.
      const keys = [answerKey(key), ...answer.ids.map((id) => copiesKey(sourceId, id))];
      void withTimeout(() =>
        redis.eval(PUT, keys.length, ...keys, write(answer), Math.ceil(lifetime), MAX_LIFETIME),
      );
    },
    forget: (sourceId, ids) => {
      const keys = ids.flatMap((id) => [copiesKey(sourceId, id), goneKey(sourceId, id)]);
      void withTimeout(() => redis.eval(FORGET, keys.length, ...keys, MAX_LIFETIME));
    },
    forgetText: async (words) => {
      if (redis.status !== 'ready') return false;
      try {
        const found: AsyncIterable<string[]> = redis.scanStream({
          match: `${keyPrefix}${answerKey('*')}`,
          count: 200,
        });
        for await (const printed of found) {
          // A scan gives whole keys; other commands add the prefix.
          const keys = printed.map((key) => key.slice(keyPrefix.length));
          const texts = keys.length > 0 ? await redis.mget(keys) : [];
          const holding = keys.filter((_, index) => {
            const answer = parse(texts[index] ?? '');
            return answer === null || hasWords([answer.body, ...answer.ids].join('\n'), words);
          });
          if (holding.length > 0) await redis.del(holding);
        }
        await forgetInLists(words);
        return true;
      } catch (error) {
        noteReachable(false, error);
        return false;
      }
    },
    hasForgotten: async (sourceId, ids) =>
      ((await withTimeout(() => redis.exists(...ids.map((id) => goneKey(sourceId, id))))) ?? 0) > 0,
    lock: async (key, milliseconds) => {
      const token = randomUUID();
      const outcome = await withTimeout(async () => ({
        taken: (await redis.set(lockKey(key), token, 'PX', Math.ceil(milliseconds), 'NX')) === null,
      }));
      if (!outcome) return 'gone';
      return outcome.taken ? 'taken' : { token };
    },
    unlock: (key, token) => {
      void withTimeout(() => redis.eval(UNLOCK, 1, lockKey(key), token));
    },
    takeTurn: async (sourceId, { limit, windowSeconds }): Promise<Turn | null> => {
      const window = Math.ceil(seconds(windowSeconds) + slack(seconds(windowSeconds)));
      const answer = await withTimeout(
        () =>
          redis.eval(
            TAKE_TURN,
            3,
            ...keysOf(sourceId),
            limit,
            window,
            randomUUID(),
            replica,
            REPLICA_LIFETIME,
          ),
        'turns',
      );
      const read = turn.safeParse(answer);
      return read.success ? { wait: read.data[0], left: read.data[1], replicas: read.data[2] } : null;
    },
    pause: (sourceId, milliseconds, code) => {
      void withTimeout(() => redis.eval(PAUSE, 1, pauseKey(sourceId), code, Math.ceil(milliseconds)));
    },
    spend: async (client, points, milliseconds) => {
      const answer = await withTimeout(
        () => redis.eval(SPEND, 1, pointsKey(client), points, milliseconds),
        'points',
      );
      const read = spent.safeParse(answer);
      return read.success ? { current: read.data[0], ttl: read.data[1] } : null;
    },
    list: (sourceId, version) =>
      valkeyList(redis, (command) => withTimeout(command, 'lists'), sourceId, version),
    isReachable,
    ping: async () => (await withTimeout(() => redis.ping())) !== null,
    close: async () => {
      redis.disconnect();
    },
  };
}

/** The answer, or an error after the time. A process that was busy itself first lets pending input arrive. */
async function inTime<T>(asked: Promise<T>, milliseconds: number): Promise<T> {
  const done = new AbortController();
  const late = wait(milliseconds, undefined, { signal: done.signal }).then(async () => {
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    throw new Error('no answer in time');
  });
  // The one that comes second may fail; nothing listens to it.
  late.catch(() => undefined);
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, late]);
  } finally {
    done.abort();
  }
}

function write(answer: StoredAnswer): string {
  const { retrievedAt, freshUntil, usableUntil } = answer;
  return JSON.stringify({
    ...answer,
    retrievedAt: retrievedAt.getTime(),
    freshUntil: freshUntil.getTime(),
    usableUntil: usableUntil.getTime(),
  });
}

function parse(text: string): StoredAnswer | null {
  try {
    const { retrievedAt, freshUntil, usableUntil, ...rest } = stored.parse(JSON.parse(text));
    return {
      ...rest,
      retrievedAt: new Date(retrievedAt),
      freshUntil: new Date(freshUntil),
      usableUntil: new Date(usableUntil),
    };
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string'
    ? error.code
    : (error.message.split('\n', 1)[0] ?? '');
}
