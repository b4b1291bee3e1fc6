import { expect, it } from 'vitest';
import { SourceError } from '../../../src/upstream/errors.ts';
import { budget } from '../../../src/upstream/policies/budget.ts';
import type { Send } from '../../../src/upstream/request.ts';
import type { SharedStore, Turn } from '../../../src/upstream/stores/shared.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { aContext, aReply, aRequest, plays } from '../../support/upstream.ts';

const recording = () => {
  const keys: string[] = [];
  const send: Send = async ({ key }) => {
    keys.push(key);
    return aReply();
  };
  return { keys, send };
};

it('sends no more than its limit in a window', async () => {
  const clock = new FakeClock();
  const { keys, send } = recording();
  const { policy, remaining } = budget('test-source', { limit: 2, windowSeconds: 1 }, clock);
  const next = policy(send);

  for (const key of ['a', 'b', 'c']) void next(aRequest({ key }), aContext(clock));
  await clock.advance(999);
  const before = [...keys];
  await clock.advance(1);

  expect(before).toEqual(['a', 'b']);
  expect(keys).toEqual(['a', 'b', 'c']);
  expect(remaining()).toBe(1);
});

it('refuses at once when the turn would come after the deadline', async () => {
  const clock = new FakeClock();
  const { policy } = budget('test-source', { limit: 1, windowSeconds: 60 }, clock);
  const next = policy(plays(aReply()));
  await next(aRequest(), aContext(clock));

  const answer = next(aRequest(), aContext(clock));

  await expect(answer).rejects.toMatchObject({ code: 'SOURCE_RATE_LIMITED', retryAfterSeconds: 60 });
});

it('reports a time-out, not the limit, when the time was up already', async () => {
  const clock = new FakeClock();
  const next = budget('test-source', { limit: 1, windowSeconds: 60 }, clock).policy(plays(aReply()));

  const answer = next(aRequest(), aContext(clock, { deadline: clock.now() }));

  await expect(answer).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' });
});

it('gives the next turn to a client before a refresh in the background', async () => {
  const clock = new FakeClock();
  const { keys, send } = recording();
  const next = budget('test-source', { limit: 1, windowSeconds: 1 }, clock).policy(send);

  void next(aRequest({ key: 'first' }), aContext(clock));
  void next(aRequest({ key: 'refresh' }), aContext(clock, { background: true }));
  void next(aRequest({ key: 'client' }), aContext(clock));
  await clock.advance(1000);
  const afterOne = [...keys];
  await clock.advance(1000);

  expect(afterOne).toEqual(['first', 'client']);
  expect(keys).toEqual(['first', 'client', 'refresh']);
});

it('gives no turn to a client that has disconnected', async () => {
  const clock = new FakeClock();
  const { keys, send } = recording();
  const next = budget('test-source', { limit: 1, windowSeconds: 1 }, clock).policy(send);
  const gone = new AbortController();
  void next(aRequest({ key: 'first' }), aContext(clock));
  const left = next(aRequest({ key: 'left' }), aContext(clock, { signal: gone.signal })).catch(
    (error: unknown) => error,
  );

  gone.abort();
  await clock.advance(1000);

  expect(await left).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  expect(keys).toEqual(['first']);
});

it('sends nothing before the time that the source named', async () => {
  const clock = new FakeClock();
  const limited = new SourceError('test-source', 'SOURCE_RATE_LIMITED', 'limited', { retryAfterSeconds: 30 });
  const source = plays(limited, aReply());
  const { policy, remaining } = budget('test-source', { limit: 100, windowSeconds: 1 }, clock);
  const next = policy(source);
  await next(aRequest(), aContext(clock)).catch(() => null);

  await clock.advance(29_000 - 10_000);
  const early = await next(aRequest(), aContext(clock)).catch((error: unknown) => error);
  const left = remaining();
  await clock.advance(11_000);
  await next(aRequest(), aContext(clock));

  expect(early).toMatchObject({ code: 'SOURCE_RATE_LIMITED', retryAfterSeconds: 11 });
  expect(left).toBe(0);
  expect(source.calls).toBe(2);
});

it('pauses for half a minute when the source names no time', async () => {
  const clock = new FakeClock();
  const source = plays(new SourceError('test-source', 'SOURCE_RATE_LIMITED', 'limited'));
  const next = budget('test-source', { limit: 100, windowSeconds: 1 }, clock).policy(source);
  await next(aRequest(), aContext(clock)).catch(() => null);

  const second = await next(aRequest(), aContext(clock)).catch((error: unknown) => error);
  await settled();

  expect(second).toMatchObject({ code: 'SOURCE_RATE_LIMITED', retryAfterSeconds: 30 });
  expect(source.calls).toBe(1);
});

it('keeps to what the source reports as left', async () => {
  const clock = new FakeClock();
  const quota = { left: 1, resetsAt: clock.now() + 5000 };
  const source = plays(aReply({ quota }), aReply());
  const { policy, remaining } = budget('test-source', { limit: 100, windowSeconds: 1 }, clock);
  const next = policy(source);
  await next(aRequest(), aContext(clock));

  const left = remaining();
  await next(aRequest(), aContext(clock));
  void next(aRequest(), aContext(clock));
  await clock.advance(4999);
  const before = source.calls;
  await clock.advance(1);

  expect([left, before, source.calls]).toEqual([1, 2, 3]);
});

it('pauses when the source reports that nothing is left', async () => {
  const clock = new FakeClock();
  const source = plays(aReply({ quota: { left: 0, resetsAt: clock.now() + 60_000 } }));
  const next = budget('test-source', { limit: 100, windowSeconds: 1 }, clock).policy(source);
  await next(aRequest(), aContext(clock));

  const second = await next(aRequest(), aContext(clock)).catch((error: unknown) => error);

  expect(second).toMatchObject({ code: 'SOURCE_RATE_LIMITED', retryAfterSeconds: 60 });
});

it('replaces its limit when the source reports one', async () => {
  const clock = new FakeClock();
  const { policy, limit, setLimit, remaining } = budget('test-source', { limit: 5, windowSeconds: 1 }, clock);

  setLimit({ limit: 2, windowSeconds: 10 });
  const next = policy(plays(aReply()));
  for (let time = 0; time < 2; time++) await next(aRequest(), aContext(clock));

  expect([limit(), remaining()]).toEqual([{ limit: 2, windowSeconds: 10 }, 0]);
});

it('keeps to its share while the shared store cannot be reached', async () => {
  const clock = new FakeClock();
  const { keys, send } = recording();
  let turn: Turn | null = { wait: 0, left: 5, replicas: 2 };
  const shared = { ...noStore, takeTurn: async () => turn };
  const next = budget('test-source', { limit: 6, windowSeconds: 1 }, clock, shared).policy(send);
  await next(aRequest(), aContext(clock));
  turn = null;

  for (let time = 0; time < 12; time++) void next(aRequest(), aContext(clock));
  await clock.advance(999);
  const inFirst = keys.length;
  await clock.advance(1000);

  // One before, two of the five that were left, then three of six in each window.
  expect([inFirst, keys.length]).toEqual([3, 6]);
});

const noStore: SharedStore = {
  get: async () => null,
  put: () => {},
  forget: () => {},
  forgetText: async () => true,
  hasForgotten: async () => false,
  lock: async () => 'gone',
  unlock: () => {},
  takeTurn: async () => null,
  pause: () => {},
  spend: async () => null,
  list: () => ({ read: async () => null, take: async () => null, write: async () => null, giveUp: () => {} }),
  isReachable: () => false,
  ping: async () => false,
  close: async () => {},
};
