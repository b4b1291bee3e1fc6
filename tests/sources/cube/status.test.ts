import { expect, it } from 'vitest';
import { statusMeaning } from '../../../src/sources/cube/status.ts';

it.each([
  ['pxweb', '..', ['NOT_AVAILABLE']],
  ['pxweb', '.', ['NOT_APPLICABLE']],
  ['pxweb', ':', ['CONFIDENTIAL']],
  ['pxweb', '-', ['NIL']],
  ['pxweb', '*', ['PROVISIONAL']],
  ['pxweb', '§', ['OTHER']],
  ['eurostat', 'p', ['PROVISIONAL']],
  ['eurostat', 'bp', ['BREAK', 'PROVISIONAL']],
  ['eurostat', 'bdep', ['BREAK', 'DEFINITION_DIFFERS', 'ESTIMATED', 'PROVISIONAL']],
  ['eurostat', '|C', ['CONFIDENTIAL']],
  ['eurostat', 'u|N', ['LOW_RELIABILITY', 'CONFIDENTIAL']],
  ['eurostat', 'm', ['NOT_APPLICABLE']],
  ['eurostat', 'z', ['NOT_APPLICABLE']],
  ['eurostat', 'i', ['ESTIMATED']],
  ['eurostat', 's', ['ESTIMATED']],
  ['eurostat', 'r', ['REVISED']],
  ['eurostat', 'n', ['NOT_SIGNIFICANT']],
  ['eurostat', 'f', ['FORECAST']],
  ['eurostat', 'x', ['OTHER']],
  ['kolada', 'Missing', ['NOT_AVAILABLE']],
  ['kolada', 'what', ['OTHER']],
] as const)('%s means by %s %j', (scheme, raw, kinds) => {
  expect(statusMeaning(scheme, raw, true).kinds).toEqual(kinds);
});

it('a number without a symbol has nothing to be said of it, and no number is not available', () => {
  expect(statusMeaning('pxweb', null, true)).toEqual({ kinds: [], text: {} });
  expect(statusMeaning('pxweb', null, false).kinds).toEqual(['NOT_AVAILABLE']);
});

it('the agency’s own text of a symbol is preferred', () => {
  expect(statusMeaning('eurostat', '|C', false, new Map([['|C', '|confidential']])).text).toEqual({
    en: 'confidential',
  });
});
