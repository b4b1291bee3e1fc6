import { expect, it } from 'vitest';
import { bulkhead } from '../../../src/upstream/policies/bulkhead.ts';
import type { Send, WireReply } from '../../../src/upstream/request.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { aReply, aRequest, aTrip } from '../../support/upstream.ts';

/** A source that answers when the test lets it. */
function held() {
  const waiting: { path: string; answer: () => void }[] = [];
  const send: Send = ({ key }) =>
    new Promise<WireReply>((resolve) => waiting.push({ path: key, answer: () => resolve(aReply()) }));
  return {
    send,
    started: () => waiting.map(({ path }) => path),
    answer: (at: number) => waiting[at]?.answer(),
  };
}

it('lets so many through and queues the others', async () => {
  const clock = new FakeClock();
  const source = held();
  const send = bulkhead({ concurrency: 2, clock })(source.send);

  for (const key of ['a', 'b', 'c', 'd']) void send(aRequest({ key }), aTrip(clock));
  await settled();
  const before = source.started();
  source.answer(0);
  await settled();

  expect(before).toEqual(['a', 'b']);
  expect(source.started()).toEqual(['a', 'b', 'c']);
});

it('lets those that somebody waits for go first', async () => {
  const clock = new FakeClock();
  const source = held();
  const send = bulkhead({ concurrency: 1, clock })(source.send);

  void send(aRequest({ key: 'first' }), aTrip(clock));
  void send(aRequest({ key: 'refresh' }), aTrip(clock, { background: true }));
  void send(aRequest({ key: 'client' }), aTrip(clock));
  source.answer(0);
  await settled();

  expect(source.started()).toEqual(['first', 'client']);
});

it('lets nobody wait beyond the deadline, and keeps no place for who has left', async () => {
  const clock = new FakeClock();
  const source = held();
  const send = bulkhead({ concurrency: 1, clock })(source.send);
  void send(aRequest({ key: 'first' }), aTrip(clock));

  const late = send(aRequest({ key: 'late' }), aTrip(clock, { deadline: clock.now() + 100 }));
  const outcome = late.catch((error: unknown) => error);
  await clock.advance(100);
  source.answer(0);
  await settled();

  expect(await outcome).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  expect(source.started()).toEqual(['first']);
});

it('gives the place back after a failure', async () => {
  const clock = new FakeClock();
  const send = bulkhead({ concurrency: 1, clock })(async () => {
    throw new Error('failed');
  });

  await send(aRequest(), aTrip(clock)).catch(() => null);

  await expect(send(aRequest(), aTrip(clock))).rejects.toThrow('failed');
});
