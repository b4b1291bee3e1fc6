import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { days } from '../time.ts';
import type { SharedList } from './shared-list.ts';

/** Items in one answer of the store. */
const PAGE = 500;
const LIFETIME = days(1);
/** Ids of items that are gone which are remembered; a replica that is further behind reads the list anew. */
const MOST_GONE = 20_000;

const reading = z.tuple([
  z.string(),
  z.coerce.number(),
  z.coerce.number(),
  z.coerce.number(),
  z.string(),
  z.array(z.tuple([z.string(), z.string().nullable()])),
]);
const writing = z.tuple([z.string(), z.coerce.number()]);

/**
 * `items` has the texts, `numbers` the number of the last change of every item, also of those that are gone, `gone` the
 * ids of these, and `state` what is said of the whole.
 */
const READ = `
local state = redis.call('HMGET', KEYS[1], 'log', 'last', 'forgotten', 'text')
if not state[1] then return false end
local from, isFromStart = tonumber(ARGV[2]), 0
if ARGV[1] ~= state[1] or from < tonumber(state[3]) then from, isFromStart = 0, 1 end
local ids = redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. from, '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[3])
local changes, last = {}, from
for at = 1, #ids, 2 do
  changes[#changes + 1] = {ids[at], redis.call('HGET', KEYS[2], ids[at])}
  last = ids[at + 1]
end
if #changes < tonumber(ARGV[3]) then last = state[2] end
return {state[1], tostring(last), state[2], isFromStart, state[4], changes}`;
/** Changes come as pairs of an id and a text, which is empty for an item that is gone. */
const CHANGE = `
local function change(first)
  for at = first, #ARGV, 2 do
    local id, text = ARGV[at], ARGV[at + 1]
    local number = redis.call('HINCRBY', KEYS[1], 'last', 1)
    redis.call('ZADD', KEYS[3], number, id)
    if text == '' then
      redis.call('HDEL', KEYS[2], id)
      redis.call('ZADD', KEYS[4], number, id)
    else
      redis.call('HSET', KEYS[2], id, text)
      redis.call('ZREM', KEYS[4], id)
    end
  end
  local over = redis.call('ZCARD', KEYS[4]) - ${MOST_GONE}
  if over > 0 then
    local old = redis.call('ZPOPMIN', KEYS[4], over)
    for at = 1, #old, 2 do redis.call('ZREM', KEYS[3], old[at]) end
    redis.call('HSET', KEYS[1], 'forgotten', old[#old])
  end
end`;
const WRITE = `${CHANGE}
if redis.call('GET', KEYS[5]) ~= ARGV[1] then return false end
redis.call('PEXPIRE', KEYS[5], ARGV[2])
if ARGV[4] == '1' or redis.call('HEXISTS', KEYS[1], 'log') == 0 then
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
  redis.call('HSET', KEYS[1], 'log', ARGV[5], 'last', 0, 'forgotten', 0)
end
redis.call('HSET', KEYS[1], 'text', ARGV[6])
change(7)
for at = 1, 4 do redis.call('PEXPIRE', KEYS[at], ARGV[3]) end
return redis.call('HMGET', KEYS[1], 'log', 'last')`;
const REMOVE = `${CHANGE}
change(1)
return 1`;
const GIVE_UP = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/** Asks the store within the time; null when it does not answer. */
type Ask = <T>(command: () => Promise<T>) => Promise<T | null>;

const keysOf = (list: string) => ['state', 'items', 'numbers', 'gone'].map((part) => `${list}:${part}`);

/** What the keys of the items of all lists look like. */
export const itemsOfLists = '{*}:list:*:items';

/** A list of a source in Valkey or Redis. */
export function valkeyList(redis: Redis, ask: Ask, sourceId: string, version: number): SharedList {
  // The braces are a hash tag: all keys of a source are on one node of a cluster.
  const list = `{${sourceId}}:list:${version}`;
  const keys = keysOf(list);
  const right = `${list}:right`;
  return {
    read: async (after) => {
      const answer = await ask(async () => ({
        read: await redis.eval(READ, keys.length, ...keys, after?.log ?? '', after?.number ?? 0, PAGE),
      }));
      if (answer === null) return null;
      if (answer.read === null) return 'empty';
      const [log, number, last, isFromStart, state, changes] = reading.parse(answer.read);
      return {
        place: { log, number },
        isFromStart: isFromStart === 1,
        isAtEnd: number >= last,
        state,
        changes: changes.map(([id, text]) => ({ id, text })),
      };
    },
    take: async (milliseconds) => {
      const token = randomUUID();
      const answer = await ask(async () => ({
        taken: (await redis.set(right, token, 'PX', milliseconds, 'NX')) === null,
      }));
      return answer && (answer.taken ? 'taken' : { token });
    },
    write: async (token, { changes, state, isNew, milliseconds }) => {
      const pairs = changes.flatMap(({ id, text }) => [id, text ?? '']);
      const answer = await ask(async () => ({
        written: await redis.eval(
          WRITE,
          keys.length + 1,
          ...[...keys, right],
          ...[token, milliseconds, LIFETIME, isNew ? '1' : '0', randomUUID(), state],
          ...pairs,
        ),
      }));
      if (answer === null) return null;
      if (answer.written === null) return 'lost';
      const [log, number] = writing.parse(answer.written);
      return { log, number };
    },
    giveUp: (token) => {
      void ask(() => redis.eval(GIVE_UP, 1, right, token));
    },
  };
}

/** Removes items from the list with these items, whoever has the right to write. */
export async function removeFromList(redis: Redis, itemsKey: string, ids: readonly string[]): Promise<void> {
  const keys = keysOf(itemsKey.replace(/:items$/, ''));
  await redis.eval(REMOVE, keys.length, ...keys, ...ids.flatMap((id) => [id, '']));
}
