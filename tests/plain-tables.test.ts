import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const src = 'src';
const texts = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [join(src, name), readFileSync(join(src, name), 'utf8')]),
);

/** The tables of a file whose keys may be any text. */
function tablesIn(text: string): string[] {
  const declared = /^(?:export )?const (\w+)\s*:\s*(?:Readonly<|Partial<)*Record<\s*string\s*,/gm;
  return [...text.matchAll(declared)].map(([, name = '']) => name);
}

/** What a file imports by name from a file. */
function importsOf(path: string, text: string): { names: string[]; from: string }[] {
  return [...text.matchAll(/import (?:type )?\{([^}]*)\} from '(\.[^']+)'/g)].map(
    ([, names = '', from = '']) => ({
      names: names.match(/\w+/g) ?? [],
      from: normalize(join(dirname(path), from)),
    }),
  );
}

/** Places where such a table is read by a key that is not written out. */
function looseReads(all: ReadonlyMap<string, string>): string[] {
  const tables = new Map([...all].map(([path, text]) => [path, new Set(tablesIn(text))]));
  return [...all].flatMap(([path, text]) => {
    const imported = importsOf(path, text).flatMap(({ names, from }) =>
      names.filter((name) => tables.get(from)?.has(name)),
    );
    return [...(tables.get(path) ?? []), ...imported].flatMap((name) =>
      [...text.matchAll(new RegExp(`(?<![.\\w])${name}(?:\\?\\.)?\\[(?!'[^']*'\\])`, 'g'))].map(
        ({ index }) => `${path}:${text.slice(0, index).split('\n').length}`,
      ),
    );
  });
}

it('no table is read by a name from outside without asking whether it has the name itself: use entryOf', () => {
  expect(looseReads(texts)).toEqual([]);
});

it('finds such a read, also of a table of another file', () => {
  const files = new Map([
    ['src/a.ts', 'export const table: Readonly<Record<string, number>> = {};\nexport const a = table["x"];'],
    ['src/b/b.ts', "import { table } from '../a.ts';\n\nexport const b = (name: string) => table[name];"],
    ['src/c.ts', "import { table } from './a.ts';\nexport const c = table['x'];"],
  ]);

  expect(looseReads(files)).toEqual(['src/a.ts:2', 'src/b/b.ts:3']);
});
