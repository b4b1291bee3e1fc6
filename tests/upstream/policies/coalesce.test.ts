import { expect, it } from 'vitest';
import { coalesced } from '../../../src/upstream/policies/coalesce.ts';
import type { Fetch, Fetched, Question, Trip } from '../../../src/upstream/request.ts';
import { FakeClock, settled } from '../../support/fake-clock.ts';
import { aReply, aRequest, aTrip } from '../../support/upstream.ts';

const aQuestion = (key = 'thing'): Question => ({
  ...aRequest({ key }),
  path: 'thing',
  query: new URLSearchParams(),
  freshFor: 1,
  keep: true,
  askByDate: true,
  usableFor: 1,
  decode: () => ({ value: null, dropped: 0, listed: 0 }),
});

/** A source that answers when the test lets it, and notes the trips. */
function held() {
  const trips: Trip[] = [];
  const answers: ((fetched: Fetched) => void)[] = [];
  const fetch: Fetch = (_, trip) => {
    trips.push(trip);
    return new Promise((resolve) => answers.push(resolve));
  };
  const answer = () => answers.at(-1)?.({ reply: aReply(), value: 'a', dropped: 0, listed: 0 });
  return { trips, fetch, answer };
}

it('makes one trip of equal questions', async () => {
  const clock = new FakeClock();
  const source = held();
  const ask = coalesced<Fetched>(clock)(source.fetch);

  const answers = Array.from({ length: 64 }, () => ask(aQuestion(), aTrip(clock)));
  await settled();
  source.answer();

  expect((await Promise.all(answers)).map(({ value }) => value)).toEqual(Array(64).fill('a'));
  expect(source.trips).toHaveLength(1);
});

it('keeps different questions apart', async () => {
  const clock = new FakeClock();
  const source = held();
  const ask = coalesced<Fetched>(clock)(source.fetch);

  void ask(aQuestion('a'), aTrip(clock));
  void ask(aQuestion('b'), aTrip(clock));

  expect(source.trips).toHaveLength(2);
});

it('goes on while anybody waits, and is cancelled when nobody does', async () => {
  const clock = new FakeClock();
  const source = held();
  const ask = coalesced<Fetched>(clock)(source.fetch);
  const [one, other] = [new AbortController(), new AbortController()];
  const first = ask(aQuestion(), aTrip(clock, { signal: one.signal })).catch((error: unknown) => error);
  const second = ask(aQuestion(), aTrip(clock, { signal: other.signal })).catch((error: unknown) => error);

  one.abort();
  await settled();
  const afterOne = source.trips[0]?.signal.aborted;
  other.abort();
  await settled();

  expect(afterOne).toBe(false);
  expect(source.trips[0]?.signal.aborted).toBe(true);
  expect(await first).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  expect(await second).toMatchObject({ code: 'SOURCE_TIMEOUT' });
});

it('starts anew for whoever asks after a cancelled trip', async () => {
  const clock = new FakeClock();
  const source = held();
  const ask = coalesced<Fetched>(clock)(source.fetch);
  const gone = new AbortController();
  const first = ask(aQuestion(), aTrip(clock, { signal: gone.signal })).catch(() => null);
  gone.abort();
  await first;

  const second = ask(aQuestion(), aTrip(clock));
  source.answer();

  await expect(second).resolves.toMatchObject({ value: 'a' });
  expect(source.trips).toHaveLength(2);
});

it('lets each client leave at its own deadline', async () => {
  const clock = new FakeClock();
  const source = held();
  const ask = coalesced<Fetched>(clock)(source.fetch);
  const hurried = ask(aQuestion(), aTrip(clock, { deadline: clock.now() + 100 })).catch(
    (error: unknown) => error,
  );
  const patient = ask(aQuestion(), aTrip(clock, { deadline: clock.now() + 1000 }));

  await clock.advance(100);
  const first = await hurried;
  source.answer();

  expect(first).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  await expect(patient).resolves.toMatchObject({ value: 'a' });
  expect(source.trips).toHaveLength(1);
});
