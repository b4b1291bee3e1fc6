import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canExist, joinedPath, path, wordsPath } from '../../src/upstream/path.ts';

it('encodes an id as one segment, and several with commas between', () => {
  expect(path`person/${'å 1,2'}/json`).toBe('person/%C3%A5%201%2C2/json');
  expect(path`kpi/${['N1', 'å']}/year/${['2024']}`).toBe('kpi/N1,%C3%A5/year/2024');
});

it.each([
  '',
  '.',
  '..',
  'a/b',
  'a%2fb',
  'a\\b',
  'a?b',
  'a#b',
  'a\nb',
  'a\0b',
  'a\u007fb',
  '\ud800',
  'a'.repeat(10_000),
])('is null for %j, which is no id that an address can hold', (value) => {
  expect(path`person/${value}/json`).toBeNull();
  expect(path`person/${['1', value]}/json`).toBeNull();
});

it('is null for no id at all, which would be the address of the whole list', () => {
  expect(path`kpi/${[]}`).toBeNull();
});

it('encodes words of a search, whatever they hold', () => {
  expect(wordsPath`search/${'a/b?c#d 100 %'}.json`).toBe('search/a%2Fb%3Fc%23d%20100%20%25.json');
  expect(wordsPath`search/${'..'}`).toBeNull();
});

it('is no path where a part is none', () => {
  expect(joinedPath(['a', path`${'b'}`])).toBe('a/b');
  expect(joinedPath(['a', path`${'..'}`])).toBeNull();
});

it('a request can be for something where one of its ids can be an id', () => {
  expect(canExist('a', ['https://example.org/1', '\n'])).toBe(true);
  expect(canExist('a', [])).toBe(true);
  expect(canExist('a', ['\n', 'a'.repeat(10_000)])).toBe(false);
  expect(canExist(null, [])).toBe(false);
  expect(canExist('a'.repeat(10_000), [])).toBe(false);
});

it('never lets words change the rest of the URL', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constant('\ud800')),
      (value) => {
        fc.pre(!/^\.{0,2}$/.test(value));

        const { pathname, host } = new URL(wordsPath`a/${value}/b` ?? '', 'http://example.org/base/');

        expect(host).toBe('example.org');
        expect(pathname.split('/')).toHaveLength(5);
      },
    ),
  );
});
