// A PostgreSQL of the benchmark's own, where one is installed; BENCH_DATABASE_URL names another.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/**
 * Null where PostgreSQL is not installed. `database` makes an empty one and gives its address; `cpu` is what its processes
 * have used, in milliseconds, null for a server of others.
 */
export async function startPostgres() {
  const given = process.env['BENCH_DATABASE_URL'];
  if (given) return { database: (name) => makeDatabase(given, name), cpu: () => null, stop: () => {} };
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const [newest] = versions.sort((a, b) => Number(b) - Number(a));
  if (!newest) return null;
  const programs = `/usr/lib/postgresql/${newest}/bin`;
  const folder = mkdtempSync(join(tmpdir(), 'bench-postgres-'));
  // PostgreSQL refuses to run as root.
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres']));
  const owner = process.getuid?.() === 0 ? { uid: id('-u'), gid: id('-g') } : {};
  if (owner.uid) chownSync(folder, owner.uid, owner.gid);
  const run = (program, ...words) =>
    execFileSync(join(programs, program), words, { ...owner, cwd: folder, stdio: 'ignore' });
  const data = join(folder, 'data');
  const port = await freePort();
  run('initdb', '-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N');
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start');
  return {
    database: (name) => makeDatabase(`postgres://bench@127.0.0.1:${port}/postgres`, name),
    cpu: () => cpuOf(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])),
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of a process, its children that run and those that have ended. Linux counts in hundredths of a second. */
function cpuOf(parent) {
  const ticks = readdirSync('/proc').reduce((sum, pid) => {
    const path = `/proc/${pid}/stat`;
    if (!/^\d+$/.test(pid) || !existsSync(path)) return sum;
    const fields = readFileSync(path, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
    if (Number(pid) === parent) return sum + user + system + endedUser + endedSystem;
    return Number(fields[1]) === parent ? sum + user + system : sum;
  }, 0);
  return ticks * 10;
}

async function makeDatabase(server, name) {
  const own = `bench_${name}_${process.pid}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${own}`);
  await client.query(`CREATE DATABASE ${own}`);
  await client.end();
  const address = new URL(server);
  address.pathname = `/${own}`;
  return address.href;
}

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
