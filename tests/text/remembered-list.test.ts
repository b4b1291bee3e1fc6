import { expect, it, vi } from 'vitest';
import { rememberedList } from '../../src/text/remembered-list.ts';

const joined = vi.fn((items: readonly string[]) => items.join(' '));

it('makes a thing of the same items once', () => {
  joined.mockClear();
  const made = rememberedList(joined, 2);
  expect([made(['a', 'b']), made(['a', 'b'])]).toEqual(['a b', 'a b']);
  expect(joined).toHaveBeenCalledTimes(1);
});

it('tells lists apart that differ in one item, in their order or in their length', () => {
  const made = rememberedList(joined, 2);
  expect([made(['a', 'b']), made(['a', 'c']), made(['a']), made(['b', 'a']), made([])]).toEqual([
    'a b',
    'a c',
    'a',
    'b a',
    '',
  ]);
});

it('does not notice when a list that it was given is changed', () => {
  const made = rememberedList(joined, 2);
  const list = ['a', 'b'];
  made(list);
  list[1] = 'c';
  expect(made(list)).toBe('a c');
});

it('keeps the lists that came last', () => {
  joined.mockClear();
  const made = rememberedList(joined, 2);
  for (const list of [['a'], ['b'], ['a'], ['c'], ['b'], ['a']]) made(list);
  expect(joined.mock.calls).toEqual([[['a']], [['b']], [['c']], [['a']]]);
});
