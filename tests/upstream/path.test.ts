import fc from 'fast-check';
import { expect, it } from 'vitest';
import { path } from '../../src/upstream/path.ts';

it('encodes a value as one segment', () => {
  expect(path`person/${'a/b?c#d å'}/json`).toBe('person/a%2Fb%3Fc%23d%20%C3%A5/json');
});

it.each(['.', '..'])('refuses %s, which the URL standard resolves', (value) => {
  expect(() => path`person/${value}/json`).toThrow(RangeError);
});

it('never lets a value change the rest of the URL', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constant('\ud800')),
      (value) => {
        fc.pre(!/^\.{0,2}$/.test(value));

        const { pathname, host } = new URL(path`a/${value}/b`, 'http://example.org/base/');

        expect(host).toBe('example.org');
        expect(pathname.split('/')).toHaveLength(5);
      },
    ),
  );
});
