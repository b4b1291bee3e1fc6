import { expect, it } from 'vitest';
import { SourceError } from '../../../src/upstream/errors.ts';
import { retry } from '../../../src/upstream/policies/retry.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aContext, aReply, aRequest, plays } from '../../support/upstream.ts';

const failure = (more: { retryable?: boolean; retryAfterSeconds?: number } = {}) =>
  new SourceError('test-source', 'SOURCE_UNAVAILABLE', 'failed', { retryable: true, ...more });

it('sends once more after a failure that may pass', async () => {
  const clock = new FakeClock();
  const next = plays(failure(), aReply());

  const answer = retry({ clock })(next)(aRequest(), aContext(clock));
  await clock.advance(1000);

  await expect(answer).resolves.toMatchObject({ outcome: 'found' });
  expect(next.calls).toBe(2);
});

it('does not send a third time', async () => {
  const clock = new FakeClock();
  const next = plays(failure());

  const answer = retry({ clock })(next)(aRequest(), aContext(clock)).catch((error: unknown) => error);
  await clock.advance(5000);

  expect(await answer).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(next.calls).toBe(2);
});

it('does not retry a failure that a retry cannot repair', async () => {
  const clock = new FakeClock();
  const next = plays(failure({ retryable: false }));

  await expect(retry({ clock })(next)(aRequest(), aContext(clock))).rejects.toThrow();

  expect(next.calls).toBe(1);
});

it('retries when the source says so, and not before', async () => {
  const clock = new FakeClock();
  const next = plays(failure({ retryAfterSeconds: 1 }), aReply());

  const answer = retry({ clock, random: () => 0 })(next)(aRequest(), aContext(clock));
  await clock.advance(999);
  const before = next.calls;
  await clock.advance(100);
  await answer;

  expect([before, next.calls]).toEqual([1, 2]);
});

it.each([
  ['the deadline comes first', { deadline: 500, retryAfterSeconds: 1 }],
  ['the source asks for a long pause', { deadline: 60_000, retryAfterSeconds: 30 }],
])('does not wait when %s', async (_, { deadline, retryAfterSeconds }) => {
  const clock = new FakeClock();
  const next = plays(failure({ retryAfterSeconds }));

  const answer = retry({ clock })(next)(aRequest(), aContext(clock, { deadline: clock.now() + deadline }));

  await expect(answer).rejects.toMatchObject({ retryAfterSeconds });
  expect(next.calls).toBe(1);
});

it('retries at most a tenth of the requests during an outage', async () => {
  const clock = new FakeClock();
  const next = plays(failure());
  const send = retry({ clock })(next);

  const answers = Array.from({ length: 200 }, () => send(aRequest(), aContext(clock)).catch(() => null));
  await clock.advance(5000);
  await Promise.all(answers);

  expect(next.calls).toBeLessThanOrEqual(220);
});
