import { expect, it } from 'vitest';
import { Groups } from '../../src/taxonomy/groups.ts';

it('has the values of a key in their order, each once', () => {
  const groups = new Groups<{ name: string }>();
  const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
  for (const value of [a, a, b, c, b]) groups.add('many', value);
  for (const value of [a, a]) groups.add('one', value);

  expect(groups.get('many')).toEqual([a, b, c]);
  expect(groups.get('one')).toEqual([a]);
  expect(groups.get('none')).toEqual([]);
  expect([...groups.keys()]).toEqual(['many', 'one']);
});

it('needs no list for a key with one value', () => {
  const groups = new Groups<object>();
  groups.add('one', {});

  // A list that is made when it is asked for is another one each time.
  expect(groups.get('one')).not.toBe(groups.get('one'));
});
