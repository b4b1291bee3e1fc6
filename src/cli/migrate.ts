import { readConfig } from '../config.ts';
import { openContent } from '../content/open-content.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';

/** Migrates the database to this version of the program, and loads the content pack. */
export async function migrate(io: CommandIO): Promise<void> {
  const config = readConfig(io.environment);
  const { database } = await openContent(config, logTo(io.stdout, config.logLevel));
  await database.close();
  io.console.log('The database is up to date.');
}
