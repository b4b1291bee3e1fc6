import { expect, it } from 'vitest';
import { readQuery } from '../../src/search/query.ts';

it('reads no more of a query whose characters each stand for many letters', () => {
  const { text, terms } = readQuery('\uFDFA'.repeat(1_000));

  expect(text.length).toBeLessThanOrEqual(300);
  expect(terms.flatMap(({ any }) => any).every((one) => one.text.length <= 60)).toBe(true);
});
