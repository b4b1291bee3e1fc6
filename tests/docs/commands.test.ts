import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { processIO } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { root } from '../support/program.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];
/** What stands before the command, in a checkout and in a container. */
const callers =
  /(?:npm run (?:-s |--silent )?cli -- |node dist\/main\.js |run --rm (?:-\S+ \S+ )*gateway )([^`\n|]+)/g;

/** The commands of a page: lines of code, and code within a sentence. */
const commandsOf = (path: string) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(callers)]
    .map(([, words = '']) => [path, words.replace(/\s+#.*$/, '').trim()] as const)
    .filter(([, text]) => text !== '--help');

async function usageOf(words: readonly string[]): Promise<string> {
  let text = '';
  const stdout = new Writable({
    write(part, _, done) {
      text += part;
      done();
    },
  });
  await run(['node', 'jobtech-graph', ...words, '--help'], { ...processIO(), stdout, stderr: stdout });
  return /^Usage: jobtech-graph (.*)$/m.exec(text)?.[1] ?? '';
}

it.each(pages.flatMap(commandsOf))('%s: “%s” is a command, with all that it needs', async (_, text) => {
  // Values of options are no arguments.
  const words = (text.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).filter((word) => word !== '\\');
  const usage = await usageOf(words.filter((word) => !word.startsWith('-')).slice(0, 2));
  const known = usage
    .replace(/ ?[[<].*$/, '')
    .split(' ')
    .filter(Boolean);
  const needed = (usage.match(/<[^>]+>/g) ?? []).length;

  expect(words.slice(0, known.length)).toEqual(known);
  expect(known.length, usage).toBeGreaterThan(0);
  const given = words.slice(known.length).filter((word) => !/^--?\w/.test(word)).length;
  expect(given, `Usage: ${usage}`).toBeGreaterThanOrEqual(needed);
});
