import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LetterFileError, readLetters, storeLetters } from '../content/appropriation-letters.ts';
import { openContent, packFolders } from '../content/open-content.ts';
import { readPack } from '../content/pack/pack.ts';
import { readOriginals, storeOriginals } from '../importer/import.ts';
import { describeImport, importAsJson } from '../importer/report.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Imports the appropriation letters of agencies from `letters.csv`. */
async function importLetters(io: CommandIO, path: string, apply: boolean): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new LetterFileError(`${path} cannot be read.`);
  });
  const config = await readSettings(io.environment);
  const { database, content } = await openContent(config, logTo(io.stderr, 'warn'));
  try {
    const letters = readLetters(text, content.organisations.values());
    if (apply) await storeLetters(database.dataSource, letters);
    const count = Object.values(letters).flat().length;
    const what = `${count} letters of ${Object.keys(letters).length} agencies`;
    io.console.log(apply ? `${what} are imported.` : `${what} would be imported; write with --apply.`);
  } finally {
    await database.close();
  }
}

/** Imports originals, or without `--apply` reports what that would change. */
export async function importDocuments(
  io: CommandIO,
  paths: string[],
  { apply = false, json = false }: { apply?: boolean; json?: boolean },
): Promise<void> {
  const [first = ''] = paths;
  if (paths.length === 1 && /\.csv$/i.test(first)) return importLetters(io, first, apply);
  const config = await readSettings(io.environment);
  const folders = packFolders(config.contentDir);
  const pack = await readPack(folders);
  const onProgress = (message: string) => io.console.error(message);
  // Before the database is opened, so that a file that cannot be read costs little time and memory.
  const read = await readOriginals(paths, {
    pack,
    manifests: folders.map((folder) => join(folder, 'imports')),
    onProgress,
  });
  const { database } = await openContent(config, logTo(io.stderr, 'warn'));
  try {
    const report = await storeOriginals(database.dataSource, read, { pack, apply, onProgress });
    io.console.log(json ? importAsJson(report, apply) : describeImport(report, apply));
  } finally {
    await database.close();
  }
}
