import { describe, expect, it } from 'vitest';
import { batchesOf } from '../../../src/sources/formats/batches.ts';

describe('batches', () => {
  it('keep the order of the items, and the last batch holds what remains', () => {
    expect(batchesOf(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('have no empty batch at the end of a full one', () => {
    expect(batchesOf(['a', 'b'], 2)).toEqual([['a', 'b']]);
  });

  it('of nothing are none', () => {
    expect(batchesOf([], 2)).toEqual([]);
  });
});
