import 'reflect-metadata';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'undici';
import { registry } from '../../dist/sources/registry.js';
import { freePort, startPostgres } from '../support/postgres.mjs';
import { makeProgram, program } from './program.mjs';
import { tiny } from './workloads.mjs';

const delay = '20';
const askEveryMs = 5;
const sourceIds = registry.map(({ id }) => id);
const joinedSources = ['dataportal-se', 'riksdagen', 'jobsearch'];
/** What `npm start` and the image set for the process. */
const production = { MALLOC_ARENA_MAX: '1' };
const answersOff = { ANSWER_CACHE_MB: '0' };
/** Runs `use` with all servers, each in a process of its own, and ends them. */
export async function withServers(use) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-goals-'));
  const started = [];
  await makeProgram();
  const postgres = await startPostgres();
  try {
    const begin = async (...stub) => {
      const server = await start(...stub);
      started.push(server);
      return server;
    };
    const sources = await begin('sources', 'sources.mjs', [delay]);
    const market = await begin('market', '../support/labour-market.mjs', [delay]);
    const database = async (name) => ({
      DATA_DIR: join(folder, name),
      ...(postgres && { DATABASE_URL: await postgres.database(name.toLowerCase()) }),
    });
    const ours = async (name, { base, asked, env }) => {
      const settings = { ...gatewaySettings(base, asked), ...(await database(name)), ...env };
      // The first start fills the database. A later one is what runs for weeks.
      (await startOurs(name, settings)).close();
      if (!asked)
        execFileSync(process.execPath, [program, 'refresh', 'taxonomy'], {
          env: { ...process.env, ...settings },
          stdio: 'ignore',
        });
      const server = await startOurs(name, settings);
      started.push(server);
      return { ...server, again: () => startOurs(name, settings) };
    };
    const startPeer = (name) => begin(name, `peers/${name}.mjs`, [sources.url, market.url]);
    const peer = async (name) => ({
      ...(await startPeer(name)),
      again: async () => {
        const server = await startPeer(name);
        return { ...server, startedIn: await firstAnswer(server, server.url) };
      },
    });
    const joined = { base: sources.url, asked: joinedSources };
    const hub = { base: market.url };
    await use({
      apollo: await peer('apollo'),
      mercurius: await peer('mercurius'),
      bare: { ...(await startPeer('bare')), isBare: true },
      ours: await ours('ours', { ...joined, env: answersOff }),
      hub: await ours('hub', { ...hub, env: answersOff }),
      kept: await ours('kept', joined),
      hubKept: await ours('hubKept', hub),
    });
    return { database: postgres ? 'PostgreSQL' : 'embedded database' };
  } finally {
    for (const { close } of started) close();
    postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `use` with gateways that differ in their settings alone, each in a process of its own, and ends them. */
export async function withGateways(variants, use) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-gateways-'));
  const started = [];
  await makeProgram();
  const postgres = await startPostgres();
  try {
    const sources = await start('sources', 'sources.mjs', [delay]);
    started.push(sources);
    const gateways = {};
    for (const [name, env] of Object.entries(variants)) {
      const settings = {
        ...gatewaySettings(sources.url, joinedSources),
        DATA_DIR: join(folder, name),
        ...(postgres && { DATABASE_URL: await postgres.database(name) }),
        ...env,
      };
      gateways[name] = await startOurs(name, settings);
      started.push(gateways[name]);
    }
    await use(gateways, { databaseCpu: () => postgres?.cpu() ?? null });
  } finally {
    for (const { close } of started) close();
    postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The settings of the gateway: `asked` are the sources in use, null all. */
function gatewaySettings(base, asked) {
  const sources = sourceIds.flatMap((id) => {
    const name = `SOURCE_${id.replaceAll('-', '_').toUpperCase()}`;
    return [
      [`${name}_URL`, `${base}/${id}`],
      [`${name}_ENABLED`, String(!asked || asked.includes(id))],
    ];
  });
  return {
    ...Object.fromEntries(sources),
    ...{
      SOURCES: 'live',
      RATE_LIMIT: '1000000',
      REQUEST_TIMEOUT_MS: '60000',
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
    },
  };
}

async function start(name, file, settings) {
  const begun = launch(name, file, settings, { execArgv: ['--expose-gc'] });
  const [told] = await Promise.race([once(begun.child, 'message'), once(begun.child, 'exit')]);
  if (!told?.url && !told?.port) throw new Error(`${name} did not start`);
  const url = told.url ?? `http://127.0.0.1:${told.port}`;
  return { ...begun, url };
}

/** The program as production starts it. What it uses is told by a module that Node loads before it. */
async function startOurs(name, settings) {
  const port = await freePort();
  const begun = launch(name, program, ['serve'], {
    execArgv: [
      '--expose-gc',
      '--max-semi-space-size=8',
      '--import',
      new URL('tell-beside.mjs', import.meta.url).href,
    ],
    env: { ...production, ...settings, PORT: String(port) },
  });
  const url = `http://127.0.0.1:${port}`;
  return { ...begun, url, startedIn: await firstAnswer(begun, url), rested: () => preparationEnded(url) };
}

/** When the gateway says that it has made what a start leaves for later. */
async function preparationEnded(url) {
  for (;;) {
    const { checks } = await fetch(`${url}/health/ready`).then((response) => response.json());
    if (checks.preparation === 'ended') return;
    await setTimeout(askEveryMs);
  }
}

function launch(name, file, words, { env, execArgv }) {
  const startedAt = performance.now();
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), words, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv,
  });
  return {
    ...{ name, child, startedAt },
    send: (message) => child.send(message),
    async tell(message = {}) {
      child.send(message);
      const [answer] = await once(child, 'message');
      return answer;
    },
    close: () => child.connected && child.disconnect(),
  };
}

/** Seconds from the start of the process to the first answer. */
async function firstAnswer({ name, child, startedAt }, url) {
  const client = new Client(url);
  const body = JSON.stringify({ query: tiny.query });
  const headers = { 'content-type': 'application/json' };
  try {
    while (child.exitCode === null) {
      const answered = await client
        .request({ path: '/graphql', method: 'POST', headers, body })
        .then(async (response) => ({ status: response.statusCode, text: await response.body.text() }))
        .catch(() => null);
      if (answered && answered.status !== 503) return (performance.now() - startedAt) / 1000;
      await setTimeout(askEveryMs);
    }
  } finally {
    await client.close();
  }
  throw new Error(`${name} did not start`);
}
