import { expect, it } from 'vitest';
import { tokensOf } from '../../src/matching/tokens.ts';

it('takes what is longer than any word for no word', () => {
  expect(tokensOf(`kock ${'i\u0307'.repeat(5_000)} servitris`).map(({ word }) => word)).toEqual([
    'kock',
    'servitris',
  ]);
});
