import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Turns } from '../../src/upstream/turns.ts';

function busy(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

it('lets others work between two slices of many works', async () => {
  const turns = new Turns();
  let done = 0;
  const work = () => {
    done++;
    busy(2);
  };
  const all = Promise.all(Array.from({ length: 20 }, () => turns.take(work)));
  const seen: number[] = [];
  while (done < 20) {
    await nextTurn();
    seen.push(done);
  }
  await all;

  // A slice takes three milliseconds, so that it has at most two of these works, and others look in between.
  expect(seen.length).toBeGreaterThan(9);
});

it('gives what a work gives, in order, and fails with what it throws', async () => {
  const turns = new Turns();
  const found = await Promise.allSettled([
    turns.take(() => 1),
    turns.take(() => {
      throw new Error('no');
    }),
    turns.take(() => 3),
  ]);

  expect(found).toMatchObject([{ value: 1 }, { reason: { message: 'no' } }, { value: 3 }]);
});

it('goes on after it was empty, also where it rests', async () => {
  const turns = new Turns(1);

  expect(await turns.take(() => 1)).toBe(1);
  expect(await Promise.all([turns.take(() => busy(4)), turns.take(() => 2)])).toEqual([undefined, 2]);
});
