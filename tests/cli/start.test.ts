import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { archived, fileOf, jsonLines } from '../support/archived-ads.ts';
import { askAt, contentDirectory, runCommand, startCommand } from '../support/command.ts';
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

it('starts without the content files that have mistakes, says so, and takes them up when they are corrected', async () => {
  const CONTENT_DIR = join(dataDirectory(), 'extra');
  mkdirSync(CONTENT_DIR);
  const party = (code: string, field: string) =>
    `parties: { parties: [{ code: ${code}, country: SE, ${field}: { sv: Exempel } }] }`;
  mkdirSync(join(CONTENT_DIR, 'bundles'));
  const wrong = join(CONTENT_DIR, 'bundles/wrong.yaml');
  writeFileSync(wrong, party('EX', 'nmae'));
  writeFileSync(join(CONTENT_DIR, 'bundles/good.yaml'), party('EY', 'name'));

  const server = startCommand(['serve'], { DATA_DIR: await contentDirectory(), CONTENT_DIR });
  const url = await server.url;
  const readiness = async () => (await fetch(`${url}/health/ready`)).json();
  const query =
    '{ a: party(code: "EX") { code } b: party(code: "EY") { code } c: party(code: "S") { code } }';

  expect(await readiness()).toMatchObject({
    ready: true,
    degraded: ['content'],
    checks: { content: expect.stringMatching(/mistakes in content files; .*wrong\.yaml left out/) },
  });
  expect(await askAt(url, query)).toMatchObject({ data: { a: null, b: { code: 'EY' }, c: { code: 'S' } } });
  writeFileSync(wrong, party('EX', 'name'));
  await expect
    .poll(() => askAt(url, query), { timeout: 15_000, interval: 200 })
    .toMatchObject({ data: { a: { code: 'EX' } } });
  expect(await readiness()).toMatchObject({ degraded: [] });
  await server.stop();
  const { output } = await server.ended;
  expect(output).toMatch(/wrong\.yaml:1 .*nmae/);
}, 60_000);

it('prints the committed schema', async () => {
  const { code, output } = await runCommand(['schema']);

  expect(code).toBe(0);
  expect(output).toBe(readFileSync(join(root, 'schema.graphql'), 'utf8'));
});
