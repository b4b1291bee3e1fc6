import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readPack } from '../../src/content/pack/pack.ts';
import { createContent } from '../../src/content/snapshot.ts';

it('a second questionnaire of a series may name the question that it asks again, and a wrong name is a mistake', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'series-'));
  const first = await readFile(resolve('content/questionnaires/valkompass-2022.yaml'), 'utf8');
  const later = (number: number) =>
    first
      .replace('slug: valkompass-2022', 'slug: valkompass-2026')
      .replaceAll('of: valkompass-2022', 'of: valkompass-2026')
      .replace(/^( *)- number: 1\n/m, `$1- number: 1\n$1  earlier: valkompass-2022/${number}\n`);
  const read = async (text: string) => {
    await writeFile(join(folder, 'questionnaires.yaml'), text);
    return readPack([resolve('reference'), resolve('content'), folder]);
  };

  const content = createContent(await read(later(1)));

  expect(content.changesBetween('valkompass-2022', 'valkompass-2026').map(({ kind }) => kind)).toEqual(
    Array.from({ length: 6 }, () => 'SAME'),
  );
  await expect(read(later(17))).rejects.toThrow('names the unknown Question "valkompass-2022/17"');
});
