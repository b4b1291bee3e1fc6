import { resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../src/content/snapshot.ts';
import { JobAd } from '../../src/entities/job-ad.ts';
import { entity } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { countSkills } from '../../src/matching/skill-counts.ts';
import type { MergedTerms } from '../../src/sources/kinds/text-terms.ts';

let content: Content;
beforeAll(async () => {
  content = createContent(await readPack([resolve('reference'), resolve('content')]));
});

const provenance = entity(Provenance, { sourceId: 'jobsearch', state: DataState.LIVE });
const ad = (...skills: string[]) =>
  entity(JobAd, {
    mustHaveConcepts: [],
    niceToHaveConcepts: skills.map((label) => ({
      ...{ conceptId: label, scheme: 'jobtech-taxonomy', type: 'skill', label, legacyCode: null },
    })),
    provenance,
  });
const terms = (...labels: string[]): MergedTerms => ({
  terms: labels.map((label) => ({
    ...{ type: 'competency', label, term: label, prediction: 0.9, scheme: 'ord', provenance },
  })),
  provenance,
});
const counts = (...ads: Parameters<typeof countSkills>[1]) =>
  countSkills(content, ads).map(({ concept, ads: count }) => [concept.key, count]);

it('counts the same ads anew once their texts have been read, or have been read differently', () => {
  const [one, two] = [ad('svets'), ad('svets', 'lod')];
  expect(counts({ ad: one, terms: null }, { ad: two, terms: null })).toEqual([
    ['svets', 2],
    ['lod', 1],
  ]);
  expect(counts({ ad: one, terms: terms('lod') }, { ad: two, terms: null })).toEqual([
    ['lod', 2],
    ['svets', 2],
  ]);
  expect(counts({ ad: one, terms: terms('kran') }, { ad: two, terms: null })).toEqual([
    ['svets', 2],
    ['lod', 1],
    ['term:kran', 1],
  ]);
});

it('counts ads anew that follow the same first ad', () => {
  const [one, two, three] = [ad('svets'), ad('lod'), ad('kran')];
  expect(counts({ ad: one, terms: null }, { ad: two, terms: null })).toEqual([
    ['lod', 1],
    ['svets', 1],
  ]);
  expect(counts({ ad: one, terms: null }, { ad: three, terms: null })).toEqual([
    ['kran', 1],
    ['svets', 1],
  ]);
  expect(counts({ ad: one, terms: null })).toEqual([['svets', 1]]);
});

it('counts ads that are in memory once', () => {
  const [one, two] = [ad('svets'), ad('lod')];
  const read = terms('kran');
  const asked = () =>
    countSkills(
      content,
      [one, two].map((each) => ({ ad: each, terms: read })),
    );
  expect(asked()).toBe(asked());
});
