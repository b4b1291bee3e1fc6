import { type Cell, textOf } from '../flatten.ts';
import type { Format, RefusedRendering, Rendering } from '../format.ts';
import type { Problem } from '../problem.ts';
import { headingOf } from '../query.ts';
import { licenceOf, markOf, nameOf, sourceWords, stateOf } from '../source-lines.ts';
import { maxTable, tableOf } from '../table.ts';
import { namedCell } from '../words/of-plan.ts';
import { reasonOf } from '../words/reason.ts';

/** A workbook is made in memory. */
const maxWorkbook = { ...maxTable, cells: 200_000 };
/** The most that Excel has in a cell. */
const maxCharacters = 32_767;

type Value = string | number | boolean | Date | null;
interface Sheet {
  name: string;
  rows: Value[][];
  columns?: { width: number }[];
  freezePane?: { rows: number };
}

/** A workbook: a sheet with the table, and one with the sources. Every text is a text, also one that begins with “=”. */
export const xlsx: Format = {
  ending: 'xlsx',
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  isFile: true,
  isForReaders: true,
  fits: ({ isQuery }) => isQuery,
  write(rendering) {
    const { query, lang } = rendering;
    const table = tableOf(rendering, maxWorkbook);
    const known = new Map(query.plan.columns.map((column) => [column.name, headingOf(query, column, lang)]));
    const rows: Value[][] = [table.columns.map((name) => known.get(name) ?? name)];
    const { columns } = query.plan;
    for (const row of table.rows())
      rows.push(
        row.map((cell, at) => dayIn(columns[at]?.type, cell) ?? valueIn(namedCell(columns[at], cell, lang))),
      );
    const data = {
      rows,
      columns: table.columns.map(() => ({ width: 20 })),
      freezePane: { rows: 1 },
    };
    return workbook([{ name: 'Data', ...data }, sourcesSheet(rendering)]);
  },
  refuse: (problem, asked) => workbook([refusedSheet(problem, asked)]),
};

function sourcesSheet(rendering: Rendering): Sheet {
  const { query, answer, lang, addressOf } = rendering;
  const words = sourceWords(lang);
  const mark = markOf(rendering);
  return {
    name: words.sources,
    columns: [{ width: 30 }, { width: 18 }, { width: 28 }, { width: 50 }],
    rows: [
      [query.title[lang]],
      ...(rendering.subject ? [[rendering.subject]] : []),
      [query.description[lang]],
      ...(mark ? [[mark]] : []),
      [],
      [words.source, words.state, words.retrieved, words.licence],
      ...answer.sources.map((line) => [
        nameOf(line),
        stateOf(line, lang),
        line.retrievedAt ?? null,
        licenceOf(line, lang),
      ]),
      [],
      ...answer.attributions.map((text) => [words.attribution, text]),
      [words.address, addressOf('json')],
    ].map((row) => row.map(valueIn)),
  };
}

function refusedSheet(problem: Problem, { lang, query }: RefusedRendering): Sheet {
  const { text, detail } = reasonOf(problem, lang, query);
  return {
    name: lang === 'sv' ? 'Fel' : 'Error',
    rows: [[problem.code], [valueIn(text)], ...(detail === null ? [] : [[valueIn(detail)]])],
    columns: [{ width: 100 }],
  };
}

/**
 * A day as a spreadsheet has it, so that it sorts and counts; null for any other value. A time stays a text: a spreadsheet
 * has no zones, and would show the day of UTC.
 */
function dayIn(type: string | undefined, cell: Cell): Date | null {
  if (type !== 'Date' || typeof cell !== 'string') return null;
  const day = new Date(cell);
  // A spreadsheet has no day before 1900.
  return Number.isNaN(day.getTime()) || day.getUTCFullYear() < 1901 ? null : day;
}

function valueIn(cell: Parameters<typeof textOf>[0]): Value {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === 'number' || typeof cell === 'boolean') return cell;
  // A workbook with other characters cannot be opened.
  const text = textOf(cell).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1)}…` : text;
}

async function workbook(sheets: Sheet[]): Promise<Buffer> {
  // Only those who ask for a workbook load it.
  const { writeXlsx } = await import('hucre/xlsx');
  return Buffer.from(await writeXlsx({ sheets }));
}
