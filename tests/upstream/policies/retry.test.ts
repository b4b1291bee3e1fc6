import { expect, it } from 'vitest';
import { SourceError } from '../../../src/upstream/errors.ts';
import { retry } from '../../../src/upstream/policies/retry.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aReply, aRequest, aTrip, plays } from '../../support/upstream.ts';

const failure = (more: { retryable?: boolean; retryAfterSeconds?: number } = {}) =>
  new SourceError('test-source', 'SOURCE_UNAVAILABLE', 'failed', { retryable: true, ...more });

it('asks once more after a failure that may pass', async () => {
  const clock = new FakeClock();
  const next = plays(failure(), aReply());

  const answer = retry({ clock })(next)(aRequest(), aTrip(clock));
  await clock.advance(1000);

  await expect(answer).resolves.toMatchObject({ outcome: 'found' });
  expect(next.calls).toBe(2);
});

it('asks no third time', async () => {
  const clock = new FakeClock();
  const next = plays(failure());

  const answer = retry({ clock })(next)(aRequest(), aTrip(clock)).catch((error: unknown) => error);
  await clock.advance(5000);

  expect(await answer).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(next.calls).toBe(2);
});

it('leaves a failure alone that another try would not mend', async () => {
  const clock = new FakeClock();
  const next = plays(failure({ retryable: false }));

  await expect(retry({ clock })(next)(aRequest(), aTrip(clock))).rejects.toThrow();

  expect(next.calls).toBe(1);
});

it('comes back when the source says so, and not before', async () => {
  const clock = new FakeClock();
  const next = plays(failure({ retryAfterSeconds: 1 }), aReply());

  const answer = retry({ clock, random: () => 0 })(next)(aRequest(), aTrip(clock));
  await clock.advance(999);
  const before = next.calls;
  await clock.advance(100);
  await answer;

  expect([before, next.calls]).toEqual([1, 2]);
});

it.each([
  ['the deadline comes first', { deadline: 500, retryAfterSeconds: 1 }],
  ['the source wants to be left alone for long', { deadline: 60_000, retryAfterSeconds: 30 }],
])('tells the client at once when %s', async (_, { deadline, retryAfterSeconds }) => {
  const clock = new FakeClock();
  const next = plays(failure({ retryAfterSeconds }));

  const answer = retry({ clock })(next)(aRequest(), aTrip(clock, { deadline: clock.now() + deadline }));

  await expect(answer).rejects.toMatchObject({ retryAfterSeconds });
  expect(next.calls).toBe(1);
});

it('never turns an outage into a storm', async () => {
  const clock = new FakeClock();
  const next = plays(failure());
  const send = retry({ clock })(next);

  const answers = Array.from({ length: 200 }, () => send(aRequest(), aTrip(clock)).catch(() => null));
  await clock.advance(5000);
  await Promise.all(answers);

  expect(next.calls).toBeLessThanOrEqual(220);
});
