import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readSnippets, type Snippet } from '../support/docs.ts';
import { expectToHold } from '../support/holds.ts';
import { dataDirectory, root, runLine, runProgram } from '../support/program.ts';

const snippets = readSnippets().filter(({ isRun }) => isRun);

it('runs every snippet that a page marks, and shows what it prints', async () => {
  const url = await runProgram(['serve'], { DATA_DIR: dataDirectory() }).url;
  expect(snippets.length).toBeGreaterThan(8);

  for (const [index, snippet] of snippets.entries()) {
    const { code, output, error } = await runLine(lineOf(snippet, index, url), {}).ended;

    expect({ at: snippet.at, code, error }).toEqual({ at: snippet.at, code: 0, error: '' });
    if (snippet.printed) expectToHold(JSON.parse(output), JSON.parse(snippet.printed), snippet.at);
  }
});

/** A line of a shell that runs the snippet against the gateway. */
function lineOf({ language, text, printed }: Snippet, index: number, url: string): string {
  const code = text.replaceAll('http://127.0.0.1:4000', url);
  // What it prints is compared where the page shows it; some pages show an error.
  const mayFail = printed !== null;
  if (language === 'sh')
    return `set -e; ${mayFail ? code : code.replaceAll('curl ', 'curl --fail-with-body ')}`;
  // In the project's folder, so that it finds the same packages.
  const file = join(root, 'dist', `snippet-${process.pid}-${index}.mjs`);
  writeFileSync(file, code);
  onTestFinished(() => rmSync(file));
  return `node ${file}`;
}
