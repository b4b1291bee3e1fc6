import { beforeAll, expect, it, vi } from 'vitest';
import { packFolders } from '../../../src/content/open-content.ts';
import { readPack } from '../../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../../src/content/snapshot.ts';
import { lengthsOfContent } from '../../../src/http/cost/lengths-of-content.ts';
import { createSchema } from '../../../src/schema.ts';
import { referenceSteps } from '../../../src/taxonomy/reference-taxonomy.ts';

const taxonomy = vi.fn(referenceSteps);
let content: Content;
beforeAll(async () => {
  content = createContent(await readPack(packFolders(null)), taxonomy);
});

it('reads the taxonomy only for a query that has a field of it', () => {
  const lengths = lengthsOfContent(createSchema(), { languages: [] })(content);

  expect(lengths('Questionnaire', 'questions')).toBeGreaterThan(0);
  expect(lengths('JobAd', 'skills')).toBeUndefined();
  expect(taxonomy).not.toHaveBeenCalled();

  expect(lengths('Occupation', 'iscoCodes')).toBeGreaterThan(0);
  expect(lengths('Concept', 'broader')).toBeGreaterThan(0);
  expect(taxonomy).toHaveBeenCalledTimes(1);
});

it('finds the association’s own concepts without the taxonomy', async () => {
  const read = vi.fn(referenceSteps);
  const { concepts, occupations } = createContent(await readPack(packFolders(null)), read);

  const gap = [...content.dataGaps.values()].find(({ obstacleKeys }) => obstacleKeys.length > 0);
  expect(concepts.get(gap?.obstacleKeys[0] ?? '')).toBeDefined();
  expect(read).not.toHaveBeenCalled();

  expect(concepts.size).toBeGreaterThan(17_000);
  expect(occupations.has('2512')).toBe(true);
  expect(read).toHaveBeenCalledTimes(1);
});
