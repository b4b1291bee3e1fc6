import { type Cell, textOf } from '../saved-queries/flatten.ts';

/** Characters of rows that an answer holds; more would fill an assistant’s context. */
const maxCharacters = 12_000;
const maxCell = 1_500;

/** The first rows, as many as fit, with long texts cut. */
export function fittingRows(rows: Iterable<readonly Cell[]>, most: number): Cell[][] {
  const fitting: Cell[][] = [];
  let characters = 0;
  for (const row of rows) {
    const short = row.map(shortened);
    characters += JSON.stringify(short).length;
    if (fitting.length >= most || (characters > maxCharacters && fitting.length > 0)) break;
    fitting.push(short);
  }
  return fitting;
}

function shortened(cell: Cell): Cell {
  const text = typeof cell === 'object' && cell !== null ? textOf(cell) : cell;
  return typeof text === 'string' && text.length > maxCell ? `${text.slice(0, maxCell)}…` : text;
}
