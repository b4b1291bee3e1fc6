import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { expect, it } from 'vitest';
import { nearestNames } from '../../src/text/nearest-names.ts';
import { isOneLetterOff, isSwapped } from '../../src/text/one-letter-off.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcdeåäö éþ'), maxLength: 14 });

it('finds the same as comparing a word with every name', () => {
  const names = fc.array(fc.record({ of: fc.nat(12), name: word, more: fc.constantFrom(0, 0.5) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(word, names, fc.integer({ min: 1, max: 8 }), (wanted, some, count) => {
      const far = (of: number) =>
        Math.min(...some.flatMap((one) => (one.of === of ? [distance(wanted, one.name) + one.more] : [])));
      const things = [...new Set(some.map(({ of }) => of))];
      const expected = things.map(far).sort((one, other) => one - other);
      const found = nearestNames(wanted, some, count);
      expect(new Set(found).size).toBe(found.length);
      expect(found.map(far)).toEqual(expected.slice(0, count));
    }),
  );
});

it('gives the first of several that are equally near', () => {
  const names = ['bo', 'alm', 'ask', 'ek', 'al'].map((name) => ({ of: name, name }));
  expect(nearestNames('a', names, 3)).toEqual(['al', 'bo', 'alm']);
});

it('tells words that differ by one letter from all others', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(isOneLetterOff(one, other)).toBe(distance(one, other) === 1);
    }),
  );
  const near = fc.tuple(word, fc.nat(20), fc.constantFrom(...'abö', ''), fc.nat(1));
  fc.assert(
    fc.property(near, ([one, at, letter, left]) => {
      const other = one.slice(0, at) + letter + one.slice(at + left);
      expect(isOneLetterOff(one, other)).toBe(distance(one, other) === 1);
    }),
  );
});

it('knows a word whose neighbouring letters have changed places', () => {
  expect(isSwapped('skötare', 'sköatre')).toBe(true);
  expect(isSwapped('skötare', 'skötaer')).toBe(true);
  expect(isSwapped('skötare', 'skötare')).toBe(false);
  expect(isSwapped('skötare', 'ksötaer')).toBe(false);
  expect(isSwapped('skötare', 'skötar')).toBe(false);
});
