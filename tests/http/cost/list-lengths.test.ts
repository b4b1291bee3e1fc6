import { expect, it } from 'vitest';
import { listLengths } from '../../../src/http/cost/list-lengths.ts';
import { testSchema } from '../../support/http.ts';

class Party {
  constructor(readonly allies: Party[]) {}
}

it('is the mean of the lists that hold anything, those of objects in lists included', () => {
  const alone = () => new Party([]);
  const parties = [new Party([alone(), alone(), alone()]), new Party([new Party([alone()])])];
  const schema = testSchema({ places: () => Array.from({ length: 7 }, () => ({ code: '1' })) });

  const lengthOf = listLengths(schema, { objects: parties, context: {} });

  expect(lengthOf('Party', 'allies')).toBe(2);
  expect(lengthOf('Query', 'places')).toBe(7);
  expect(lengthOf('Ad', 'skills')).toBeUndefined();
});

it('is unknown for a field that wants more than the content', () => {
  const schema = testSchema({
    places: () => {
      throw new Error('no loaders');
    },
  });

  expect(listLengths(schema, { objects: [], context: {} })('Query', 'places')).toBeUndefined();
});
