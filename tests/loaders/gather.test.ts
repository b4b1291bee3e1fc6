import DataLoader from 'dataloader';
import { expect, it } from 'vitest';
import { asItIs, gather } from '../../src/loaders/gather.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

it('a list whose execution pauses between its items is one batch', async () => {
  const batches: (readonly string[])[] = [];
  const loader = new DataLoader<string, string>(async (keys) => {
    batches.push(keys);
    return keys;
  }, gather<string, string>(asItIs));

  const loaded: Promise<string>[] = [];
  for (const key of ['a', 'b', 'c', 'd']) {
    loaded.push(loader.load(key));
    await turn();
  }

  expect(await Promise.all(loaded)).toEqual(['a', 'b', 'c', 'd']);
  expect(batches).toEqual([['a', 'b', 'c', 'd']]);
});

it('a key that comes after its batch has ended begins another', async () => {
  const batches: (readonly string[])[] = [];
  const loader = new DataLoader<string, string>(async (keys) => {
    batches.push(keys);
    return keys;
  }, gather<string, string>(asItIs));

  await loader.load('a');
  await loader.load('b');

  expect(batches).toEqual([['a'], ['b']]);
});
