import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kinds } from '../src/sources/kinds/kinds.ts';
import { temporaryFolder } from './support/database.ts';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);
const templates = readdirSync(join(root, 'templates/source'));
const kindOf = (template: string) => template.toUpperCase().replaceAll('-', '_');

/** A copy of the project in which sources can be written. */
const copy = join(temporaryFolder(), 'project');
const newSource = (...args: string[]) =>
  run(process.execPath, ['scripts/new-source.mjs', ...args], { cwd: copy });

beforeAll(() => {
  mkdirSync(copy, { recursive: true });
  for (const part of [
    'src',
    'templates',
    'scripts',
    'tests',
    'bench',
    'client',
    'content',
    'reference',
    'playground',
    'queries',
    'vitest.config.ts',
  ])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  for (const file of [
    'package.json',
    'tsconfig.json',
    'biome.json',
    '.gitignore',
    'README.md',
    'schema.graphql',
  ])
    cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it.each([
  [['Upper', 'CATALOGUE'], /is no source id/],
  [['new-one', 'LIBRARY'], /no template for a source of kind “LIBRARY”/],
  [['riksdagen', 'PARLIAMENT'], /is there already/],
  [['new-one'], /Usage/],
])('refuses %j in words', async (args, message) => {
  await expect(newSource(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
});

it('has a template for every kind', () => {
  expect(templates.map(kindOf).sort()).toEqual(Object.keys(kinds).sort());
});

it('writes a source of every kind that compiles, is registered and passes the tests of all sources', async () => {
  for (const template of templates) await newSource(`new-${template}`, kindOf(template));

  const registry = readFileSync(join(copy, 'src/sources/registry.ts'), 'utf8');
  for (const template of templates) expect(registry).toContain(`./new-${template}/index.ts`);
  await run('node_modules/.bin/tsc', ['-p', 'tsconfig.json'], { cwd: copy });
  await run('node_modules/.bin/biome', ['check', 'src/sources', 'tests/sources'], { cwd: copy });
  const files = ['contract', 'kinds', 'wire-shape'].map((name) => `tests/sources/${name}.test.ts`);
  await run(
    'node_modules/.bin/vitest',
    [
      'run',
      '--project',
      'rooms',
      ...files,
      ...templates.map((one) => `tests/sources/new-${one}`),
      '-t',
      // The shared tests of the new sources and of lists that they fill, and all of their own.
      'new-|every kind|a merged list|no number|an empty page|fault when',
    ],
    {
      cwd: copy,
      env: { ...process.env, VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined },
    },
  );
}, 120_000);
