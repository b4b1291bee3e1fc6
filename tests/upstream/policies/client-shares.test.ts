import { describe, expect, it } from 'vitest';
import { budget } from '../../../src/upstream/policies/budget.ts';
import { bulkhead } from '../../../src/upstream/policies/bulkhead.ts';
import { ClientShares } from '../../../src/upstream/policies/client-shares.ts';
import type { Send } from '../../../src/upstream/request.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aContext, aReply, aRequest } from '../../support/upstream.ts';

/** Sends as a client; `order` is who was served. */
function served(clock: FakeClock, policy: (next: Send) => Send, milliseconds = 0) {
  const order: string[] = [];
  const send = policy(async ({ key }) => {
    order.push(key);
    await clock.sleep(milliseconds);
    return aReply();
  });
  const ask = (client: string, times: number, seconds = 10) =>
    Array.from({ length: times }, () =>
      send(
        aRequest({ key: client }),
        aContext(clock, { client, deadline: clock.now() + seconds * 1000 }),
      ).then(
        () => 'answered',
        (error) => error.code,
      ),
    );
  return { order, ask };
}

describe('a window that several clients want', () => {
  const limit = { limit: 10, windowSeconds: 60 };

  it('is used whole by a client that is alone', async () => {
    const clock = new FakeClock();
    const { order, ask } = served(clock, budget('s', limit, clock).policy);

    void ask('a', 12);
    await clock.advance(0);

    expect(order).toHaveLength(10);
  });

  it('has a fifth left for who comes next, while others are about', async () => {
    const clock = new FakeClock();
    const { order, ask } = served(clock, budget('s', limit, clock).policy);

    void ask('b', 1);
    void ask('greedy', 20);
    await clock.advance(1_000);
    const late = ask('b', 1);
    await clock.advance(1_000);

    expect(order.filter((client) => client === 'greedy')).toHaveLength(8);
    expect(await late[0]).toBe('answered');
  });

  it('refuses at once what a client cannot get before its deadline', async () => {
    const clock = new FakeClock();
    const { ask } = served(clock, budget('s', limit, clock).policy);

    void ask('b', 1);
    const outcomes = ask('greedy', 10);
    await clock.advance(0);

    expect(await outcomes[9]).toBe('SOURCE_RATE_LIMITED');
  });

  it('is whole again for one client a window after the others', async () => {
    const clock = new FakeClock();
    const { order, ask } = served(clock, budget('s', limit, clock).policy);

    void ask('b', 1);
    await clock.advance(61_000);
    void ask('a', 10);
    await clock.advance(0);

    expect(order.filter((client) => client === 'a')).toHaveLength(10);
  });

  it('is shared in turns when it opens', async () => {
    const clock = new FakeClock();
    const { order, ask } = served(clock, budget('s', { limit: 10, windowSeconds: 5 }, clock).policy);

    void ask('a', 10);
    await clock.advance(0);
    void ask('a', 8);
    void ask('b', 2);
    void ask('c', 2);
    await clock.advance(5_200);

    const second = order.slice(10);
    expect(second.slice(0, 6).sort()).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
  });
});

it('while others wait, a client gets a fifth of the window', () => {
  const shares = new ClientShares();
  for (const at of [1, 2]) shares.sent('a', at);
  const facts = { limit: 10, windowMs: 100, now: 3 };

  expect(shares.turnAt('a', { ...facts, othersWait: true })).toBe(101);
  expect(shares.turnAt('a', { ...facts, othersWait: false })).toBe(3);
  expect(shares.turnAt('b', { ...facts, othersWait: true })).toBe(3);
});

it('clients take turns for the slots of a source', async () => {
  const clock = new FakeClock();
  const { order, ask } = served(clock, bulkhead({ concurrency: 1, clock }), 10);

  void ask('greedy', 6);
  void ask('b', 1);
  void ask('c', 1);
  for (let i = 0; i < 10; i++) await clock.advance(10);

  expect(order.slice(0, 4)).toEqual(['greedy', 'greedy', 'b', 'c']);
});
