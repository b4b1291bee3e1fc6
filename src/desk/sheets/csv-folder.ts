import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import XLSX from '@e965/xlsx';
import type { Problem } from '../../content/pack/content-error.ts';
import { type Sheet, sheetNames } from './sheet.ts';

const maxBytes = 5 * 1024 ** 2;

export const csvName = (sheet: string): string => `${sheet.toLowerCase()}.csv`;

/** Reads a folder with a file for each sheet, separated by commas, semicolons or tabs. */
export async function readCsvFolder(folder: string): Promise<{ sheets: Sheet[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const names = new Map((await readdir(folder)).map((name) => [name.toLowerCase(), name]));
  const sheets: Sheet[] = [];
  for (const sheet of sheetNames) {
    const name = names.get(csvName(sheet));
    if (name === undefined) continue;
    const bytes = await readFile(join(folder, name));
    const refuse = (message: string) =>
      problems.push({ file: join(folder, name), line: 1, field: '', message, place: 'as a whole' });
    if (bytes.length > maxBytes) {
      refuse('is larger than 5 MB; a compass is not');
      continue;
    }
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      sheets.push({ name: sheet, rows: rowsOf(text) });
    } catch {
      refuse('is not UTF-8; save it again as “CSV UTF-8”');
    }
  }
  return { sheets, problems };
}

function rowsOf(text: string): string[][] {
  const book = XLSX.read(text, { type: 'string', raw: true, dense: false });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (!sheet) return [];
  const rows: unknown[][] = XLSX.utils.sheet_to_json(sheet, {
    header: 1,
    raw: true,
    defval: '',
    blankrows: true,
  });
  return rows.map((row) =>
    row.map((value) =>
      String(value)
        .trim()
        .replace(/^'(?=[=+@\t-])/, ''),
    ),
  );
}

/** Writes the sheets as files that a spreadsheet program opens as UTF-8. */
export async function writeCsvFolder(folder: string, sheets: readonly Sheet[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const { name, rows } of sheets) {
    // A spreadsheet program would compute a text that begins like a formula.
    const safe = rows.map((row) => row.map((text) => (/^[=+@\t-]/.test(text) ? `'${text}` : text)));
    const csv = XLSX.utils.sheet_to_csv(
      XLSX.utils.aoa_to_sheet(safe.map((row) => row.map((v) => ({ t: 's', v })))),
    );
    const path = join(folder, csvName(name));
    await writeFile(path, `\uFEFF${csv}\n`);
    paths.push(path);
  }
  return paths;
}
