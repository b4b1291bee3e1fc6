import { readFile } from 'node:fs/promises';
import { LetterFileError, readLetters, storeLetters } from '../content/appropriation-letters.ts';
import { openContent } from '../content/open-content.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Imports the appropriation letters of agencies from a CSV file, or without `--apply` reports what that would change. */
export async function importLetters(
  io: CommandIO,
  path: string,
  { apply = false }: { apply?: boolean },
): Promise<void> {
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
