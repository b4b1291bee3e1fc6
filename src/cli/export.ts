import { openContent } from '../content/open-content.ts';
import { exportOriginals } from '../importer/export.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Writes the imported originals to a folder. Importing the folder gives the same content. */
export async function exportDocuments(io: CommandIO, folder: string): Promise<void> {
  const { database } = await openContent(await readSettings(io.environment), logTo(io.stderr, 'warn'));
  try {
    const count = await exportOriginals(database.dataSource, folder);
    io.console.log(`Wrote ${count} ${count === 1 ? 'document' : 'documents'} to ${folder}.`);
  } finally {
    await database.close();
  }
}
