import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { dataDirectory, root, runProgram } from '../support/program.ts';

async function ask(url: string, query: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** One sentence for a person: no stack, no second line. */
function expectSentence(error: string): void {
  expect(error.trim().split('\n')).toHaveLength(1);
  expect(error).not.toMatch(/\n\s+at /);
}

it('starts on an empty data directory, answers, and closes cleanly on Ctrl-C', async () => {
  const program = runProgram(['serve'], { DATA_DIR: dataDirectory() });

  const answer = await ask(
    await program.url,
    '{ questionnaire(slug: "valkompass-2022") { coverage { seats } } }',
  );
  program.process.kill('SIGINT');
  const { code, error } = await program.ended;

  expect(answer).toMatchObject({ data: { questionnaire: { coverage: { seats: 77 } } } });
  expect({ code, error }).toEqual({ code: 0, error: '' });
});

it('answers the same after kill -9', async () => {
  const DATA_DIR = dataDirectory();
  const first = runProgram(['serve'], { DATA_DIR });
  const query =
    '{ questionnaires { slug questions { positions { stance } } } topics { slug } places { code } }';
  const before = await ask(await first.url, query);
  first.process.kill('SIGKILL');
  await first.ended;

  const second = runProgram(['serve'], { DATA_DIR });

  expect(await ask(await second.url, query)).toEqual(before);
});

it('says what to do when the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;

  const { code, error } = await runProgram(['serve'], { DATA_DIR: dataDirectory(), PORT: String(port) })
    .ended;

  expect(code).toBe(1);
  expectSentence(error);
  expect(error).toContain(String(port));
  expect(error).toMatch(/PORT/);
});

it('says what to do when another gateway holds the data directory', async () => {
  const DATA_DIR = dataDirectory();
  await runProgram(['serve'], { DATA_DIR }).url;

  const { code, error } = await runProgram(['serve'], { DATA_DIR }).ended;

  expect(code).toBe(1);
  expectSentence(error);
  expect(error).toContain('DATABASE_URL');
});

it('says what to do when the database cannot be reached, without its password', async () => {
  const { code, error } = await runProgram(['serve'], {
    DATABASE_URL: 'postgres://user:hemligt@127.0.0.1:1/graph',
  }).ended;

  expect(code).toBe(1);
  expectSentence(error);
  expect(error).not.toContain('hemligt');
});

it('names every wrong setting at once', async () => {
  const { code, error } = await runProgram(['serve'], { PORT: 'many', SOURCES: 'maybe' }).ended;

  expect(code).toBe(1);
  expectSentence(error);
  expect(error).toMatch(/PORT/);
  expect(error).toMatch(/SOURCES/);
});

it('refuses a content folder with a mistake whole, naming file, line and field', async () => {
  const CONTENT_DIR = join(dataDirectory(), 'extra');
  mkdirSync(CONTENT_DIR);
  writeFileSync(
    join(CONTENT_DIR, 'topics.yaml'),
    'origin: { document: Exempel }\ntopics:\n  - slug: exempel\n    label: { sv: Exempel, en: Example }\n    broder: [ai]\n',
  );

  const { code, error } = await runProgram(['serve'], { DATA_DIR: dataDirectory(), CONTENT_DIR }).ended;

  expect(code).toBe(1);
  expect(error).toMatch(/topics\.yaml:5/);
  expect(error).toContain('broder');
});

it('prints the schema that is committed', () => {
  const { stdout, status } = spawnSync(process.execPath, ['dist/main.js', 'schema'], {
    cwd: root,
    encoding: 'utf8',
  });

  expect(status).toBe(0);
  expect(stdout).toBe(readFileSync(join(root, 'schema.graphql'), 'utf8'));
});
