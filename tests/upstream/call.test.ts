import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';
import { openCall } from '../../src/upstream/call.ts';

it('ends when the client disconnects', () => {
  const client = new AbortController();
  const call = openCall(client, 10_000);

  client.abort(new Error('gone'));

  expect(call.signal.aborted).toBe(true);
  expect(call.signal.reason).toMatchObject({ message: 'gone' });
});

it('ends when its time is up', async () => {
  vi.useFakeTimers();
  const client = new AbortController();
  const call = openCall(client, 10_000);

  const deadline = call.deadline - Date.now();
  await vi.advanceTimersByTimeAsync(9_999);
  const before = call.signal.aborted;
  await vi.advanceTimersByTimeAsync(1);
  vi.useRealTimers();

  expect(deadline).toBe(10_000);
  expect([before, call.signal.aborted]).toEqual([false, true]);
});

it('is garbage-collected with its client, not when its time is up', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const open = () => {
    const { signal } = openCall(new AbortController(), 60_000);
    const held = { by: 'a listener' };
    signal.addEventListener('abort', () => held);
    return new WeakRef(held);
  };

  const held = open();

  await expect
    .poll(() => {
      collect();
      return held.deref() === undefined;
    })
    .toBe(true);
});
