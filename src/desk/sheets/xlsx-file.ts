import { readFile } from 'node:fs/promises';
import XLSX from '@e965/xlsx';
import type { Problem } from '../../content/pack/content-error.ts';
import { DeskError } from '../desk-error.ts';
import { cellName, type Sheet } from './sheet.ts';

const maxBytes = 5 * 1024 ** 2;
/** What a compass of a hundred questions and fifty parties does not reach. */
const maxRows = 20_000;
const maxColumns = 100;

/** Cells of a column with values to choose from. */
export interface Choice {
  sheet: string;
  /** From 1. */
  column: number;
  /** First and last row, from 1. */
  rows: [number, number];
  values: readonly string[];
}

/** Reads the sheets of a workbook. Days become YYYY-MM-DD, and a cell with an error of the spreadsheet is a mistake. */
export async function readXlsx(path: string): Promise<{ sheets: Sheet[]; problems: Problem[] }> {
  const bytes = await readFile(path);
  if (bytes.length > maxBytes)
    throw new DeskError(`${path} is larger than 5 MB. Remove pictures and other sheets.`);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw new DeskError(`${path} is not an .xlsx workbook. Save it as “Excel workbook (.xlsx)”.`);
  let book: XLSX.WorkBook;
  try {
    book = XLSX.read(bytes, { type: 'buffer', cellDates: true, sheetRows: maxRows + 1, UTC: true });
  } catch {
    throw new DeskError(`${path} cannot be read as a workbook. Open it, and save it again as .xlsx.`);
  }
  const problems: Problem[] = [];
  const sheets = book.SheetNames.map((name): Sheet => {
    const sheet = book.Sheets[name] ?? {};
    const range = XLSX.utils.decode_range(sheet['!ref'] ?? 'A1');
    const lastRow = Math.min(range.e.r, maxRows);
    const lastColumn = Math.min(range.e.c, maxColumns);
    if (range.e.r > maxRows || sheet['!fullref'] !== undefined) {
      const message = `has more than ${maxRows} rows; remove those below the last one with text`;
      problems.push({ file: path, line: 1, field: '', message, place: name });
    }
    const rows: string[][] = [];
    for (let r = 0; r <= lastRow; r++) {
      const row: string[] = [];
      for (let c = 0; c <= lastColumn; c++) {
        const cell: XLSX.CellObject | undefined = sheet[XLSX.utils.encode_cell({ r, c })];
        if (cell?.t === 'e') {
          const place = `${name}!${cellName(r + 1, c + 1)}`;
          const message = 'holds an error of the spreadsheet; write the text itself';
          problems.push({ file: path, line: r + 1, field: '', message, place });
        }
        row.push(textOf(cell));
      }
      rows.push(row);
    }
    return { name, rows };
  });
  return { sheets, problems };
}

function textOf(cell: XLSX.CellObject | undefined): string {
  if (cell === undefined || cell.t === 'e' || cell.v === undefined) return '';
  if (cell.v instanceof Date) return Number.isNaN(cell.v.getTime()) ? '' : cell.v.toISOString().slice(0, 10);
  return String(cell.v).replaceAll('\u00a0', ' ').trim();
}

/** A workbook whose cells are all texts, with lists to choose from. */
export function writeXlsx(sheets: readonly Sheet[], choices: readonly Choice[]): Buffer {
  const book = XLSX.utils.book_new();
  for (const { name, rows } of sheets) {
    const sheet = XLSX.utils.aoa_to_sheet(rows.map((row) => row.map((v) => ({ t: 's', v, z: '@' }))));
    sheet['!cols'] = (rows[0] ?? []).map((_, column) => ({
      wch: Math.min(60, Math.max(10, ...rows.slice(0, 200).map((row) => row[column]?.length ?? 0))),
    }));
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  const plain: Buffer = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' });
  return withChoices(plain, sheets, choices);
}

/** The library writes no lists to choose from, so they are added to its XML. */
function withChoices(workbook: Buffer, sheets: readonly Sheet[], choices: readonly Choice[]): Buffer {
  const container = XLSX.CFB.read(workbook, { type: 'buffer' });
  for (const [index, { name }] of sheets.entries()) {
    const own = choices.filter(({ sheet }) => sheet === name);
    const path = `/xl/worksheets/sheet${index + 1}.xml`;
    const entry = XLSX.CFB.find(container, path);
    if (own.length === 0 || !entry) continue;
    const lists = own.map(({ column, rows: [from, to], values }) => {
      const cells = `${cellName(from, column)}:${cellName(to, column)}`;
      return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${cells}"><formula1>"${values.join(',')}"</formula1></dataValidation>`;
    });
    const xml = Buffer.from(entry.content).toString('utf8');
    const element = `<dataValidations count="${own.length}">${lists.join('')}</dataValidations>`;
    const changed = Buffer.from(xml.replace('</sheetData>', `</sheetData>${element}`));
    XLSX.CFB.utils.cfb_add(container, path, changed);
  }
  return Buffer.from(XLSX.CFB.write(container, { type: 'buffer', fileType: 'zip', compression: true }));
}
