import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';
import { root } from './program.ts';

const program = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin']
  .map((folder) => join(folder, 'haproxy'))
  .find((path) => existsSync(path));

/** Tests are skipped without HAProxy, unless REQUIRE_HAPROXY says that they must run. */
export const skipsBalancer = program === undefined && !process.env['REQUIRE_HAPROXY'];

/** HAProxy with the project's own configuration, for gateways on these ports of this machine. */
export async function startBalancer(gateways: readonly number[]): Promise<string> {
  if (!program) throw new Error('No haproxy found: apt-get install haproxy.');
  const port = await freePort();
  const servers = gateways.map((gateway, at) => `    server gateway${at} 127.0.0.1:${gateway}`).join('\n');
  const config = readFileSync(join(root, 'deploy/haproxy/haproxy.cfg'), 'utf8')
    .replace('bind :4000', `bind 127.0.0.1:${port}`)
    // Names of services are looked up in a network of containers only.
    .replace(/^resolvers docker$[\s\S]*?\n\n/m, '')
    .replace(' resolvers docker init-addr libc,none', '')
    .replace(/^ *server-template .*$/m, servers);
  const folder = mkdtempSync(join(tmpdir(), 'haproxy-'));
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, config);
  const child = spawn(program, ['-f', file, '-db'], { stdio: 'ignore' });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  return `http://127.0.0.1:${port}`;
}
