import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A file imports from its own room or from rooms before it; files of src/ itself stand where their work is done. */
const rooms = [
  'config.ts',
  'tracing',
  'entities',
  'text',
  'database',
  'upstream',
  'sources',
  'taxonomy',
  'search',
  'content',
  'matching',
  'ads',
  'importer',
  'desk',
  'loaders',
  'context.ts',
  'resolvers',
  'schema.ts',
  'http',
  'gateway.ts',
  'cli',
];
/** Settings come in as arguments everywhere else. */
const readersOfConfig = new Set(['gateway.ts', 'cli']);

const root = join(import.meta.dirname, '../src');

interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

function sourceFiles(): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

/** Paths below src/ of what a file imports of ours, types and lazy imports too. */
function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^;'"]*?['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/gm,
  );
  return [...found].map((match) => relative(root, join(root, dirname(path), match[1] ?? match[2] ?? '')));
}

function roomOf(path: string): string {
  return path.split(sep)[0] ?? path;
}

function wrongArrows(files: readonly SourceFile[]): string[] {
  const wrong: string[] = [];
  for (const { path, imports } of files) {
    for (const target of imports) {
      const from = rooms.indexOf(roomOf(path));
      const to = rooms.indexOf(roomOf(target));
      const isConfig = roomOf(target) === 'config.ts' && !readersOfConfig.has(roomOf(path));
      if (to > from || isConfig) wrong.push(`${path} imports ${target}`);
    }
  }
  return wrong;
}

/** Folders of src/sources that hold no source. */
const sharedBySources = new Set(['across', 'changes', 'cube', 'formats', 'jobtech', 'kinds', 'pxweb']);

/** Files of one source that import from another. What several sources need stands in a folder of its own. */
function fromOtherSources(files: readonly SourceFile[]): string[] {
  const sourceOf = (path: string): string | null => {
    const [room, folder, file] = path.split(sep);
    return room === 'sources' && file !== undefined && folder !== undefined && !sharedBySources.has(folder)
      ? folder
      : null;
  };
  return files.flatMap(({ path, imports }) => {
    const own = sourceOf(path);
    const isShared = path.startsWith(`sources${sep}`) && path.split(sep).length > 2 && own === null;
    if (own === null && !isShared) return [];
    return imports
      .filter((target) => sourceOf(target) !== null && sourceOf(target) !== own)
      .map((target) => `${path} imports ${target}`);
  });
}

/** The first circle found along each file, as a path of files. */
function cycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of byPath.get(path)?.imports ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}

describe('the rooms of src/', () => {
  const files = sourceFiles();

  it('are all known', () => {
    expect(
      [...new Set(files.map((file) => roomOf(file.path)))].filter((room) => !rooms.includes(room)),
    ).toEqual([]);
  });

  it('import one way only', () => {
    expect(wrongArrows(files)).toEqual([]);
  });

  it('hold sources that do not import from each other, nor what they share from one of them', () => {
    expect(fromOtherSources(files)).toEqual([]);
  });

  it('have no import cycle', () => {
    expect(cycles(files)).toEqual([]);
  });

  it('read the environment in config.ts alone', () => {
    const readers = files.filter((file) => /process\s*\.\s*env|\benv\b.*from 'node:process'/.test(file.text));

    expect(readers.map((file) => file.path)).toEqual(['config.ts']);
  });

  it('run statements for requests by `query` of the database, which ends with the request', () => {
    // Commands wait for as long as it takes.
    const others = files.filter(({ path }) => !/^(?:database|importer|desk|cli)\//.test(path));
    const unbounded = others.filter(({ text }) => /\b(?:dataSource|database)\s*\.\s*query\s*\(/i.test(text));

    expect(unbounded.map((file) => file.path)).toEqual([]);
  });
});

describe('the check itself', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text, imports: importsOf(path, text) });

  it('sees wrong arrows in every form of import', () => {
    const files = [
      file('entities/a.ts', "import type { B } from '../http/b.ts';"),
      file('upstream/b.ts', "export {\n  c,\n} from '../sources/c.ts';"),
      file('sources/c.ts', "const d = await import('../cli/d.ts');"),
      file('http/e.ts', "import '../config.ts';"),
      file('cli/f.ts', "import { readConfig } from '../config.ts';"),
    ];

    expect(wrongArrows(files)).toEqual([
      'entities/a.ts imports http/b.ts',
      'upstream/b.ts imports sources/c.ts',
      'sources/c.ts imports cli/d.ts',
      'http/e.ts imports config.ts',
    ]);
  });

  it('sees a source that imports from another, or is imported by what sources share', () => {
    const files = [
      file('sources/one/a.ts', "import { b } from '../two/b.ts';"),
      file('sources/formats/c.ts', "import { d } from '../one/d.ts';"),
      file('sources/one/e.ts', "import { f } from '../formats/f.ts';\nimport { g } from './g.ts';"),
      file('sources/registry.ts', "import { one } from './one/index.ts';"),
    ];

    expect(fromOtherSources(files)).toEqual([
      'sources/one/a.ts imports sources/two/b.ts',
      'sources/formats/c.ts imports sources/one/d.ts',
    ]);
  });

  it('sees circles', () => {
    const files = [
      file('http/a.ts', "import { b } from './b.ts';"),
      file('http/b.ts', "import { c } from './c.ts';"),
      file('http/c.ts', "import { a } from './a.ts';"),
    ];

    expect(cycles(files)).toEqual(['http/a.ts → http/b.ts → http/c.ts → http/a.ts']);
  });
});
