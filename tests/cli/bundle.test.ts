import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentDirectory } from '../support/command.ts';
import { dataDirectory, root } from '../support/program.ts';

/** The files of the image: the build, and of all packages only the embedded database. */
function imageFolder(): string {
  const folder = join(dataDirectory(), 'app');
  mkdirSync(join(folder, 'node_modules/@electric-sql'), { recursive: true });
  for (const part of [
    'dist/bundle',
    'dist/http',
    'content',
    'reference',
    'node_modules/@electric-sql/pglite',
  ])
    symlinkOrCopy(part, folder);
  for (const file of ['dist/main.js', 'package.json', 'scripts/build.mjs']) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  return folder;
}

function symlinkOrCopy(part: string, folder: string): void {
  mkdirSync(join(folder, part, '..'), { recursive: true });
  // Modules are looked up from where they really are, so those of the bundle are copied.
  if (part === 'dist/bundle') {
    const isCode = (path: string) => !path.endsWith('.map');
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: isCode });
  } else symlinkSync(join(root, part), join(folder, part));
}

describe('the files of the image', () => {
  it('answer a query, with no package installed but the embedded database', async () => {
    const folder = imageFolder();

    const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'cli', '--', 'query', '-'], {
      cwd: folder,
      input: '{ questionnaire(slug: "valkompass-2022") { coverage { seats } } }',
      env: { ...process.env, DATA_DIR: await contentDirectory(), SOURCES: 'sample' },
      encoding: 'utf8',
    });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ data: { questionnaire: { coverage: { seats: 77 } } } });
  });
});

describe('the code of the bundle', () => {
  const bundle = join(root, 'dist/bundle');
  const code = readdirSync(bundle).filter((name) => name.endsWith('.cjs'));

  it.each(code)('takes one byte a character in memory: %s', (name) => {
    expect(/[^\0-\xff]/.exec(readFileSync(join(bundle, name), 'utf8'))).toBeNull();
  });
});

describe('compiled code', () => {
  const schemaOf = (folder: string) =>
    spawnSync(process.execPath, ['dist/main.js', 'schema'], { cwd: folder, encoding: 'utf8' });
  const keptIn = (folder: string) => {
    const compiled = join(folder, 'dist/bundle/compiled');
    const [version = ''] = readdirSync(compiled);
    return readdirSync(join(compiled, version)).map((name) => join(compiled, version, name));
  };

  it('is kept for the next start, and made anew where it cannot be read', () => {
    const folder = imageFolder();
    rmSync(join(folder, 'dist/bundle/compiled'), { recursive: true, force: true });
    const { stdout: schema } = schemaOf(folder);
    const kept = keptIn(folder);
    expect(kept.some((file) => file.endsWith('run.cjs.v8'))).toBe(true);
    const sizes = kept.map((file) => statSync(file).size);
    for (const file of kept) writeFileSync(file, 'broken');

    const { stdout, stderr } = schemaOf(folder);

    expect({ stdout, stderr }).toEqual({ stdout: schema, stderr: '' });
    expect(keptIn(folder).map((file) => statSync(file).size > 6)).toEqual(sizes.map(() => true));
  });

  it('is not kept in a folder that may not be written, and the program runs all the same', () => {
    const folder = imageFolder();
    rmSync(join(folder, 'dist/bundle/compiled'), { recursive: true, force: true });
    // A file in its place refuses a folder to every user.
    writeFileSync(join(folder, 'dist/bundle/compiled'), '');

    const { status, stderr } = schemaOf(folder);

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('a build that is up to date', () => {
  const build = () => execFileSync('node', ['scripts/build.mjs', '--if-changed'], { cwd: root });
  const stamp = () => readFileSync(join(root, 'dist/build.version'), 'utf8');

  it('is not made again', () => {
    build();
    const before = stamp();
    rmSync(join(root, 'dist/main.js.map'), { force: true });

    build();

    expect(stamp()).toBe(before);
    expect(() => readFileSync(join(root, 'dist/main.js.map'))).toThrow(/ENOENT/);
  });
});
