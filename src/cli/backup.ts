import { restoreBackup, writeBackup } from '../database/backup.ts';
import { openDatabase } from '../database/database.ts';
import { version } from '../gateway.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Writes the whole database to a file. */
export async function backup(io: CommandIO, file: string): Promise<void> {
  const database = await openDatabase({
    ...(await readSettings(io.environment)),
    log: logTo(io.stderr, 'warn'),
  });
  try {
    const { tables, rows } = await writeBackup(database, file, { program: version, writtenAt: new Date() });
    io.console.log(`Wrote ${rows} rows of ${tables} tables to ${file}.`);
  } finally {
    await database.close();
  }
}

/** Fills an empty database from a file that `backup` wrote. */
export async function restore(io: CommandIO, file: string): Promise<void> {
  const config = await readSettings(io.environment);
  // A new embedded database is empty: the built one, which others are copied from, has the content in it.
  const database = await openDatabase({ ...config, seed: '', log: logTo(io.stderr, 'warn') });
  try {
    const { tables, rows } = await restoreBackup(database, file);
    io.console.log(`Restored ${rows} rows of ${tables} tables.`);
  } finally {
    await database.close();
  }
}
