import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LARGEST_PAGE, pagesFor } from '../../../src/sources/riksdagen/page.ts';

it.each([
  [
    { offset: 0, limit: 20 },
    { size: 20, first: 1, last: 1, skip: 0 },
  ],
  [
    { offset: 40, limit: 20 },
    { size: 20, first: 3, last: 3, skip: 0 },
  ],
  [
    { offset: 5, limit: 10 },
    { size: 15, first: 1, last: 1, skip: 5 },
  ],
  [
    { offset: 0, limit: 0 },
    { size: 1, first: 1, last: 1, skip: 0 },
  ],
])('asks for %j in one page', (window, expected) => {
  expect(pagesFor(window)).toEqual(expected);
});

it('always holds the whole window, in at most two pages', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.integer({ min: 1, max: LARGEST_PAGE }), (offset, limit) => {
      const { size, first, last, skip } = pagesFor({ offset, limit });

      expect(size).toBeLessThanOrEqual(LARGEST_PAGE);
      expect(last - first).toBeLessThanOrEqual(1);
      expect((first - 1) * size + skip).toBe(offset);
      expect(last * size).toBeGreaterThanOrEqual(offset + limit);
    }),
  );
});
