import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical } from '../../../src/http/answers/canonical.ts';
import { runs } from '../../support/runs.ts';

const value = fc.jsonValue({ maxDepth: 5 });
/** The same value with its keys in the other order. */
const reversed = (given: unknown): unknown => {
  if (Array.isArray(given)) return given.map(reversed);
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(
    Object.entries(given)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
};

it('is the same whatever the order of keys', () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(canonical(reversed(given))).toBe(canonical(given));
    }),
    { numRuns: runs(200) },
  );
});

it('is another for another value', () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      fc.pre(!isDeepStrictEqual(one, other));
      expect(canonical(one)).not.toBe(canonical(other));
    }),
    { numRuns: runs(200) },
  );
});

it.each([
  ['null and infinity', [null], [Number.POSITIVE_INFINITY]],
  ['zero and its negative', [0], [-0]],
  ['a number and a text', [1], ['1']],
  ['two lists and one', [['a'], ['b']], [['a', 'b']]],
  ['a key with quotation marks and two keys', { 'a":1,"b': 2 }, { a: 1, b: 2 }],
  ['an inherited key and an own one', JSON.parse('{"__proto__":{"a":1}}'), {}],
])('tells apart %s', (_, one, other) => {
  expect(canonical(one)).not.toBe(canonical(other));
});

it('is null for what is nested too deeply', () => {
  const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);

  expect(canonical(deep)).toBeNull();
});
