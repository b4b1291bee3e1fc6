import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { openContent, packFolders } from '../content/open-content.ts';
import { readPack } from '../content/pack/pack.ts';
import { importOriginals } from '../importer/import.ts';
import { describeImport } from '../importer/report.ts';

/** Imports originals, or tells what that would change. */
export async function importDocuments(
  paths: string[],
  { apply = false }: { apply?: boolean },
): Promise<void> {
  const config = readConfig();
  const folders = packFolders(config.contentDir);
  const { database } = await openContent(config, pino({ level: 'warn' }, pino.destination(2)));
  try {
    const report = await importOriginals(database.dataSource, paths, {
      pack: await readPack(folders),
      manifests: folders.map((folder) => join(folder, 'imports')),
      apply,
      onProgress: (message) => console.error(message),
    });
    console.log(describeImport(report, apply));
  } finally {
    await database.close();
  }
}
