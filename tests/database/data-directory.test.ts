import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataDirectory, prepareDatabase } from '../../src/database/data-directory.ts';
import { temporaryFolder } from '../support/database.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockOf = (holder: object) => writeFileSync(join(folder, 'lock'), JSON.stringify(holder));
/** The lock that this process writes, to derive others from. */
async function ownHolder(): Promise<{ pid: number; world: string; started: string | null }> {
  const directory = await openDataDirectory(folder);
  const holder = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'));
  await directory.release();
  return holder;
}

const inUse = /^The data directory .* is in use by another process: stop that one, .*\.$/;

describe('the data directory', () => {
  it('is held by one opener at a time', async () => {
    const first = await openDataDirectory(folder);

    await expect(openDataDirectory(folder)).rejects.toThrow(inUse);
    await first.release();
    const second = await openDataDirectory(folder);
    await second.release();

    expect(readdirSync(folder)).toEqual([]);
  });

  it('is given to one of several that open it together', async () => {
    const openers = await Promise.allSettled([1, 2, 3, 4].map(() => openDataDirectory(folder)));

    const held = openers.filter(({ status }) => status === 'fulfilled');
    for (const opener of openers) if (opener.status === 'fulfilled') await opener.value.release();
    expect(held).toHaveLength(1);
  });

  it('is refused while another living process holds it', async () => {
    const own = await ownHolder();
    const started = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
    lockOf({ ...own, pid: process.ppid, started });

    await expect(openDataDirectory(folder)).rejects.toThrow(inUse);
  });

  it.each([
    ['a dead process', { pid: 2 ** 22 + 1 }],
    ['a process whose id has been reused', { pid: process.ppid, started: '1' }],
    ['an earlier process with the same id', { pid: process.pid }],
  ])('is taken over from %s', async (_, holder) => {
    lockOf({ ...(await ownHolder()), ...holder });

    const directory = await openDataDirectory(folder);

    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await directory.release();
  });

  it.each([
    [
      'a container that no longer updates its lock',
      JSON.stringify({ pid: 1, world: 'elsewhere', started: '1' }),
    ],
    ['a process that died while writing its lock', ''],
  ])('is taken over from %s', async (_, text) => {
    writeFileSync(join(folder, 'lock'), text);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(folder, 'lock'), longAgo, longAgo);

    const directory = await openDataDirectory(folder);

    await directory.release();
  });

  it.each([
    ['newer', '99\n', /was written by a newer version of this program: start that version/],
    ['older', '9\n', /was written by an older version of this program/],
  ])('is refused and let go when its files are %s', async (_, version, message) => {
    mkdirSync(join(folder, 'database'));
    writeFileSync(join(folder, 'database/PG_VERSION'), version);

    await expect(openDataDirectory(folder)).rejects.toThrow(message);

    expect(readdirSync(folder)).toEqual(['database']);
  });

  it('is refused where it cannot be created', async () => {
    writeFileSync(join(folder, 'file'), '');

    await expect(openDataDirectory(join(folder, 'file/data'))).rejects.toThrow(
      /cannot be written to .* make it writable or point DATA_DIR to another folder\.$/,
    );
  });
});

describe('a new database folder', () => {
  it.each(['/proc/none', '/dev/null/none', '/etc/passwd'])('is refused at once at %s', async (path) => {
    await expect(openDataDirectory(path)).rejects.toThrow(/cannot be written to/);
  });

  it('appears only when it is complete, and an unfinished one is deleted', async () => {
    const database = join(folder, 'database');
    const create = (content: string, fail: boolean) => async (path: string) => {
      mkdirSync(path);
      writeFileSync(join(path, content), '');
      if (fail) throw new Error('killed');
    };

    await expect(prepareDatabase(database, 'no-seed', create('half', true))).rejects.toThrow('killed');
    const afterFailure = readdirSync(folder);
    await prepareDatabase(database, 'no-seed', create('whole', false));

    expect(afterFailure).toEqual(['database.new']);
    expect(readdirSync(folder)).toEqual(['database']);
    expect(readdirSync(database)).toEqual(['whole']);
  });
});
