import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { occupationMatcher } from '../../src/matching/occupation-matcher.ts';
import { packContent } from '../support/graph.ts';
import { mean } from '../support/ranking.ts';

/** Texts and the occupations they mean, written by someone who had not seen the rules. */
interface JudgedText {
  id: string;
  /** The rules may be tuned on one half; the other half is held out. */
  set: 'tuning' | 'held';
  text: string;
  hasTitle: boolean;
  want: string[];
  notWant: string[];
}
const list: { texts: JudgedText[] } = JSON.parse(
  readFileSync(new URL('judged-texts.json', import.meta.url), 'utf8'),
);

const matcher = async () => occupationMatcher((await packContent()).taxonomyIndex);

describe('matchOccupations on the judged texts', () => {
  it.each([
    ['with a title', true, 0.85],
    ['without a title', false, 0.55],
  ] as const)('puts a right occupation first in most texts %s', async (_, hasTitle, goal) => {
    const occupations = await matcher();
    const hits = list.texts
      .filter((one) => one.hasTitle === hasTitle)
      .map(({ text, want }) => want.includes(occupations.match(text, 1)[0]?.occupation.key ?? ''));

    expect(mean(hits.map(Number))).toBeGreaterThanOrEqual(goal);
  });

  it('has no denied occupation among the first three', async () => {
    const occupations = await matcher();
    const wrong = list.texts.filter(
      ({ text, notWant }) =>
        /\b(?:inte|ej|not)\b/i.test(text) &&
        occupations.match(text, 3).some(({ occupation }) => notWant.includes(occupation.key)),
    );

    expect(wrong.map(({ text }) => text)).toEqual([]);
  });
});
