import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parseCsv, writeCsv } from 'hucre/csv';
import type { Problem } from '../../content/pack/content-error.ts';
import { sheetTitle } from './layout.ts';
import type { Sheet } from './sheet.ts';

const maxBytes = 5 * 1024 ** 2;

export const csvName = (sheet: string): string => `${sheet.toLowerCase().replaceAll(' ', '-')}.csv`;

/** Reads a folder with a file for each sheet, separated by commas, semicolons or tabs. */
export async function readCsvFolder(folder: string): Promise<{ sheets: Sheet[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const sheets: Sheet[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (extname(name).toLowerCase() !== '.csv') continue;
    const bytes = await readFile(join(folder, name));
    const refuse = (message: string) =>
      problems.push({ file: join(folder, name), line: 1, field: '', message, place: 'as a whole' });
    if (bytes.length > maxBytes) {
      refuse('is larger than 5 MB; a compass is not');
      continue;
    }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const own = basename(name, extname(name));
      sheets.push({ name: sheetTitle(own) ?? own, rows: rowsOf(text) });
    } catch {
      refuse('is not UTF-8; save it again as “CSV UTF-8”');
    }
  }
  return { sheets, problems };
}

function rowsOf(text: string): string[][] {
  // Excel reads and writes this line to name the separator.
  const named = /^sep=(.)\r?\n/i.exec(text);
  const delimiter = named?.[1] ?? delimiterOf(text);
  const rows = parseCsv(named ? text.slice(named[0].length) : text, { delimiter, unescapeFormulae: true });
  return rows.map((row) => row.map((value) => String(value ?? '').trim()));
}

/** No title of a column has one of these characters, and the answers have. */
function delimiterOf(text: string): string {
  const [titles = ''] = text.split(/\r\n|\n|\r/, 1);
  const count = (one: string) => titles.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** Writes the sheets as files that a spreadsheet program opens as UTF-8. */
export async function writeCsvFolder(folder: string, sheets: readonly Sheet[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const { name, rows } of sheets) {
    const path = join(folder, csvName(name));
    // A spreadsheet program would compute a text that begins like a formula.
    await writeFile(path, `${writeCsv(rows, { bom: true, escapeFormulae: true })}\n`);
    paths.push(path);
  }
  return paths;
}
