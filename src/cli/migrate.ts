import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { openContent } from '../content/open-content.ts';

/** Brings the database to this version of the program and loads the content pack. */
export async function migrate(): Promise<void> {
  const config = readConfig();
  const { database } = await openContent(config, pino({ level: config.logLevel }));
  await database.close();
  console.log('The database is up to date.');
}
