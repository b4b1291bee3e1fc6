import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureNames } from '../support/fixture.ts';

const root = join(import.meta.dirname, '../..');
/** The folders of the sources; one may hold several portals of the same software. */
const sources = readdirSync(join(root, 'src/sources')).filter((id) =>
  existsSync(join(root, 'src/sources', id, 'index.ts')),
);
/** What every source has done, or says why it need not. */
const items = ['quirks', 'limits', 'licence', 'decoders', 'requests', 'samples', 'look-ups'];

/** The text below a heading, up to the next one. */
function section(readme: string, heading: string): string | undefined {
  return readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
}

/** Items that are neither ticked nor exempt with a reason, the missing ones too. */
function openItems(readme: string): string[] {
  const lines = section(readme, 'Checklist')?.split('\n') ?? [];
  return items.filter((item) => {
    const done = lines.some((line) => line.startsWith(`- [x] ${item}: `));
    const exempt = lines.some((line) => line.startsWith(`- [ ] ${item}: exempt, `));
    return !done && !exempt;
  });
}

/** Names in the first column of the table of operations, without remarks beside them. */
function operationsOf(readme: string): string[] {
  const table = /^\| operation[^\n]*\n\|[ -|]+\n((?:\|[^\n]*\n?)+)/m.exec(readme)?.[1] ?? '';
  const cells = table.split('\n').flatMap((row) => row.split('|')[1] ?? []);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
}

/** The code of a source, with the folders of drivers that it shares with others. */
function codeOf(id: string): string {
  const folders = new Set([id]);
  let code = '';
  for (const name of folders) {
    const folder = join(root, 'src/sources', name);
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'sample.ts');
    code += files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    if (code.includes("from '../pxweb/")) folders.add('pxweb');
  }
  return code;
}

describe.each(sources)('the README of %s', (id) => {
  const readme = readFileSync(join(root, 'src/sources', id, 'README.md'), 'utf8');

  it('states quirks, limits and licence', () => {
    expect(section(readme, 'Quirks')).toMatch(/^- /m);
    expect(readme).toMatch(/\blimit|\d+ (requests )?a minute/i);
    expect(readme).toMatch(/licence|terms/i);
  });

  it('has every item of the checklist ticked, or exempt with a reason', () => {
    expect(
      openItems(readme),
      'tick each in README.md: “- [x] limits: …”, or say why it does not apply: “- [ ] limits: exempt, …”',
    ).toEqual([]);
  });

  it('names operations that the code has', () => {
    const code = codeOf(id);
    const operations = operationsOf(readme);

    expect(
      operations.length,
      'README.md needs a table whose first column is “operation” and holds names in backticks',
    ).toBeGreaterThan(0);
    expect(
      operations.filter((name) => !code.includes(`'${name}'`)),
      'these stand in the table of README.md, and are no `operation` of a request in the code',
    ).toEqual([]);
  });

  it('speaks of a source with fixtures and a test of its wire format', () => {
    expect(fixtureNames(id).length).toBeGreaterThan(0);
    expect(existsSync(join(root, 'tests/sources', id, 'wire.test.ts'))).toBe(true);
  });
});

it('takes an item that is not ticked, or exempt without a reason, as open', () => {
  const readme = '## Checklist\n\n- [x] quirks: above\n- [ ] limits: exempt, none\n- [ ] licence: exempt\n';

  expect(openItems(readme)).toEqual(items.slice(2));
});
