// Starts the built program as a user would, sends it a query, and stops it. Most tests load the source files with
// vitest, which hides errors in the order of imports that crash the built program.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const query =
  '{ questionnaire(slug: "valkompass-2022") { title(lang: EN) coverage { asked } questions { number } } }';

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const dataDir = await mkdtemp(join(tmpdir(), 'smoke-'));
const program = spawn(process.execPath, ['dist/main.js', 'serve'], {
  env: {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    SOURCES: 'sample',
    DATA_DIR: dataDir,
    DATABASE_URL: '',
  },
  stdio: 'inherit',
});
const ended = once(program, 'exit');

try {
  await ready();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await response.json();
  assert.equal(errors, undefined);
  assert.ok(data.questionnaire.title.length > 0, 'the questionnaire has a title');
  assert.ok(data.questionnaire.coverage.asked > 0, 'parties were asked');
  assert.ok(data.questionnaire.questions.length > 0, 'there are questions');
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  assert.equal(page.status, 200);
  const [, script] = /<script type="module" src="([^"]+)"/.exec(await page.text()) ?? [];
  assert.equal((await fetch(url + script)).status, 200, 'the playground has its script');
  const { examples } = await (await fetch(`${url}/playground/examples.json`)).json();
  assert.match(examples[0].document, /query Compass/);

  program.kill('SIGTERM');
  const [code] = await Promise.race([ended, pause(20_000, ['still running after 20 seconds'])]);
  assert.equal(code, 0, 'SIGTERM ends the program with exit code 0');
  console.log('smoke: the built program starts, answers and stops');
} finally {
  program.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
}

async function ready() {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(200)) {
    if (program.exitCode !== null)
      throw new Error(`the program ended with exit code ${program.exitCode} at start`);
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error('the program was not ready within a minute');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  return free;
}
