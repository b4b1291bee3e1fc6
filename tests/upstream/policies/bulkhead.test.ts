import { expect, it } from 'vitest';
import { bulkhead } from '../../../src/upstream/policies/bulkhead.ts';
import type { Send, WireReply } from '../../../src/upstream/request.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { aContext, aReply, aRequest } from '../../support/upstream.ts';

/** A source that answers when the test lets it. */
function heldSource() {
  const waiting: { path: string; answer: () => void }[] = [];
  const send: Send = ({ key }) =>
    new Promise<WireReply>((resolve) => waiting.push({ path: key, answer: () => resolve(aReply()) }));
  return {
    send,
    started: () => waiting.map(({ path }) => path),
    answer: (at: number) => waiting[at]?.answer(),
  };
}

it('sends so many at once and queues the others', async () => {
  const clock = new FakeClock();
  const source = heldSource();
  const send = bulkhead({ concurrency: 2, clock })(source.send);

  for (const key of ['a', 'b', 'c', 'd']) void send(aRequest({ key }), aContext(clock));
  await settled();
  const before = source.started();
  source.answer(0);
  await settled();

  expect(before).toEqual(['a', 'b']);
  expect(source.started()).toEqual(['a', 'b', 'c']);
});

it('sends requests of clients before refreshes in the background', async () => {
  const clock = new FakeClock();
  const source = heldSource();
  const send = bulkhead({ concurrency: 1, clock })(source.send);

  void send(aRequest({ key: 'first' }), aContext(clock));
  void send(aRequest({ key: 'refresh' }), aContext(clock, { background: true }));
  void send(aRequest({ key: 'client' }), aContext(clock));
  source.answer(0);
  await settled();

  expect(source.started()).toEqual(['first', 'client']);
});

it('fails a queued request at its deadline and does not send it', async () => {
  const clock = new FakeClock();
  const source = heldSource();
  const send = bulkhead({ concurrency: 1, clock })(source.send);
  void send(aRequest({ key: 'first' }), aContext(clock));

  const late = send(aRequest({ key: 'late' }), aContext(clock, { deadline: clock.now() + 100 }));
  const outcome = late.catch((error: unknown) => error);
  await clock.advance(100);
  source.answer(0);
  await settled();

  expect(await outcome).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  expect(source.started()).toEqual(['first']);
});

it('frees its slot after a failure', async () => {
  const clock = new FakeClock();
  const send = bulkhead({ concurrency: 1, clock })(async () => {
    throw new Error('failed');
  });

  await send(aRequest(), aContext(clock)).catch(() => null);

  await expect(send(aRequest(), aContext(clock))).rejects.toThrow('failed');
});
