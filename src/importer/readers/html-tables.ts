import type { Cell } from '../block.ts';
import { attribute, type Element, elementsIn, isElement, type Node } from './html-nodes.ts';

/** The cells of a table with at least two columns; none for a table that only places things on the page. */
export function cellsOf(table: Element, number: number): Map<Node, Cell> {
  const cells = new Map<Node, Cell>();
  if (attribute(table, 'role') === 'presentation') return cells;
  if (elementsIn(table.childNodes).some(({ tagName }) => tagName === 'table')) return cells;
  // Columns that a cell of a row above still covers, with the number of rows.
  const covered: number[] = [];
  let columns = 0;
  for (const [row, tr] of rowsOf(table).entries()) {
    let column = 0;
    for (const cell of tr.childNodes.filter(isElement)) {
      if (cell.tagName !== 'td' && cell.tagName !== 'th') continue;
      while ((covered[column] ?? 0) > 0) column += 1;
      const inHead = isElement(tr.parentNode) && tr.parentNode.tagName === 'thead';
      const isHeading = inHead || (row === 0 && cell.tagName === 'th');
      const [width, height] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
      cells.set(cell, { table: number, row, column, width, height, isHeading });
      for (let at = column; at < column + width; at += 1) covered[at] = height;
      column += width;
    }
    columns = Math.max(columns, column);
    for (const [at, rows] of covered.entries()) covered[at] = Math.max(0, (rows ?? 0) - 1);
  }
  return columns < 2 ? new Map() : cells;
}

function rowsOf(table: Element): Element[] {
  return elementsIn(table.childNodes).filter(({ tagName }) => tagName === 'tr');
}

function spanOf(cell: Element, name: string): number {
  const value = Number(attribute(cell, name) ?? 1);
  return Number.isInteger(value) && value >= 1 && value <= 100 ? value : 1;
}
