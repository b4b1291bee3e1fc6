import { expect, it } from 'vitest';
import { RequestQueue } from '../../../src/upstream/policies/request-queue.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { aContext } from '../../support/upstream.ts';

it('waits longer when the deadline moves while a request waits', async () => {
  const clock = new FakeClock();
  const queue = new RequestQueue(clock);
  let deadline = clock.now() + 100;
  const context = {
    ...aContext(clock),
    get deadline() {
      return deadline;
    },
  };
  const outcomes: boolean[] = [];
  void queue.join(context).then((started) => outcomes.push(started));
  deadline = clock.now() + 200;

  await clock.advance(199);
  const before = [...outcomes];
  await clock.advance(1);

  expect([before, outcomes]).toEqual([[], [false]]);
});

it('leaves no timer and no place behind for a client that disconnects', async () => {
  const clock = new FakeClock();
  const queue = new RequestQueue(clock);
  const client = new AbortController();
  const outcome = queue.join(aContext(clock, { signal: client.signal }));

  client.abort();
  await settled();

  expect(await outcome).toBe(false);
  expect([queue.isEmpty, clock.asleep]).toEqual([true, 0]);
});
