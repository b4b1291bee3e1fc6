import { openContent } from '../content/open-content.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Migrates the database to this version of the program, and loads the content pack. */
export async function migrate(io: CommandIO): Promise<void> {
  const config = await readSettings(io.environment);
  const { database } = await openContent(config, logTo(io.stdout, config.logLevel, config.logFormat));
  await database.close();
  io.console.log('The database is up to date.');
}
