import { expect, it } from 'vitest';
import { enrichments } from '../../../src/sources/enrichments/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const texts = ['a', 'b', 'c', 'd', 'e', 'f'];
const found = once(async () => {
  const server = await fakeUpstream({ '/enrichtextdocuments': fixture('enrichments', 'documents.json') });
  const operations = enrichments.open(testUpstream({ ...enrichments, baseUrl: server.url }));
  return (await operations.terms?.(texts, aCall())) ?? [];
});
/** The terms of the text in this place; null where there was no answer. */
async function termsAt(place: number) {
  const one = (await found())[place];
  return one && 'terms' in one ? one.terms : null;
}

it('keeps the highest prediction of a duplicate term, and sorts all lists together by prediction', async () => {
  expect((await termsAt(0))?.map(({ type, label, prediction }) => [type, label, prediction])).toEqual([
    ['competency', 'Exempelkunskap', 0.9965306818],
    ['place', 'Exempelstad', 0.910521507],
    ['occupation', 'Exempelyrke', 0.884523898],
    ['trait', 'Exempelvan', 0.5],
    ['competency', 'Exempelkunskap två', 0.25],
    ['place', 'Exempelyrke', 0.1],
  ]);
});

it('has both the label of the dictionary and the term of the text', async () => {
  expect((await termsAt(0))?.[0]).toMatchObject({ label: 'Exempelkunskap', term: 'exempelkunskap' });
});

it('has no terms where every list is null or empty', async () => {
  expect(await termsAt(1)).toEqual([]);
});

it('reads a numeric `doc_id` and missing lists, and drops only the invalid terms', async () => {
  expect(await termsAt(2)).toEqual([
    { type: 'competency', label: 'Exempelkunskap', term: 'exempelkunskap', prediction: 0.75 },
  ]);
});

it('drops a term without `prediction`, and reads a prediction of the integer 1', async () => {
  expect(await termsAt(3)).toEqual([
    { type: 'occupation', label: 'Exempelyrke', term: 'exempelyrke', prediction: 1 },
  ]);
});

it('returns null for a document without candidates and for one missing in the answer', async () => {
  expect([await termsAt(4), await termsAt(5)]).toEqual([null, null]);
});

it('ignores a document that was not requested', async () => {
  expect(await found()).toHaveLength(texts.length);
});
