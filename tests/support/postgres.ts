import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';

const run = promisify(execFile);

/** A PostgreSQL server for tests. */
export interface TestServer {
  /** Address of a new database: empty, or a copy of the template. */
  createDatabase(template?: string): Promise<string>;
  stop(): Promise<void>;
  /** Ends every connection at once, as a crash does, and starts again. */
  restart(): Promise<void>;
}

/** The folder of `initdb` and `pg_ctl`, newest version first; null where PostgreSQL is not installed. */
function findBinaries(): string | null {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const folders = [
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return (
    folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl'))) ?? null
  );
}

/** True where a real PostgreSQL can be had: TEST_DATABASE_URL, or installed programs. */
export function hasPostgres(): boolean {
  return Boolean(process.env['TEST_DATABASE_URL']) || findBinaries() !== null;
}

let ofWorker: Promise<TestServer> | null = null;

/** The one server of this worker, for tests that need a database on it; the end of the run stops it. */
export function workerPostgres(): Promise<TestServer> {
  ofWorker ??= startPostgres();
  return ofWorker;
}

/** A server that the test may stop: that of TEST_DATABASE_URL, else a private one on a free port; up in about a second. */
export async function startPostgres(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    const restart = () => Promise.reject(new Error('The server of TEST_DATABASE_URL is not the test’s own.'));
    return server(given, { stop: async () => {}, restart });
  }
  const binaries = findBinaries();
  if (!binaries) throw new Error('No PostgreSQL found: install it or set TEST_DATABASE_URL.');

  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  // PostgreSQL refuses to run as root.
  const owner = process.getuid?.() === 0 ? await userIds('postgres') : null;
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const port = await freePort();
  const options = { ...owner, cwd: folder };
  const data = join(folder, 'data');
  await run(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    options,
  );
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
  await run(
    join(binaries, 'pg_ctl'),
    ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'],
    options,
  );

  const control = (...words: string[]) =>
    run(join(binaries, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', ...words], options);
  return server(`postgres://test@127.0.0.1:${port}/postgres`, {
    async stop() {
      await control('stop');
      rmSync(folder, { recursive: true, force: true });
    },
    async restart() {
      await control('stop');
      await control('-l', join(folder, 'log'), '-o', settings, 'start');
    },
  });
}

function server(url: string, control: Pick<TestServer, 'stop' | 'restart'>): TestServer {
  let databases = 0;
  return {
    ...control,
    async createDatabase(template = 'template1') {
      databases += 1;
      const name = `test_${process.pid}_${Date.now()}_${databases}`;
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      await client.end();
      const address = new URL(url);
      address.pathname = `/${name}`;
      return address.href;
    },
  };
}

async function userIds(name: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, name])).stdout)),
  );
  if (!uid || !gid) throw new Error(`PostgreSQL does not run as root, and there is no user ${name}.`);
  return { uid, gid };
}
