import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { applyRecords } from '../../src/content/apply-content.ts';
import { packFolders } from '../../src/content/open-content.ts';
import { readPack } from '../../src/content/pack/pack.ts';
import { openDatabase } from '../../src/database/database.ts';
import { runJob } from '../../src/desk/jobs.ts';
import { articles } from '../support/articles.ts';
import { contentDirectory } from '../support/command.ts';
import { dataDirectory } from '../support/program.ts';

it('a job names a broken content file and goes on, unless that would delete what the file held', async () => {
  const contentDir = dataDirectory();
  const file = join(contentDir, 'organisations.yaml');
  const organisation = (slug: string) =>
    `organisations: [{ slug: ${slug}, name: { sv: Exempel }, kind: COMPANY, country: SE }]`;
  const database = await openDatabase({ databaseUrl: null, dataDir: await contentDirectory() });
  onTestFinished(() => database.close());
  const folders = packFolders(contentDir);
  const paths = [articles(1)];
  const run = (apply: boolean) =>
    runJob({ do: 'import', paths, apply }, { database, sources: null, folders }, () => {});

  writeFileSync(file, organisation('Fel Slug'));
  const early = await run(true);
  expect(early.text).toMatch(/These content files have mistakes.*\n.*organisations\.yaml:1/);
  expect(early.data).toMatchObject({ warnings: expect.arrayContaining([expect.stringContaining('slug')]) });

  writeFileSync(file, organisation('exempel-ab'));
  await applyRecords(database.dataSource, await readPack(folders));
  writeFileSync(file, organisation('Fel Slug'));
  await expect(run(true)).rejects.toThrow(/would be deleted[\s\S]*organisations\.yaml:1/);
}, 60_000);
