import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../support/postgres.mjs';

const delay = '20';
const answersOff = { ANSWER_CACHE_MB: '0' };
/** Runs `use` with all servers, each in a process of its own, and ends them. */
export async function withServers(use) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-goals-'));
  const started = [];
  const postgres = await startPostgres();
  try {
    const begin = async (name, file, settings) => {
      const server = await start(name, file, settings);
      started.push(server);
      return server;
    };
    const sources = await begin('sources', 'sources.mjs', [delay]);
    const market = await begin('market', '../support/labour-market.mjs', [delay]);
    const database = async (name) => ({
      DATA_DIR: join(folder, name),
      ...(postgres && { DATABASE_URL: await postgres.database(name.toLowerCase()) }),
    });
    const ours = async (name, { env, ...settings }) => {
      const own = [JSON.stringify({ ...settings, env: { ...env, ...(await database(name)) } })];
      const server = await begin(name, 'ours.mjs', own);
      if (name !== 'ours' || !postgres) return server;
      // The first start fills the database; a second on the same one is what a new version of the gateway takes.
      const { startedIn, close } = await start(name, 'ours.mjs', own);
      close();
      return { ...server, startedIn };
    };
    const peer = (name) => begin(name, `peers/${name}.mjs`, [sources.url, market.url]);
    const joined = { base: sources.url, asked: ['dataportal-se', 'riksdagen', 'jobsearch'] };
    const hub = { base: market.url };
    await use({
      apollo: await peer('apollo'),
      mercurius: await peer('mercurius'),
      bare: { ...(await peer('bare')), isBare: true },
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

async function start(name, file, settings) {
  const startedAt = performance.now();
  const child = fork(new URL(file, import.meta.url), settings, {
    env: { ...process.env, NODE_ENV: 'production' },
    execArgv: ['--expose-gc', '--enable-source-maps'],
  });
  const [told] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (!told?.url && !told?.port) throw new Error(`${name} did not start`);
  const url = told.url ?? `http://127.0.0.1:${told.port}`;
  return {
    ...{ name, url, startedIn: (performance.now() - startedAt) / 1000 },
    send: (message) => child.send(message),
    async tell(message = {}) {
      child.send(message);
      const [answer] = await once(child, 'message');
      return answer;
    },
    close: () => child.disconnect(),
  };
}
