import { expect, it } from 'vitest';
import { KnownKeys } from '../../../src/upstream/stores/known-keys.ts';

async function* pages(...found: string[][]) {
  yield* found;
}
const many = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name} ${at}`);

it('may have every key until the stored ones are read', () => {
  expect(new KnownKeys().mayHave('a')).toBe(true);
});

it('has every key that was read or added since, and hardly any other', async () => {
  const keys = new KnownKeys();
  await keys.read(pages(many('read', 10_000), many('read more', 10_000)));
  keys.add('added');

  expect(
    [...many('read', 10_000), ...many('read more', 10_000), 'added'].every((key) => keys.mayHave(key)),
  ).toBe(true);
  expect(many('other', 10_000).filter((key) => keys.mayHave(key)).length).toBeLessThan(10);
});

it('has what is added while the stored ones are read anew', async () => {
  const keys = new KnownKeys();
  await keys.read(pages(['old']));
  await keys.read(
    (async function* () {
      yield ['new'];
      keys.add('meanwhile');
    })(),
  );

  expect(['old', 'new', 'meanwhile'].map((key) => keys.mayHave(key))).toEqual([false, true, true]);
});

it('keeps what it knew when the stored ones cannot be read', async () => {
  const keys = new KnownKeys();
  await keys.read(pages(['old']));
  const failing = keys.read(
    // biome-ignore lint/correctness/useYield: it fails before the first page.
    (async function* (): AsyncGenerator<string[]> {
      throw new Error('no database');
    })(),
  );

  await expect(failing).rejects.toThrow('no database');
  expect(['old', 'new'].map((key) => keys.mayHave(key))).toEqual([true, false]);
});
