import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Workers keep some databases each, of fifty megabytes. */
const neededBytes = 2 * 1024 ** 3;

/** In memory where there is room: a database is a thousand small files, which a disk writes and removes in seconds. */
function roomyFolder(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= neededBytes ? memory : tmpdir();
}

/** Gives the run one folder for all that is temporary; the end of the run stops the servers in it and removes it. */
export function setup(): () => Promise<void> {
  const folder = mkdtempSync(join(roomyFolder(), 'jobtech-graph-'));
  // PostgreSQL runs as a user of its own and has its folder in here.
  chmodSync(folder, 0o711);
  // Workers and what they start inherit it.
  process.env['TMPDIR'] = folder;
  return async () => {
    for (const name of readdirSync(folder)) await stopServer(join(folder, name, 'data/postmaster.pid'));
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}

/** Stops the PostgreSQL server that wrote this file, if there is one. */
async function stopServer(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has died by itself.
    return;
  }
  for (let attempt = 0; attempt < 100 && existsSync(pidFile); attempt++) await delay(50);
}
