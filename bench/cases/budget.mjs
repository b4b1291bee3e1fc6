import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { stub } from '../support/open.mjs';

export const title =
  'two processes share a budget of 50 in 5 s through Valkey or Redis: the most the source saw in any 5 s';

export async function run() {
  const program = ['/usr/bin/valkey-server', '/usr/bin/redis-server'].find((path) => existsSync(path));
  if (!program) return console.log('skipped: neither valkey-server nor redis-server is installed');
  const port = await freePort();
  const redis = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '']);
  await once(redis.stdout, 'data');
  const source = await stub(5);
  const replica = (name) =>
    fork(new URL('../support/replica.mjs', import.meta.url), [
      source.url,
      `redis://127.0.0.1:${port}`,
      name,
      '50',
      '5',
      '21',
    ]);
  const [one, other] = [replica('a'), replica('b')];
  const said = await Promise.all([once(one, 'message'), once(other, 'message')]);
  const { calls } = await source.seen();
  const inAnyWindow = Math.max(
    ...calls.map((from) => calls.filter((at) => at >= from && at < from + 5000).length),
  );
  console.table({ source: { calls: calls.length, 'most in any window': inAnyWindow, limit: 50 } });
  console.table({ 'replica a': said[0][0], 'replica b': said[1][0] });
  source.close();
  redis.kill();
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
