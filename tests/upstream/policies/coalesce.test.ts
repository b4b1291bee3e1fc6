import { expect, it } from 'vitest';
import { DataState } from '../../../src/entities/provenance.ts';
import { coalesce } from '../../../src/upstream/policies/coalesce.ts';
import type { Ask, RequestContext, SourceAnswer, UpstreamRequest } from '../../../src/upstream/request.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { aContext, aRequest } from '../../support/upstream.ts';

const anUpstreamRequest = (key = 'thing'): UpstreamRequest => ({
  ...aRequest({ key }),
  path: 'thing',
  query: new URLSearchParams(),
  freshFor: 1,
  keep: true,
  inProcessOnly: false,
  askByDate: true,
  usableFor: 1,
  toStored: (body) => body,
  fromStored: () => ({ value: null, dropped: 0, listed: 0 }),
  unreadIn: () => [],
  idsIn: () => [],
  isGone: () => false,
  decode: () => ({ value: null, dropped: 0, listed: 0 }),
});

/** A source that answers when the test lets it, and records each request's context. */
function heldSource() {
  const contexts: RequestContext[] = [];
  const answers: ((answer: SourceAnswer) => void)[] = [];
  const ask: Ask = (_, context) => {
    contexts.push(context);
    return new Promise((resolve) => answers.push(resolve));
  };
  const answer = () =>
    answers.at(-1)?.({ value: 'a', dropped: 0, found: true, state: DataState.LIVE, retrievedAt: null });
  return { contexts, ask, answer };
}

it('sends equal requests once', async () => {
  const clock = new FakeClock();
  const source = heldSource();
  const ask = coalesce(clock)(source.ask);

  const answers = Array.from({ length: 64 }, () => ask(anUpstreamRequest(), aContext(clock)));
  await settled();
  source.answer();

  expect((await Promise.all(answers)).map(({ value }) => value)).toEqual(Array(64).fill('a'));
  expect(source.contexts).toHaveLength(1);
});

it('sends different requests separately', async () => {
  const clock = new FakeClock();
  const source = heldSource();
  const ask = coalesce(clock)(source.ask);

  void ask(anUpstreamRequest('a'), aContext(clock));
  void ask(anUpstreamRequest('b'), aContext(clock));

  expect(source.contexts).toHaveLength(2);
});

it('cancels the request when the last client leaves, and not before', async () => {
  const clock = new FakeClock();
  const source = heldSource();
  const ask = coalesce(clock)(source.ask);
  const [one, other] = [new AbortController(), new AbortController()];
  const first = ask(anUpstreamRequest(), aContext(clock, { signal: one.signal })).catch(
    (error: unknown) => error,
  );
  const second = ask(anUpstreamRequest(), aContext(clock, { signal: other.signal })).catch(
    (error: unknown) => error,
  );

  one.abort();
  await settled();
  const afterOne = source.contexts[0]?.signal.aborted;
  other.abort();
  await settled();

  expect(afterOne).toBe(false);
  expect(source.contexts[0]?.signal.aborted).toBe(true);
  expect(await first).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  expect(await second).toMatchObject({ code: 'SOURCE_TIMEOUT' });
});

it('sends again for a client that comes after a cancelled request', async () => {
  const clock = new FakeClock();
  const source = heldSource();
  const ask = coalesce(clock)(source.ask);
  const gone = new AbortController();
  const first = ask(anUpstreamRequest(), aContext(clock, { signal: gone.signal })).catch(() => null);
  gone.abort();
  await first;

  const second = ask(anUpstreamRequest(), aContext(clock));
  source.answer();

  await expect(second).resolves.toMatchObject({ value: 'a' });
  expect(source.contexts).toHaveLength(2);
});

it('lets each client leave at its own deadline', async () => {
  const clock = new FakeClock();
  const source = heldSource();
  const ask = coalesce(clock)(source.ask);
  const hurried = ask(anUpstreamRequest(), aContext(clock, { deadline: clock.now() + 100 })).catch(
    (error: unknown) => error,
  );
  const patient = ask(anUpstreamRequest(), aContext(clock, { deadline: clock.now() + 1000 }));

  await clock.advance(100);
  const first = await hurried;
  source.answer();

  expect(first).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  await expect(patient).resolves.toMatchObject({ value: 'a' });
  expect(source.contexts).toHaveLength(1);
});
