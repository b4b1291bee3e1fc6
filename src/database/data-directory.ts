import { existsSync, readFileSync, readlinkSync, utimesSync } from 'node:fs';
import { cp, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from './startup-error.ts';

/** Major version of PostgreSQL in the installed PGlite. Another major version cannot read its files. */
const postgresMajor = 18;
/** The process id of a holder in another container says nothing here, so each holder updates the time of its lock file. */
const beatMs = 5_000;
const silentMs = 15_000;

/** The locks that this process holds or is taking. */
const heldHere = new Set<string>();

/** The folder of the embedded database, locked by this process. */
export interface DataDirectory {
  /** Where PGlite keeps its files; complete or absent. */
  database: string;
  release(): Promise<void>;
}

/** Locks the data directory for this process. PGlite itself lets two processes write, and then loses writes of one. */
export async function openDataDirectory(folder: string): Promise<DataDirectory> {
  const path = resolve(folder);
  const lock = join(path, 'lock');
  const own = JSON.stringify(describeProcess(process.pid));
  try {
    await makeFolder(path);
    await takeLock(path, lock, own);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(
      `The data directory ${path} cannot be written to (${reason(error)}): make it writable or point DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  const beat = setInterval(() => touch(lock), beatMs);
  beat.unref();
  const release = async () => {
    clearInterval(beat);
    heldHere.delete(lock);
    if (existsSync(lock) && (await readFile(lock, 'utf8')) === own) await rm(lock, { force: true });
  };
  const database = join(path, 'database');
  try {
    await refuseOtherPostgres(path, database);
  } catch (error) {
    await release();
    throw error;
  }
  return { database, release };
}

/**
 * Creates the database folder from the seed or with `create`, and renames it when it is complete. An interrupted first
 * start leaves only `database.new`, which the next start deletes.
 */
export async function prepareDatabase(
  database: string,
  seed: string,
  create: (folder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(database)) return;
  const unfinished = `${database}.new`;
  await rm(unfinished, { recursive: true, force: true });
  // Requests may be answered meanwhile.
  if (existsSync(join(seed, 'PG_VERSION'))) await cp(seed, unfinished, { recursive: true });
  else await create(unfinished);
  await rename(unfinished, database);
}

/** The recursive `mkdir` of Node never ends where a folder exists that nothing can be made in, such as `/proc`. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (reason(error) === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (reason(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch(async (again) => {
      // Another process was faster.
      if (reason(again) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw again;
    });
  }
}

interface Holder {
  pid: number;
  /** Where the process id is valid: host name and process namespace. */
  world: string;
  /** Start time of the process in kernel ticks, so that a reused process id is recognised. */
  started: string | null;
}

function describeProcess(pid: number): Holder {
  return { pid, world: `${hostname()} ${processNamespace()}`, started: startOf(pid) };
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function startOf(pid: number): string | null {
  try {
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? null
    );
  } catch {
    return null;
  }
}

async function takeLock(path: string, lock: string, own: string): Promise<void> {
  // Before the file is written: another opener in this process must not take the new file for a dead process's lock.
  if (heldHere.has(lock)) throw inUse(path);
  heldHere.add(lock);
  try {
    await writeLock(path, lock, own);
  } catch (error) {
    heldHere.delete(lock);
    throw error;
  }
}

async function writeLock(path: string, lock: string, own: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await writeFile(lock, own, { flag: 'wx' });
      return;
    } catch (error) {
      if (reason(error) !== 'EEXIST') throw error;
    }
    const found = await readFile(lock, 'utf8').catch(() => null);
    if (found === null) continue;
    if (await isHeld(lock, found)) throw inUse(path);
    await removeStale(path, lock, found);
  }
  throw inUse(path);
}

/** Moves the lock of a dead process away, and restores it if another process took over in the meantime. */
async function removeStale(path: string, lock: string, found: string): Promise<void> {
  const aside = `${lock}.${process.pid}`;
  try {
    await rename(lock, aside);
  } catch {
    return;
  }
  const moved = await readFile(aside, 'utf8');
  if (moved !== found) await link(aside, lock);
  await rm(aside, { force: true });
  if (moved !== found) throw inUse(path);
}

async function isHeld(lock: string, text: string): Promise<boolean> {
  const holder = parseHolder(text);
  const here = describeProcess(holder?.pid ?? 0);
  if (holder && holder.world === here.world) {
    // An earlier process with our id: whatever this process holds was refused before.
    if (holder.pid === process.pid) return false;
    return isAlive(holder.pid) && holder.started === here.started;
  }
  const before = await stat(lock).catch(() => null);
  // A time in the future was written before the machine's clock was set back.
  const silent = before ? Math.max(0, Date.now() - before.mtimeMs) : silentMs;
  if (!before || silent >= silentMs) return false;
  await delay(silentMs - silent);
  const after = await stat(lock).catch(() => null);
  return after !== null && after.mtimeMs !== before.mtimeMs;
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('world' in value)) return null;
    if (typeof value.pid !== 'number' || typeof value.world !== 'string') return null;
    const started = 'started' in value && typeof value.started === 'string' ? value.started : null;
    return { pid: value.pid, world: value.world, started };
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process is alive and belongs to another user.
    return reason(error) === 'EPERM';
  }
}

function touch(lock: string): void {
  const now = new Date();
  try {
    utimesSync(lock, now, now);
  } catch {
    // The directory has been removed, so there is nothing left to lock.
  }
}

async function refuseOtherPostgres(path: string, database: string): Promise<void> {
  const version = await readFile(join(database, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null || Number(version) === postgresMajor) return;
  throw new StartupError(
    Number(version) > postgresMajor
      ? `The data directory ${path} was written by a newer version of this program: start that version, or point DATA_DIR to another folder.`
      : `The data directory ${path} was written by an older version of this program, whose files this one cannot read: move it away and start again, or point DATA_DIR to another folder.`,
  );
}

function inUse(path: string): StartupError {
  return new StartupError(
    `The data directory ${path} is in use by another process: stop that one, point DATA_DIR to another folder, or set DATABASE_URL to share a PostgreSQL.`,
  );
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
