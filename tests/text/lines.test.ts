import { expect, it } from 'vitest';
import { lineFinder, linesOf } from '../../src/text/lines.ts';
import { matchesWildcard } from '../../src/text/pattern.ts';

it('finds lines by the line breaks of every system, an empty last one included', () => {
  const text = 'a\r\nbb\rc\n';

  expect(linesOf(text).map(({ number, from, end }) => [number, text.slice(from, end)])).toEqual([
    [1, 'a'],
    [2, 'bb'],
    [3, 'c'],
    [4, ''],
  ]);
});

it('finds the line of each character, line breaks included', () => {
  const lineOf = lineFinder('a\r\nbb\n');

  expect([0, 1, 2, 3, 4, 5, 6].map(lineOf)).toEqual([1, 1, 1, 2, 2, 2, 3]);
});

it.each([
  ['Facebook *', 'facebook black ikon', true],
  ['*(1)*', 'Fil (1).txt', true],
  ['top of page', 'top of page.', false],
  ['a.c', 'abc', false],
])('tells whether %j matches %j', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected);
});
