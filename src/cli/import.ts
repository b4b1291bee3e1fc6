import { join } from 'node:path';
import { openContent, packFolders } from '../content/open-content.ts';
import { readPack } from '../content/pack/pack.ts';
import { importOriginals } from '../importer/import.ts';
import { describeImport, importAsJson } from '../importer/report.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Imports originals, or without `--apply` reports what that would change. */
export async function importDocuments(
  io: CommandIO,
  paths: string[],
  { apply = false, json = false }: { apply?: boolean; json?: boolean },
): Promise<void> {
  const config = await readSettings(io.environment);
  const folders = packFolders(config.contentDir);
  const { database } = await openContent(config, logTo(io.stderr, 'warn'));
  try {
    const report = await importOriginals(database.dataSource, paths, {
      pack: await readPack(folders),
      manifests: folders.map((folder) => join(folder, 'imports')),
      apply,
      onProgress: (message) => io.console.error(message),
    });
    io.console.log(json ? importAsJson(report, apply) : describeImport(report, apply));
  } finally {
    await database.close();
  }
}
