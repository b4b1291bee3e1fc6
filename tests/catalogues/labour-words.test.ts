import { expect, it } from 'vitest';
import { LABOUR_WORDS } from '../../src/matching/labour-words.ts';
import { datasetScorer } from '../../src/matching/rank-datasets.ts';
import { datasetIn } from './records.ts';

const score = datasetScorer({ terms: [] }, 2026);
const workOf = (title: string): number =>
  score(datasetIn({ sourceId: 'one', nativeId: '1', title: { sv: title } })).work;

it.each(LABOUR_WORDS)('a title with a word that begins as “%s” is on work', (word) => {
  expect(workOf(`Om ${word.replace('.', '')} i länet`)).toBeGreaterThan(0);
  // Within a word it says nothing.
  expect(workOf(`Om x${word.replace('.', '').replaceAll(' ', ' x')} i länet`)).toBe(0);
});

it.each([
  ['personaliteter', 0],
  ['chefering', 0],
  ['deras arbeten', 0],
])('a word that goes on after a whole word is another: “%s”', (title, work) => {
  expect(workOf(title)).toBe(work);
});

it('counts a word of work once, where it says most', () => {
  const twice = datasetIn({
    ...{ sourceId: 'one', nativeId: '1', title: { sv: 'Arbetsmarknad, arbetsmarknader' } },
    description: { sv: 'Om arbetsmarknaden.' },
  });
  expect(score(twice).work).toBe(workOf('Arbetsmarknad'));
});
