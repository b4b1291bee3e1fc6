import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { openContent } from '../content/open-content.ts';
import { exportOriginals } from '../importer/export.ts';

/** Writes the imported originals to a folder, from which they import to the same state. */
export async function exportDocuments(folder: string): Promise<void> {
  const { database } = await openContent(readConfig(), pino({ level: 'warn' }, pino.destination(2)));
  try {
    const count = await exportOriginals(database.dataSource, folder);
    console.log(`Wrote ${count} ${count === 1 ? 'document' : 'documents'} to ${folder}.`);
  } finally {
    await database.close();
  }
}
