import { type Cell, textOf } from '../src/http/saved-queries/flatten.ts';
import { el } from './dom.ts';
import type { Opened } from './rows.ts';
import type { Lang, Words } from './words.ts';

const maxBars = 40;

/** A column of names or times, and one of numbers. */
interface Axes {
  category: number;
  value: number;
}

/** The columns that the view of an example names; null where it names none. */
export function namedAxes({ columns }: Opened, view: Readonly<Record<string, unknown>>): Axes | null {
  const at = (role: unknown) => columns.indexOf(String(role));
  const [category, value] = [at(view['category'] ?? view['time'] ?? view['place']), at(view['value'])];
  return category < 0 || value < 0 ? null : { category, value };
}

/** The columns that a chart can show: the last of numbers that differ, and the first of texts that differ most. */
export function suggestedAxes({ headings, rows }: Opened): Axes | null {
  const cells = (column: number) => rows.flatMap((row) => row[column] ?? []);
  const differing = (column: number) => new Set(cells(column).map(String)).size;
  const all = headings.map((_, column) => column);
  const isTime = (column: number) => /(?:^|\.)(?:year|period|time|date)$/i.test(headings[column] ?? '');
  const numbers = all.filter((column) => {
    const found = cells(column);
    return (
      !isTime(column) &&
      found.length > 1 &&
      found.every((cell) => typeof cell === 'number') &&
      differing(column) > 1
    );
  });
  const names = all.filter((column) => !numbers.includes(column) && differing(column) > 1);
  const value = numbers.at(-1);
  const category = names.toSorted(
    (a, b) => Number(isTime(b)) - Number(isTime(a)) || differing(b) - differing(a),
  )[0];
  return value === undefined || category === undefined ? null : { category, value };
}

/** Bars of the answer's numbers. The table says the same in figures. */
export function chartView(
  opened: Opened,
  { axes, lang, words }: { axes: Axes | null; lang: Lang; words: Words },
): HTMLElement {
  if (!axes) return el('p', {}, words.noChart);
  const { headings, rows } = opened;
  const drawn = rows.flatMap((row): { name: string; value: number }[] => {
    const value: Cell = row[axes.value] ?? null;
    const name = textOf(row[axes.category]);
    return typeof value === 'number' && name !== '' ? [{ name, value }] : [];
  });
  const shown = drawn.slice(0, maxBars);
  const largest = Math.max(...shown.map(({ value }) => Math.abs(value)), Number.MIN_VALUE);
  const format = new Intl.NumberFormat(lang);
  const caption = words.chartOf(lastPart(headings[axes.value]), lastPart(headings[axes.category]));
  return el(
    'div',
    {},
    el(
      'table',
      { class: 'bars' },
      el('caption', {}, caption),
      el(
        'thead',
        {},
        el('tr', {}, el('th', { scope: 'col' }, words.category), el('th', { scope: 'col' }, words.value)),
      ),
      el(
        'tbody',
        {},
        ...shown.map(({ name, value }) => {
          const bar = el('span', { class: value < 0 ? 'bar below' : 'bar', 'aria-hidden': 'true' });
          // Set by script, which the policy of the page allows.
          bar.style.inlineSize = `${(Math.abs(value) / largest) * 70}%`;
          return el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, bar, format.format(value)));
        }),
      ),
    ),
    drawn.length > shown.length && el('p', {}, words.moreBars(drawn.length - shown.length)),
  );
}

/** What a path of keys leads to. */
const lastPart = (heading = ''): string => heading.replace(/^\S*\./, '');
