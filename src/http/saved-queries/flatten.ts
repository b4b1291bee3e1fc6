import type { Field, TablePlan } from './columns.ts';

/** The value of a cell: null where there is none. A list of values is one cell. */
export type Cell = string | number | boolean | null | readonly unknown[] | object;

type Row = Cell[];

/**
 * Opens an answer into rows, one after the other. An item of a list is a row, with the values of what it is in; items of
 * several lists beside each other stand below each other. A row without any value is left out.
 */
export function* rowsOf({ columns, fields }: TablePlan, data: unknown): Generator<readonly Cell[]> {
  const empty: Row = columns.map(() => null);
  for (const row of open(fields, data, empty)) {
    if (row.some((cell) => cell !== null)) yield row;
  }
}

interface Pending {
  fields: readonly Field[];
  items: readonly unknown[];
}

function* open(fields: readonly Field[], value: unknown, parent: readonly Cell[]): Generator<Row> {
  const row = [...parent];
  const lists: Pending[] = [];
  fill(fields, value, row, lists);
  if (lists.length === 0) yield row;
  for (const { fields: inner, items } of lists) {
    for (const item of items) yield* open(inner, item, row);
  }
}

/** Writes the cells of an object and of the single objects in it, and collects its lists of objects. */
function fill(fields: readonly Field[], value: unknown, row: Row, lists: Pending[]): void {
  if (!isRecord(value)) return;
  for (const field of fields) {
    const found = value[field.key];
    if (found === null || found === undefined) continue;
    if ('column' in field) {
      row[field.column] = cellOf(found);
    } else if (field.isList) {
      const items = itemsOf(found);
      if (items.length > 0) lists.push({ fields: field.fields, items });
    } else {
      fill(field.fields, found, row, lists);
    }
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'object' && value !== null ? value : null;
}

/** The items that are objects; a list of lists is one list. */
function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY).filter((item) => item !== null) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A cell as text: items of a list after each other, an object as JSON. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (Array.isArray(cell)) return cell.map((item) => textOf(cellOf(item))).join('; ');
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}
