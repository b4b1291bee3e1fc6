import { type Cell, textOf } from '../flatten.ts';
import type { Rendering } from '../format.ts';
import type { View } from '../front-matter.ts';
import { columnOf, headingOf } from '../query.ts';
import { type Table, tableOf } from '../table.ts';
import { namedText } from '../words/of-plan.ts';
import type { Bar, BarChart, Chart, LineChart, MapChart, MatrixChart, NumberChart, Point } from './chart.ts';
import { counties } from './counties.ts';
import { everyTime } from './every-time.ts';
import { shownView } from './shown-view.ts';

type ViewOf<Type extends View['type']> = Extract<View, { type: Type }>;

/** The chart of an answer in the view that was asked for; null where a table or a list shows it. */
export function readChart(rendering: Rendering): Chart | null {
  const view = shownView(rendering.query.view, rendering.options.view);
  const rows = new Rows(rendering, tableOf(rendering));
  const chart = chartOf(rows, view);
  const time = 'time' in view ? columnOf(rendering.query, view.time) : undefined;
  const periodName = time && rendering.query.headings[time.name]?.[rendering.lang];
  return chart && { ...chart, ...(periodName !== undefined && { periodName }) };
}

function chartOf(rows: Rows, view: View): Chart | null {
  if (view.type === 'bar') return barChart(rows, view);
  if (view.type === 'line') return lineChart(rows, view);
  if (view.type === 'matrix') return matrixChart(rows, view);
  if (view.type === 'map') return mapChart(rows, view);
  if (view.type === 'number') return numberChart(rows, view);
  return null;
}

/** The rows of a table, read by the names of its columns. */
class Rows {
  private readonly at: ReadonlyMap<string, number>;

  constructor(
    readonly rendering: Rendering,
    private readonly table: Table,
  ) {
    this.at = new Map(table.columns.map((name, index) => [name, index]));
  }

  *[Symbol.iterator](): Generator<(column: string | undefined) => Cell> {
    for (const row of this.table.rows())
      yield (column) => (column === undefined ? null : (row[this.at.get(column) ?? -1] ?? null));
  }

  /** What a value of a column is called. */
  nameOf(column: string | undefined, cell: Cell): string {
    const { query, lang } = this.rendering;
    return namedText(columnOf(query, column), cell, lang);
  }

  heading(name: string): string {
    const { query, lang } = this.rendering;
    const column = columnOf(query, name);
    return column ? headingOf(query, column, lang) : name;
  }

  /** Where rows have different units, none stands for all. */
  measure(value: string, unit: string | undefined): string {
    const units = new Set<string>();
    for (const read of this) {
      const text = textOf(read(unit));
      if (text !== '') units.add(text);
    }
    return units.size === 0 ? this.heading(value) : [...units].join(', ');
  }
}

const numberOf = (cell: Cell): number | null =>
  typeof cell === 'number' && Number.isFinite(cell) ? cell : null;

interface Kept extends Bar {
  time: string;
}

/** The rows of the latest time at which there is any number, by a key; where rows have no time, the first of each. */
function latestBy(
  rows: Rows,
  roles: { key: string; label: string; value: string; time: string | undefined; colour?: string | undefined },
): Map<string, Kept> {
  let latest = '';
  let last = '';
  const names = new Map<string, string>();
  for (const read of rows) {
    const key = textOf(read(roles.key));
    if (key !== '') names.set(key, rows.nameOf(roles.label, read(roles.label)));
    const time = textOf(read(roles.time));
    if (numberOf(read(roles.value)) !== null && time > latest) latest = time;
    if (time > last) last = time;
  }
  latest ||= last;
  const found = new Map<string, Kept>();
  for (const read of rows) {
    const key = textOf(read(roles.key));
    if (key === '' || found.has(key) || (latest !== '' && textOf(read(roles.time)) !== latest)) continue;
    const colour = textOf(read(roles.colour));
    found.set(key, {
      time: textOf(read(roles.time)),
      value: numberOf(read(roles.value)),
      label: names.get(key) ?? key,
      colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : null,
    });
  }
  // What has no number at that time is shown without one; a party that stood in another election is not.
  if (!roles.colour)
    for (const [key, label] of names)
      if (!found.has(key)) found.set(key, { time: latest, value: null, label, colour: null });
  return found;
}

function periodOf(times: Iterable<string>): string | null {
  const sorted = [...new Set(times)].filter((time) => time !== '').sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return null;
  return first === last ? first : `${first}–${last}`;
}

