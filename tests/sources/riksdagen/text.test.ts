import { expect, it } from 'vitest';
import { httpsUrl, withoutComments } from '../../../src/sources/riksdagen/text.ts';

it.each([
  ['//data.riksdagen.se/dokument/HD01AU1.html', 'https://data.riksdagen.se/dokument/HD01AU1.html'],
  ['http://data.riksdagen.se/dokument/HD01AU1', 'https://data.riksdagen.se/dokument/HD01AU1'],
  ['/dokument/HD01AU1', 'https://data.riksdagen.se/dokument/HD01AU1'],
  ['javascript:alert(1)', null],
  [null, null],
])('makes %j a safe address', (address, expected) => {
  expect(httpsUrl(address)).toBe(expected);
});

it('takes comments out of JSON, but not out of its strings', () => {
  const json = '{ /* a */ "url": "https://x/*y*/", // b\n "n": 1 <!-- c --> }';

  expect(JSON.parse(withoutComments(json))).toEqual({ url: 'https://x/*y*/', n: 1 });
});
