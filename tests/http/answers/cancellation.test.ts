import { expect, it, vi } from 'vitest';
import { Cancellation } from '../../../src/http/answers/cancellation.ts';

const left = new Error('the client disconnected');

it.each(['before', 'after'])('aborts a signal that is asked for %s it is cancelled', (when) => {
  const cancellation = new Cancellation();
  const early = when === 'before' ? cancellation.signal : null;

  cancellation.cancel(left);

  expect((early ?? cancellation.signal).aborted).toBe(true);
  expect((early ?? cancellation.signal).reason).toBe(left);
});

it('tells each follower once, also one that comes late', () => {
  const cancellation = new Cancellation();
  const [early, late] = [vi.fn(), vi.fn()];
  cancellation.onCancel(early);

  cancellation.cancel(left);
  cancellation.cancel(new Error('again'));
  cancellation.onCancel(late);

  expect(early.mock.calls).toEqual([[left]]);
  expect(late.mock.calls).toEqual([[left]]);
});