function barChart(rows: Rows, view: ViewOf<'bar'>): BarChart {
  const { category, value, unit, time, colour } = view;
  const found = [...latestBy(rows, { key: category, label: category, value, time, colour }).values()];
  return {
    type: 'bar',
    measure: rows.measure(value, unit),
    period: periodOf(found.map((one) => one.time)),
    bars: ranked(found),
  };
}

/** The largest first, and those without a number last; times stay in their order. */
function ranked(bars: readonly Bar[]): Bar[] {
  const plain = bars.map(({ label, value, colour }) => ({ label, value, colour }));
  if (plain.every(({ label }) => /^\d{4}(\D|$)/.test(label))) return plain;
  return plain.sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
}

function lineChart(rows: Rows, view: ViewOf<'line'>): LineChart {
  const { time, value, series, unit, status } = view;
  const bySeries = new Map<string, Map<string, Point>>();
  for (const read of rows) {
    const at = textOf(read(time));
    if (at === '') continue;
    const name = rows.nameOf(series, read(series));
    const points = bySeries.get(name) ?? new Map<string, Point>();
    bySeries.set(name, points);
    if (points.has(at)) continue;
    points.set(at, {
      time: at,
      value: numberOf(read(value)),
      isBreak: textOf(read(status)).includes('BREAK'),
    });
  }
  const times = everyTime([...bySeries.values()].flatMap((points) => [...points.keys()]));
  return {
    type: 'line',
    measure: rows.measure(value, unit),
    period: periodOf(times),
    times,
    series: [...bySeries].map(([name, points]) => ({
      name,
      // A time that one series has and another lacks is a gap in the other.
      points: times.map((at) => points.get(at) ?? { time: at, value: null, isBreak: false }),
    })),
  };
}

function matrixChart(rows: Rows, view: ViewOf<'matrix'>): MatrixChart {
  const across = new Map<string, string>();
  const down = new Map<string, Map<string, string>>();
  const values = new Map<string, string>();
  for (const read of rows) {
    const row = rows.nameOf(view.rows, read(view.rows));
    const column = textOf(read(view.columns));
    if (row === '' || column === '') continue;
    across.set(column, rows.nameOf(view.columns, read(view.columns)));
    const value = read(view.value);
    const from = view.insteadOfNone && value === 'NONE' ? view.insteadOfNone : view.value;
    const cell = read(from);
    const cells = down.get(row) ?? new Map<string, string>();
    down.set(row, cells.set(column, textOf(cell)));
    if (textOf(cell) !== '') values.set(textOf(cell), rows.nameOf(from, cell));
  }
  // In the order of the notes, so that a value has the same symbol in every answer.
  const order = Object.keys(rows.rendering.query.valueNames);
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return {
    type: 'matrix',
    measure: rows.heading(view.value),
    period: null,
    columns: [...across.values()],
    rows: [...down].map(([name, cells]) => ({
      name,
      cells: [...across.keys()].map((column) => cells.get(column) ?? ''),
    })),
    values: [...values].map(([key, label]) => ({ key, label })).sort((a, b) => rank(a.key) - rank(b.key)),
  };
}

/** A map of the counties; where most places are others, such as municipalities, bars that rank them. */
function mapChart(rows: Rows, { place, name, value, unit, time }: ViewOf<'map'>): MapChart | BarChart {
  const found = latestBy(rows, { key: place, label: name ?? place, value, time });
  const ofCounties = [...found].filter(([code]) => counties.has(code));
  const about = {
    measure: rows.measure(value, unit),
    period: periodOf([...found.values()].map((one) => one.time)),
  };
  const others = [...found].filter(([code]) => !counties.has(code) && /^\d{4}$/.test(code));
  if (others.length > ofCounties.length)
    return { type: 'bar', ...about, bars: ranked(others.map(([, bar]) => bar)) };
  return {
    type: 'map',
    ...about,
    counties: new Map(
      ofCounties.map(([code, one]) => [
        code,
        { name: one.label === code ? (counties.get(code)?.name ?? code) : one.label, value: one.value },
      ]),
    ),
  };
}

function numberChart(rows: Rows, view: ViewOf<'number'>): NumberChart {
  const [read] = rows;
  const cell = read?.(view.value) ?? null;
  return {
    type: 'number',
    measure: read ? textOf(read(view.unit)) : '',
    period: read ? textOf(read(view.time)) || null : null,
    value: numberOf(cell) ?? (textOf(cell) || null),
    label: (read && textOf(read(view.label))) || rows.heading(view.value),
  };
}
