import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examples } from '../src/http/playground/examples.ts';
import { expectToHold } from './support/holds.ts';
import { dataDirectory, root, runLine } from './support/program.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({
  language,
  text,
}));
const block = (language: string) => blocks.find((one) => one.language === language)?.text ?? '';

it('installs from the lock file with the first command', async () => {
  const [install] = block('sh').split('\n');

  const { code } = await runLine(`${install} --dry-run --ignore-scripts`, {}).ended;

  expect(install).toBe('npm ci');
  expect(code).toBe(0);
});

it('starts with the second command, and answers the query as shown', async () => {
  const [, start] = block('sh').split('\n');
  const gateway = runLine(start ?? '', { DATA_DIR: dataDirectory() });
  const url = await gateway.url;

  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: block('graphql') }),
  });
  const curl = blocks.find(({ text }) => text?.startsWith('curl'))?.text ?? '';
  const asked = await runLine(curl.replace('http://127.0.0.1:4000', url), {}).ended;

  expect(start).toBe('npm start');
  expectToHold(await response.json(), JSON.parse(block('json')), 'README.md');
  expect(JSON.parse(asked.output).data.sources.length).toBeGreaterThan(2);
});

it('runs a query from a file without a gateway', async () => {
  const line = /`(npm run --silent cli -- query [^`]+)`/.exec(readme)?.[1] ?? '';

  const { code, output } = await runLine(line, { DATA_DIR: dataDirectory() }).ended;

  expect(code).toBe(0);
  expectToHold(JSON.parse(output), JSON.parse(block('json')), 'README.md');
});

it('shows the query that the playground opens with', () => {
  expect(block('graphql').trim()).toBe(examples()[0]);
});
