import { expect, it } from 'vitest';
import { countryCode } from '../../src/text/country-code.ts';

it.each([
  ['Sverige', 'SE'],
  [' norge ', 'NO'],
  ['Belgium', 'BE'],
  ['Pays-Bas', 'NL'],
  ['Exempelland', null],
])('gives the code of %j as %j', (name, code) => {
  expect(countryCode(name)).toBe(code);
});
