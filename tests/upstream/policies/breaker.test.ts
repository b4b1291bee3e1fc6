import { beforeEach, expect, it } from 'vitest';
import { SourceError } from '../../../src/upstream/errors.ts';
import { breaker } from '../../../src/upstream/policies/breaker.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aContext, aReply, aRequest, plays } from '../../support/upstream.ts';

const failure = (countsAgainstSource = true) =>
  new SourceError('test-source', 'SOURCE_UNAVAILABLE', 'failed', { countsAgainstSource });

let clock = new FakeClock();
beforeEach(() => {
  clock = new FakeClock();
});

const fail = async (times: number, circuit = breaker('test-source', clock), error = failure()) => {
  const send = circuit.policy(plays(error));
  for (let time = 0; time < times; time++) {
    await send(aRequest(), aContext(clock)).catch(() => null);
  }
  return circuit;
};

it('sends nothing after eight failures in a row', async () => {
  const circuit = await fail(8);
  const next = plays(aReply());

  const answer = circuit.policy(next)(aRequest(), aContext(clock));

  await expect(answer).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryAfterSeconds: 5 });
  expect(next.calls).toBe(0);
});

it('stays closed after four failures', async () => {
  const circuit = await fail(4);

  await expect(circuit.policy(plays(aReply()))(aRequest(), aContext(clock))).resolves.toBeDefined();
});

it('does not count what is not the source’s fault', async () => {
  const circuit = await fail(20, undefined, failure(false));

  expect(circuit.isOpen()).toBe(false);
});

it('sends one probe after a pause, and closes when it is answered', async () => {
  const circuit = await fail(8);
  await clock.advance(5001);
  let answerProbe: (reply: ReturnType<typeof aReply>) => void = () => {};
  const probe = new Promise<ReturnType<typeof aReply>>((resolve) => {
    answerProbe = resolve;
  });
  const next = plays(aReply());

  const first = circuit.policy(() => probe)(aRequest(), aContext(clock));
  const second = circuit
    .policy(next)(aRequest(), aContext(clock))
    .catch((error: unknown) => error);
  const turnedAway = await second;
  answerProbe(aReply());
  await first;

  expect(turnedAway).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(circuit.isOpen()).toBe(false);
});

it('doubles the pause after a failed probe, also one that was never sent', async () => {
  const circuit = await fail(8);
  await clock.advance(5001);
  await fail(1, circuit, failure(false));
  await clock.advance(5001);

  expect(circuit.isOpen()).toBe(true);
  await expect(circuit.policy(plays(aReply()))(aRequest(), aContext(clock))).rejects.toMatchObject({
    retryAfterSeconds: 5,
  });
});

it('sends its probe after the same pause when the machine’s clock is set back a day', async () => {
  const circuit = await fail(8);
  clock.setWall(-86_400_000);
  await clock.advance(5001);

  await expect(circuit.policy(plays(aReply()))(aRequest(), aContext(clock))).resolves.toBeDefined();
});
