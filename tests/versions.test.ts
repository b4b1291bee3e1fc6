import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const released =
  'type Query { title: String! old: String @deprecated(reason: "Use `title`. Goes after 2020-01-01.") }';

/** A package whose last release had one schema, and which has another one now. */
function packageWith(schema: string, accepted: Record<string, string> = {}, before = released): string {
  const folder = mkdtempSync(join(tmpdir(), 'versions-'));
  mkdirSync(join(folder, 'released'));
  mkdirSync(join(folder, 'client'));
  const files = {
    'released/schema.graphql': before,
    'released/breaking-changes.json': JSON.stringify(accepted),
    'schema.graphql': schema,
    'package.json': '{"version":"0.2.0"}',
    'package-lock.json': '{"version":"0.2.0","packages":{"":{"version":"0.2.0"}}}',
    'client/package.json': '{"version":"0.2.0"}',
    'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [0.2.0] - 2026-11-30\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function run(folder: string, script: string, ...args: string[]) {
  const path = join(import.meta.dirname, '../scripts', script);
  const { status, stdout, stderr } = spawnSync('node', [path, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}
const check = (folder: string) => run(folder, 'check-breaking.mjs');
const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

describe('the check of breaking changes', () => {
  it.each([
    ['a field that is gone', 'type Query { other: String old: String }', 'Query.title was removed.'],
    [
      'null where there was none',
      'type Query { title: String old: String }',
      'changed type from String! to String',
    ],
    [
      'a new required argument',
      'type Query { title(lang: String!): String! old: String }',
      'A required arg lang on Query.title was added.',
    ],
  ])('refuses %s', (_, schema, message) => {
    expect(check(packageWith(schema))).toMatchObject({ status: 1, output: expect.stringContaining(message) });
  });

  it('allows what is new, and a removal whose announced day is over', () => {
    expect(check(packageWith('type Query { title(lang: String): String! more: Int }'))).toMatchObject({
      status: 0,
    });
  });

  it('refuses a removal before its day', () => {
    const before = released.replace('2020', '2999');

    expect(check(packageWith('type Query { title: String! }', {}, before))).toMatchObject({
      status: 1,
      output: expect.stringContaining('Query.old was removed.'),
    });
  });

  it('refuses a deprecation that names no day', () => {
    const schema = 'type Query { title: String! @deprecated(reason: "Old.") old: String }';

    expect(check(packageWith(schema))).toMatchObject({
      status: 1,
      output: expect.stringContaining('Query.title is deprecated because “Old.”'),
    });
  });

  it('allows an accepted change, and refuses an acceptance of what has not changed', () => {
    const accepted = { 'Query.title was removed.': 'Use `name`.' };

    expect(check(packageWith('type Query { name: String }', accepted))).toMatchObject({ status: 0 });
    expect(check(packageWith('type Query { title: String! }', accepted))).toMatchObject({ status: 1 });
  });
});

describe('the release command', () => {
  const accepted = { 'Query.title was removed.': 'Use `name`.' };
  const schema = 'type Query { name: Name } type Name { text: String }';

  it('writes the version, the changelog and the released schema', () => {
    const folder = packageWith(schema, accepted);
    const today = new Date().toISOString().slice(0, 10);

    expect(run(folder, 'release.mjs', '0.3.0')).toMatchObject({ status: 0 });
    expect(read(folder, 'CHANGELOG.md')).toContain(
      `## [Unreleased]\n\n## [0.3.0] - ${today}\n\n### Schema\n\n- Breaking: Query.title was removed. Use \`name\`.\n- New types: \`Name\`.\n- New fields and values: \`Query.name\`.\n\n### Added\n\n- A thing.\n`,
    );
    expect(read(folder, 'released/schema.graphql')).toBe(schema);
    for (const file of ['package.json', 'package-lock.json', 'client/package.json'])
      expect(read(folder, file)).not.toContain('0.2.0');
    expect(check(folder)).toMatchObject({ status: 0 });
  });

  it.each([
    ['none', [], 'Name the version'],
    ['an old one', ['0.1.9'], 'does not come after'],
    ['one too small for a breaking change', ['0.2.1'], 'need a new minor version'],
  ])('refuses a version: %s', (_, version, message) => {
    const folder = packageWith(schema, accepted);

    expect(run(folder, 'release.mjs', ...version)).toMatchObject({
      status: 1,
      output: expect.stringContaining(message),
    });
    expect(read(folder, 'package.json')).toContain('0.2.0');
  });

  it('refuses while a break is not accepted', () => {
    expect(run(packageWith(schema), 'release.mjs', '0.3.0')).toMatchObject({ status: 1 });
  });
});
