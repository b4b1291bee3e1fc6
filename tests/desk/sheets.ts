import { readFileSync, writeFileSync } from 'node:fs';
import XLSX from '@e965/xlsx';

/** Changes cells of a workbook as an editor does: by sheet and name, `Answers!C2`. */
export function fill(path: string, cells: Record<string, string | number>): void {
  edit(path, (book) => {
    for (const [place, value] of Object.entries(cells)) {
      const [name = '', cell = ''] = place.split('!');
      const sheet = book.Sheets[name];
      if (!sheet) throw new Error(`no sheet ${name}`);
      XLSX.utils.sheet_add_aoa(sheet, [[value]], { origin: cell });
    }
  });
}

/** Changes a workbook in any way that a spreadsheet program allows. */
export function edit(path: string, change: (book: XLSX.WorkBook) => void): void {
  const book = XLSX.read(readFileSync(path), { type: 'buffer' });
  change(book);
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
}

/** The rows of a sheet. */
export function rowsOf(path: string, name: string): string[][] {
  const book = XLSX.read(readFileSync(path), { type: 'buffer' });
  return XLSX.utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1, defval: '' });
}

/** The cell of a row and a column by its title. */
export function cellOf(path: string, name: string, row: number, title: string): string {
  const column = rowsOf(path, name)[0]?.indexOf(title) ?? -1;
  if (column < 0) throw new Error(`no column ${title}`);
  return `${name}!${XLSX.utils.encode_cell({ r: row - 1, c: column })}`;
}

/** The XML of a sheet, by its place. */
export function xmlOf(path: string, sheet: number): string {
  const container = XLSX.CFB.read(readFileSync(path), { type: 'buffer' });
  const entry = XLSX.CFB.find(container, `/xl/worksheets/sheet${sheet}.xml`);
  return Buffer.from(entry?.content ?? []).toString('utf8');
}
