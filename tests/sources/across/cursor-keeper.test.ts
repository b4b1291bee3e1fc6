import { expect, it } from 'vitest';
import { CursorKeeper } from '../../../src/sources/across/cursor-keeper.ts';
import { CursorError } from '../../../src/sources/across/list-cursor.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const long = 'x'.repeat(3_000);

it('gives a short cursor as it is, and the handle of a long one', async () => {
  const keeper = new CursorKeeper({ lastGood: null });

  expect(keeper.shorten('x'.repeat(200))).toBe('x'.repeat(200));
  const handle = keeper.shorten(long);
  expect(handle.length).toBeLessThan(50);
  expect(await keeper.whole(handle)).toBe(long);
  expect(await keeper.whole('short')).toBe('short');
});

it('finds a long one after a restart, and on another replica', async () => {
  const lastGood = new MemoryStore();
  const handle = new CursorKeeper({ lastGood }).shorten(long);

  expect(await new CursorKeeper({ lastGood }).whole(handle)).toBe(long);
});

it('refuses the handle of one that is no longer kept, also when the database cannot be read', async () => {
  const handle = new CursorKeeper({ lastGood: null }).shorten(long);
  const broken = new MemoryStore();
  broken.get = () => Promise.reject(new Error('gone'));

  await expect(new CursorKeeper({ lastGood: null }).whole(handle)).rejects.toThrow(CursorError);
  await expect(new CursorKeeper({ lastGood: broken }).whole(handle)).rejects.toThrow(CursorError);
});
