import type { Opened } from './rows.ts';

/** A column of names or times, and one of numbers. */
export interface Axes {
  category: number;
  value: number;
}

/** The columns that the view of an example names; null where it names none. */
export function namedAxes({ columns }: Opened, view: Readonly<Record<string, unknown>>): Axes | null {
  const at = (role: unknown) => columns.indexOf(String(role));
  const [category, value] = [at(view['category'] ?? view['time'] ?? view['place']), at(view['value'])];
  return category < 0 || value < 0 ? null : { category, value };
}

/** The columns that a chart can show: the last of numbers, of those that differ if any do, and the first of texts that differ most. */
export function suggestedAxes({ headings, rows }: Opened): Axes | null {
  const cells = (column: number) => rows.flatMap((row) => row[column] ?? []);
  const differing = (column: number) => new Set(cells(column).map(String)).size;
  const all = headings.map((_, column) => column);
  const isTime = (column: number) => /(?:^|\.)(?:year|period|time|date)$/i.test(headings[column] ?? '');
  const numbers = all.filter((column) => {
    const found = cells(column);
    return !isTime(column) && found.length > 1 && found.every((cell) => typeof cell === 'number');
  });
  const names = all.filter((column) => !numbers.includes(column) && differing(column) > 1);
  const value = numbers.filter((column) => differing(column) > 1).at(-1) ?? numbers.at(-1);
  const category = names.toSorted(
    (a, b) => Number(isTime(b)) - Number(isTime(a)) || differing(b) - differing(a),
  )[0];
  return value === undefined || category === undefined ? null : { category, value };
}

/** What a path of keys leads to. */
export const lastPart = (heading = ''): string => heading.replace(/^\S*\./, '');
