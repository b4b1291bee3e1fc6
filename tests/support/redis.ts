import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

/** The server's program; null where neither Valkey nor Redis is installed. */
function findProgram(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/bin'];
  for (const name of ['valkey-server', 'redis-server']) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found) return found;
  }
  return null;
}

/** Tests are skipped without a server, unless REQUIRE_REDIS says that they must run. */
export const skipsRedis = findProgram() === null && !process.env['REQUIRE_REDIS'];

/** A server of the Redis protocol that a test may stop and start at its port. */
export interface RedisServer {
  url: string;
  /** Stops answering, but keeps its connections. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Starts Valkey or Redis on a free port, without files. */
export async function startRedis(): Promise<RedisServer> {
  const program = findProgram();
  if (!program) throw new Error('No valkey-server or redis-server found: apt-get install redis-server.');
  const port = await freePort();
  let child: ChildProcess | null = null;
  const start = async () => {
    child = spawn(program, [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
    ]);
    const started = child;
    await new Promise<void>((resolve, reject) => {
      started.stdout?.on('data', (data) => String(data).includes('eady to accept') && resolve());
      started.once('exit', () => reject(new Error('the server of the Redis protocol did not start')));
    });
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    start,
    stop: async () => {
      const running = child;
      child = null;
      if (!running || running.exitCode !== null) return;
      running.kill('SIGKILL');
      await once(running, 'exit');
    },
  };
}
