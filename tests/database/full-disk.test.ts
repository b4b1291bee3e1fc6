import { rmSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { DatabaseUnavailable } from '../../src/database/database-error.ts';
import { temporaryFolder, testSeed } from '../support/database.ts';
import { fullDisk } from '../support/full-disk.ts';

async function openOn(pauses: { first: number; longest: number }) {
  const disk = fullDisk();
  const dataDir = temporaryFolder();
  const lines: string[] = [];
  const log = { warn: (_facts: object, message: string) => lines.push(message) };
  const database = await openDatabase({ databaseUrl: null, dataDir, seed: await testSeed(), log, pauses });
  onTestFinished(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });
  const { dataSource } = database;
  const write = (key: string) => dataSource.query(`INSERT INTO "setting" VALUES ($1, '1')`, [key]);
  const keys = async () => {
    const rows: { key: string }[] = await dataSource.query(`SELECT "key" FROM "setting" ORDER BY 1`);
    return rows.map(({ key }) => key);
  };
  return { disk, database, lines, write, keys };
}

it('opens an embedded database again whose log met a full disk, with all that was committed', async () => {
  const { disk, database, lines, write, keys } = await openOn({ first: 10, longest: 10 });
  const heard: string[] = [];
  await database.listen('test', (payload) => heard.push(payload));
  await write('before');
  disk.fill();

  await expect(write('lost')).rejects.toThrow(DatabaseUnavailable);
  await expect(keys()).rejects.toThrow(DatabaseUnavailable);
  expect(await database.isReachable()).toBe(false);
  disk.free();
  await expect.poll(() => database.isReachable(), { timeout: 50_000 }).toBe(true);
  await write('after');
  await database.notify('test', 'heard');

  expect(await keys()).toEqual(['after', 'before']);
  await expect.poll(() => heard).toEqual(['', 'heard']);
  expect(database.needsRestart).toBeNull();
  expect(lines.filter((line) => line.includes('cannot answer'))).toHaveLength(1);
}, 60_000);

it('asks for a restart when an embedded database cannot be opened again although there is room', async () => {
  const { disk, database, write } = await openOn({ first: 1, longest: 1 });
  disk.fill();
  await expect(write('lost')).rejects.toThrow(DatabaseUnavailable);

  // The log stays full, but there is room for other files: not a matter of space.
  await expect
    .poll(() => database.needsRestart, { timeout: 50_000 })
    .toBe('the embedded database cannot be opened again');
}, 60_000);
