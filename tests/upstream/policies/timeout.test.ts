import { expect, it } from 'vitest';
import { timeOut } from '../../../src/upstream/policies/timeout.ts';
import type { Send } from '../../../src/upstream/request.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { aContext, aReply, aRequest, plays } from '../../support/upstream.ts';

/** A source that never answers, and stops when it is told to. */
const hangs: Send = (_, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

it('ends a request at its deadline, and blames the source', async () => {
  const clock = new FakeClock();
  const answer = timeOut({ clock })(hangs)(aRequest(), aContext(clock, { deadline: clock.now() + 300 }));
  const outcome = answer.catch((error: unknown) => error);

  await clock.advance(300);

  expect(await outcome).toMatchObject({
    code: 'SOURCE_TIMEOUT',
    message: 'test-source did not answer within 300 ms',
    countsAgainstSource: true,
  });
});

it('waits longer when another client with more time has joined', async () => {
  const clock = new FakeClock();
  const start = clock.now();
  let deadline = start + 300;
  const context = {
    ...aContext(clock),
    get deadline() {
      return deadline;
    },
  };
  let ended = false;
  const answer = timeOut({ clock })(hangs)(aRequest(), context).catch(() => {
    ended = true;
  });
  deadline = start + 600;

  await clock.advance(599);
  const before = ended;
  await clock.advance(1);
  await answer;

  expect([before, ended]).toEqual([false, true]);
});

it('does not blame the source when the client disconnects', async () => {
  const clock = new FakeClock();
  const gone = new AbortController();
  const answer = timeOut({ clock })(hangs)(aRequest(), aContext(clock, { signal: gone.signal }));
  const outcome = answer.catch((error: unknown) => error);

  gone.abort();
  await settled();

  expect(await outcome).toMatchObject({ code: 'SOURCE_TIMEOUT', countsAgainstSource: false });
});

it('sends nothing when the time is up already', async () => {
  const clock = new FakeClock();
  const next = plays(aReply());

  await expect(
    timeOut({ clock })(next)(aRequest(), aContext(clock, { deadline: clock.now() })),
  ).rejects.toThrow();

  expect(next.calls).toBe(0);
});
