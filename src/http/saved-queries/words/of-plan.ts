import { entryOf } from '../../../text/entry-of.ts';
import { type Column, pageKeys, type TablePlan } from '../columns.ts';
import { type Cell, textOf } from '../flatten.ts';
import type { PageLanguage, Text } from '../front-matter.ts';
import { headingsByPath } from './headings.ts';
import { licenceIn } from './licence.ts';
import { valuesByField, valuesByType } from './values.ts';

/** Headings of columns by their names. A heading that several columns would have is left out: none could be told apart. */
export function headingsOf({ columns }: TablePlan): Record<string, Text> {
  const found = columns.flatMap(({ name, path }) => {
    const heading = headingAt(path);
    return heading ? [{ name, heading }] : [];
  });
  const count = (heading: Text) => found.filter((one) => one.heading.sv === heading.sv).length;
  return Object.fromEntries(
    found.flatMap(({ name, heading }) => (count(heading) === 1 ? [[name, heading] as const] : [])),
  );
}

function headingAt(path: readonly string[]): Text | undefined {
  const keys = path.filter((key) => !pageKeys.has(key));
  const known = keys
    .map((_, at) => keys.slice(at).join('.'))
    .find((end) => Object.hasOwn(headingsByPath, end));
  return known === undefined ? undefined : entryOf(headingsByPath, known);
}

/** What the values of all enums in a table are called. */
export function valueNamesOf({ columns }: TablePlan): Record<string, Text> {
  const types = new Set(columns.map(({ type }) => type));
  const present = Object.entries(valuesByType).filter(([type]) => types.has(type));
  return Object.assign({}, ...present.map(([, values]) => values));
}

const namesFor = ({ type, of, path }: Column): Readonly<Record<string, Text>> | undefined =>
  entryOf(valuesByType, type) ??
  of.map((owner) => entryOf(valuesByField, `${owner}.${path.at(-1)}`)).find((names) => names);

/** A cell with the values of enums by their names. */
export function namedCell(column: Column | undefined, cell: Cell, lang: PageLanguage): Cell {
  const names = column && namesFor(column);
  if (column?.path.at(-1) === 'licence' && typeof cell === 'string') return licenceIn(lang, cell);
  if (!names) return cell;
  const nameOf = (value: unknown) => (typeof value === 'string' ? (names[value]?.[lang] ?? value) : value);
  if (typeof cell === 'string') return names[cell]?.[lang] ?? cell;
  return Array.isArray(cell) ? cell.map(nameOf) : cell;
}

export const namedText = (column: Column | undefined, cell: Cell, lang: PageLanguage): string =>
  textOf(namedCell(column, cell, lang));
