import { readFile } from 'node:fs/promises';
import type { CellValue, Sheet as Worksheet } from 'hucre/xlsx';
import type { Problem } from '../../content/pack/content-error.ts';
import { UnpackError, unpackWithin } from '../../importer/unpack.ts';
import { DeskError } from '../desk-error.ts';
import { cellName, type Sheet } from './sheet.ts';

const maxBytes = 5 * 1024 ** 2;
/** A compass of a hundred questions and fifty parties has 2 MB. */
const maxUnpacked = 15 * 1024 ** 2;
/** What a compass of a hundred questions and fifty parties does not reach. */
const maxRows = 6_000;
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

/**
 * Reads the sheets of a workbook. Days become YYYY-MM-DD. A cell that has no text of its own, by an error, a formula or
 * joined cells, is a mistake.
 */
export async function readXlsx(path: string): Promise<{ sheets: Sheet[]; problems: Problem[] }> {
  const bytes = await readFile(path);
  if (bytes.length > maxBytes)
    throw new DeskError(`${path} is larger than 5 MB. Remove pictures and other sheets.`);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw new DeskError(
      `${path} is not an .xlsx workbook, or has a password. Save it as “Excel workbook (.xlsx)”, without a password.`,
    );
  const found = await worksheetsOf(path, bytes);
  const problems: Problem[] = [];
  const sheets = found.map((sheet): Sheet => {
    const { name } = sheet;
    const doubt = (row: number, column: number, message: string) => {
      const place = `${name}!${cellName(row, column)}`;
      problems.push({ file: path, line: row, field: '', message, place });
    };
    if (sheet.rows.length > maxRows)
      doubt(maxRows + 1, 1, `has more than ${maxRows} rows; remove those below the last one with text`);
    const rows = sheet.rows.slice(0, maxRows).map((cells) => cells.map(textOf));
    const wide = rows.findIndex((cells) => cells.slice(maxColumns).some((text) => text !== ''));
    if (wide >= 0)
      doubt(
        wide + 1,
        maxColumns + 1,
        `has text beyond ${maxColumns} columns; remove it, or move it to the left`,
      );
    doubtCells(sheet, rows, doubt);
    return { name, rows: rows.map((cells) => cells.slice(0, maxColumns)) };
  });
  return { sheets, problems };
}

async function worksheetsOf(path: string, bytes: Buffer): Promise<Worksheet[]> {
  const { readXlsx: read } = await import('hucre/xlsx');
  try {
    // The library unpacks up to 2 GB.
    await unpackWithin(bytes, maxUnpacked);
    return (await read(bytes, { maxRows: maxRows + 1 })).sheets;
  } catch (error) {
    if (error instanceof UnpackError && error.why === 'too large')
      throw new DeskError(`${path} unpacks to more than 15 MB. Remove pictures and other sheets.`);
    throw new DeskError(`${path} cannot be read as a workbook. Open it, and save it again as .xlsx.`);
  }
}

type Doubt = (row: number, column: number, message: string) => void;

function doubtCells({ cells, merges = [] }: Worksheet, rows: string[][], doubt: Doubt): void {
  for (const [place, { type, value }] of cells ?? []) {
    const [row = 0, column = 0] = place.split(',').map(Number);
    if (type === 'error') {
      const own = rows[row];
      if (own) own[column] = '';
      doubt(row + 1, column + 1, 'holds an error of the spreadsheet; write the text itself');
    } else if (type === 'formula' && (value === null || value === ''))
      doubt(row + 1, column + 1, 'holds a formula without a result; write the text itself');
  }
  for (const { startRow, startCol, endRow, endCol } of merges) {
    if (startRow === 0 && endRow === 0) continue;
    const to = cellName(endRow + 1, endCol + 1);
    const message = `is one cell with those up to ${to}; divide it, and fill each of them`;
    doubt(startRow + 1, startCol + 1, message);
  }
}

function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return String(value).replaceAll('\u00a0', ' ').trim();
}

/** A workbook whose cells are all texts, with lists to choose from. */
export async function writeXlsx(sheets: readonly Sheet[], choices: readonly Choice[]): Promise<Buffer> {
  const { writeXlsx: write } = await import('hucre/xlsx');
  const made = sheets.map(({ name, rows }) => ({
    name,
    rows,
    freezePane: { rows: 1 },
    columns: (rows[0] ?? []).map((_, column) => ({
      width: Math.min(60, Math.max(10, ...rows.slice(0, 200).map((row) => row[column]?.length ?? 0))),
      // Text: a program would else make a number of 007.
      numFmt: '@',
    })),
    dataValidations: choices
      .filter(({ sheet }) => sheet === name)
      .map(({ column, rows: [from, to], values }) => ({
        type: 'list' as const,
        values: [...values],
        range: `${cellName(from, column)}:${cellName(to, column)}`,
        allowBlank: true,
        showErrorMessage: true,
      })),
  }));
  return Buffer.from(await write({ sheets: made }));
}
