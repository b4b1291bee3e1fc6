import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { archived, fileOf, jsonLines } from '../support/archived-ads.ts';
import { askAt, contentDirectory, runCommand } from '../support/command.ts';
import { dataDirectory, root, runProgram } from '../support/program.ts';

/** One sentence for the user: no stack trace, no second line. */
function expectSentence(error: string): void {
  expect(error.trim().split('\n')).toHaveLength(1);
  expect(error).not.toMatch(/\n\s+at /);
}

it('starts on an empty data directory, answers, and closes cleanly on Ctrl-C', async () => {
  const program = runProgram(['serve'], { DATA_DIR: dataDirectory() });

  const answer = await askAt(
    await program.url,
    '{ questionnaire(slug: "valkompass-2022") { coverage { seats } } }',
  );
  program.process.kill('SIGINT');
  const { code, error } = await program.ended;

  expect(answer).toMatchObject({ data: { questionnaire: { coverage: { seats: 77 } } } });
  expect({ code, error }).toEqual({ code: 0, error: '' });
});

it('says what to do while a server uses the data directory, and answers the same after kill -9', async () => {
  const DATA_DIR = await contentDirectory();
  const first = runProgram(['serve'], { DATA_DIR });
  const query =
    '{ questionnaires { slug questions { positions { stance } } } topics { slug } places { code } }';
  const before = await askAt(await first.url, query);

  const year = fileOf('2023.jsonl', jsonLines([archived()]));
  const refused = [];
  for (const command of [['serve'], ['load', 'historical', '--year', '2023', year]])
    refused.push(await runCommand(command, { DATA_DIR }));
  first.process.kill('SIGKILL');
  await first.ended;
  const after = await runCommand(['query', '-'], { DATA_DIR }, query);

  for (const { code, output, error } of refused) {
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expectSentence(error);
    expect(error).toMatch(/in use by another process: stop that one.*or set DATABASE_URL/);
  }
  expect(JSON.parse(after.output)).toEqual(before);
});

it('says what to do when the port is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;

  const { code, error } = await runCommand(['serve'], {
    DATA_DIR: await contentDirectory(),
    PORT: String(port),
  });

  expect(code).toBe(1);
  expectSentence(error);
  expect(error).toContain(String(port));
  expect(error).toMatch(/PORT/);
});

it('says what to do when the database cannot be reached, without its password', async () => {
  const { code, error } = await runCommand(['serve'], {
    DATABASE_URL: 'postgres://user:hemligt@127.0.0.1:1/graph',
  });

  expect(code).toBe(1);
  expectSentence(error);
  expect(error).not.toContain('hemligt');
});

it('names every wrong setting at once, and ends the process with exit code 1', async () => {
  const { code, error } = await runProgram(['serve'], { PORT: 'many', SOURCES: 'maybe' }).ended;

  expect(code).toBe(1);
  expectSentence(error);
  expect(error).toMatch(/PORT/);
  expect(error).toMatch(/SOURCES/);
});

it('refuses a whole content folder with a mistake, and names file, line and field', async () => {
  const CONTENT_DIR = join(dataDirectory(), 'extra');
  mkdirSync(CONTENT_DIR);
  writeFileSync(
    join(CONTENT_DIR, 'topics.yaml'),
    'origin: { document: Exempel }\ntopics:\n  - slug: exempel\n    label: { sv: Exempel, en: Example }\n    broder: [ai]\n',
  );

  const { code, error } = await runCommand(['serve'], { DATA_DIR: await contentDirectory(), CONTENT_DIR });

  expect(code).toBe(1);
  expect(error).toMatch(/topics\.yaml:5/);
  expect(error).toContain('broder');
});

it('prints the committed schema', async () => {
  const { code, output } = await runCommand(['schema']);

  expect(code).toBe(0);
  expect(output).toBe(readFileSync(join(root, 'schema.graphql'), 'utf8'));
});
