import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { articles } from '../support/articles.ts';
import { askAt, contentDirectory, runCommand, startCommand } from '../support/command.ts';
import { migratedDatabase } from '../support/database.ts';
import { hasPostgres } from '../support/postgres.ts';
import { dataDirectory } from '../support/program.ts';

it('reports what an import would change, writes it with --apply, and exports it to files', async () => {
  const DATA_DIR = await contentDirectory();
  const folder = articles(2);
  const out = join(dataDirectory(), 'out');

  const dry = await runCommand(['import', folder], { DATA_DIR });
  const applied = await runCommand(['import', folder, '--apply'], { DATA_DIR });
  const again = await runCommand(['import', folder, '--apply'], { DATA_DIR });
  const exported = await runCommand(['export', out], { DATA_DIR });

  expect(dry.output).toMatch(/\+ Article:exempel-1: Exempel 1[\s\S]*Nothing has been written; add --apply/);
  expect(applied.output).toContain('Running gateways show the changes within seconds.');
  expect(again.output).toContain('Nothing has changed.');
  expect(exported.output).toContain('Wrote 2 documents to');
  expect(existsSync(join(out, 'exempel-2/2.md.import.yaml'))).toBe(true);
  expect([dry.code, applied.code, again.code, exported.code]).toEqual([0, 0, 0, 0]);
});

it('names file and line of what it cannot import, and ends with exit code 1', async () => {
  const folder = articles(1);
  writeFileSync(join(folder, '1.md'), '---\ndate: 2031-02-30\n---\n');

  const { code, error, output } = await runCommand(['import', folder], {
    DATA_DIR: await contentDirectory(),
  });

  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(error).toContain('1.md:2 date: "2031-02-30" is not a day that exists');
  expect(error).not.toMatch(/\n\s+at /);
});

it.skipIf(!hasPostgres())(
  'changes what a running gateway on the same PostgreSQL serves, without a restart',
  async () => {
    const environment = { DATABASE_URL: await migratedDatabase(), DATA_DIR: '' };
    const server = startCommand(['serve'], environment);
    const url = await server.url;
    const before = await askAt(url, '{ document(slug: "exempel-1") { title } }');

    const { code } = await runCommand(['import', articles(1), '--apply'], environment);

    expect(before).toMatchObject({ data: { document: null } });
    expect(code).toBe(0);
    await expect
      .poll(() => askAt(url, '{ document(slug: "exempel-1") { title text } }'), { timeout: 5_000 })
      .toMatchObject({
        data: { document: { title: 'Exempel 1', text: 'Exempel 1\n\nEtt exempel på en text.' } },
      });
  },
  60_000,
);
