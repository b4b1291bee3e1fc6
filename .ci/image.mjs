// Carries out the Dockerfile without an engine: each stage in a folder of its own, with the files of a clean clone that
// .dockerignore lets through. Starts what comes out, asks it, and ends it. What it cannot try is the image of Node
// itself, its user, and the file system that cannot be changed.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const work = mkdtempSync(join(tmpdir(), 'image-'));
const clone = join(work, 'context');
execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${process.cwd()}`, clone]);
const [everything, ...allowed] = lines(join(clone, '.dockerignore'));
assert.equal(everything, '*', '.dockerignore refuses everything that it does not name');
const context = new Set(allowed.map((line) => line.replace(/^!/, '')));

/** Instructions with their continued lines joined, and without comments. */
const instructions = lines(join(clone, 'Dockerfile'))
  .filter((line) => !line.trimStart().startsWith('#'))
  .join('\n')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line.trim())?.slice(1) ?? []);
const stages = new Map();
let stage = null;

try {
  for (const [name, rest = ''] of instructions) {
    if (name === 'FROM') {
      const [, as = 'image'] = / AS (\S+)/.exec(rest) ?? [];
      stage = { folder: join(work, as), env: {}, entrypoint: [], command: [], check: [] };
      stages.set(as, stage);
    } else if (name === 'WORKDIR') mkdirSync(inside(rest), { recursive: true });
    else if (name === 'ENV')
      for (const pair of rest.split(' ')) stage.env[pair.split('=')[0]] = pair.split('=')[1];
    else if (name === 'COPY') copy(rest.split(/\s+/));
    else if (name === 'RUN') run(rest);
    else if (name === 'ENTRYPOINT') stage.entrypoint = JSON.parse(rest);
    else if (name === 'CMD') stage.command = JSON.parse(rest);
    else if (name === 'HEALTHCHECK') stage.check = JSON.parse(/CMD (\[.*\])/.exec(rest)[1]);
    else assert.ok(['USER', 'VOLUME', 'EXPOSE'].includes(name), `${name} is not known here`);
  }
  await start();
} finally {
  rmSync(work, { recursive: true, force: true });
}

function lines(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

/** The place of a path of the image. */
function inside(path) {
  return path.startsWith('/') ? join(stage.folder, path) : join(stage.folder, '/app', path);
}

function copy(words) {
  const from = words[0].startsWith('--from=') ? stages.get(words.shift().slice(7)).folder : null;
  const target = words.pop();
  for (const source of words) {
    const path = from ? join(from, source) : join(clone, source);
    assert.ok(existsSync(path), `COPY ${source}: it does not exist`);
    if (source === '.') {
      for (const name of context) {
        assert.ok(existsSync(join(clone, name)), `.dockerignore names ${name}, which does not exist`);
        cpSync(join(clone, name), inside(name), { recursive: true });
      }
      continue;
    }
    if (!from) assert.ok(context.has(source.split('/')[0]), `COPY ${source}: .dockerignore leaves it out`);
    const isInto = target.endsWith('/');
    const to = isInto ? join(inside(target), basename(source)) : inside(target);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(path, to, { recursive: true });
  }
}

function environment() {
  const own = Object.entries(stage.env).map(([name, value]) => [
    name,
    value.replace(/^\/app/, inside('/app')),
  ]);
  const { PATH, HOME } = process.env;
  return { PATH, HOME, ...Object.fromEntries(own) };
}

function run(command) {
  // The cache of npm is this machine's, and only in an image it has that user.
  const here = command
    .replace(/ && (chown \S+ \S+|npm cache clean --force)/g, '')
    .replaceAll('/tmp/data', join(work, 'data'));
  console.log(`RUN ${command}`);
  execFileSync('sh', ['-c', here], {
    cwd: inside('/app'),
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function start() {
  const port = await freePort();
  const env = { ...environment(), HOST: '127.0.0.1', PORT: String(port), SOURCES: 'sample' };
  const inImage = ([program, ...words], more = {}) =>
    spawn(program, words, { cwd: inside('/app'), env: { ...env, ...more }, stdio: 'inherit' });
  const gateway = inImage([...stage.entrypoint, ...stage.command]);
  const ended = once(gateway, 'exit');
  try {
    await untilHealthy(() => once(inImage(stage.check), 'exit').then(([code]) => code === 0));
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ questionnaires { slug } jobAds(first: 1) { totalCount } }' }),
    });
    const { data, errors } = await response.json();
    assert.equal(errors, undefined);
    assert.ok(data.questionnaires.length > 0 && data.jobAds.totalCount > 0, 'it has content and samples');
    for (const path of ['/', '/docs', '/schema.graphql', '/q/elections.csv'])
      assert.ok((await fetch(`http://127.0.0.1:${port}${path}`)).status < 400, `${path} is answered`);
    const [code] = await once(inImage([...stage.entrypoint, 'sources']), 'exit');
    assert.equal(code, 0, 'a command runs beside it');
    gateway.kill('SIGTERM');
    assert.equal((await Promise.race([ended, pause(30_000, ['still running'])]))[0], 0);
    console.log('image: its stages run, and what comes out starts, answers, takes commands and ends');
  } finally {
    gateway.kill('SIGKILL');
  }
}

async function untilHealthy(isHealthy) {
  for (const end = Date.now() + 90_000; Date.now() < end; await pause(500)) if (await isHealthy()) return;
  assert.fail('it is not healthy after 90 seconds');
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
