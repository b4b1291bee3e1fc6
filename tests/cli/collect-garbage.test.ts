import { setImmediate } from 'node:timers/promises';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { expect, it } from 'vitest';
import { collectGarbage } from '../../src/cli/collect-garbage.ts';

it('lets go of what nothing holds, and leaves the flags of V8 as they were', async () => {
  const flags = cachedDataVersionTag();
  const dropped = new WeakRef(new Array(1_000).fill('unused'));
  // What is referred to by a WeakRef is held until the end of the turn that made it.
  await setImmediate();

  collectGarbage();

  expect(dropped.deref()).toBeUndefined();
  expect(cachedDataVersionTag()).toBe(flags);
});

it('leaves the flags of a process that was started to collect garbage', () => {
  setFlagsFromString('--expose-gc');
  const flags = cachedDataVersionTag();

  collectGarbage();

  expect(cachedDataVersionTag()).toBe(flags);
  setFlagsFromString('--no-expose-gc');
});
