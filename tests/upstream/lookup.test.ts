import type { LookupAddress } from 'node:dns';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { rememberingLookup } from '../../src/upstream/lookup.ts';
import { FakeClock } from '../support/fake-clock.ts';

/** A resolver that counts its calls and gives its answers in order. */
function resolver(...answers: (string[] | Error)[]) {
  let calls = 0;
  const resolve = async (): Promise<LookupAddress[]> => {
    const answer = answers[Math.min(calls++, answers.length - 1)] ?? [];
    if (answer instanceof Error) throw answer;
    return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return { resolve, calls: () => calls };
}

function lookupOf(resolve: () => Promise<LookupAddress[]>, publicOnly = true) {
  const clock = new FakeClock();
  const lookup = rememberingLookup({ publicOnly, clock, resolve });
  const ask = promisify<string, object, string>((name, options, done) =>
    lookup(name, options, (error, address) => done(error, String(address))),
  );
  return { clock, ask: (options: object = {}) => ask('example.org', options) };
}

it('asks the resolver once a minute', async () => {
  const { resolve, calls } = resolver(['193.0.0.1'], ['193.0.0.2']);
  const { ask, clock } = lookupOf(resolve);

  const first = await Promise.all([ask(), ask(), ask()]);
  await clock.advance(59_999);
  await ask();
  const before = calls();
  await clock.advance(1);
  const later = await ask();

  expect([first, before, later, calls()]).toEqual([Array(3).fill('193.0.0.1'), 1, '193.0.0.2', 2]);
});

it('uses the last answer when the resolver fails', async () => {
  const { resolve } = resolver(['193.0.0.1'], new Error('ESERVFAIL'));
  const { ask, clock } = lookupOf(resolve);
  await ask();

  await clock.advance(3_600_000);

  expect(await ask()).toBe('193.0.0.1');
});

it('refuses a name when any of its addresses is private, unless private addresses are allowed', async () => {
  const { resolve } = resolver(['193.0.0.1', '10.0.0.1']);

  await expect(lookupOf(resolve).ask()).rejects.toThrow('private address');
  expect(await lookupOf(resolve, false).ask()).toBe('193.0.0.1');
});

it('gives an address of the wanted family, and an error when there is none', async () => {
  const { resolve } = resolver(['193.0.0.1', '2001:4860::1']);

  expect(await lookupOf(resolve).ask({ family: 6 })).toBe('2001:4860::1');
  await expect(lookupOf(resolver([]).resolve).ask()).rejects.toThrow('no address');
});
