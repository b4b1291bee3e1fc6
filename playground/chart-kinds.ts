import type { Chart, LineChart, MapChart } from '../src/http/saved-queries/chart/chart.ts';
import { counties } from '../src/http/saved-queries/chart/counties.ts';
import { type Cell, textOf } from '../src/http/saved-queries/flatten.ts';
import { type Axes, lastPart } from './axes.ts';
import type { Opened } from './rows.ts';

/** How numbers can be shown. */
export type ChartKind = 'bar' | 'share' | 'line' | 'map';

const maxSeries = 8;
const maxShares = 20;
const leastCounties = 3;

/** The kinds that fit the data, the one that says most first. */
export function kindsOf(opened: Opened, axes: Axes): ChartKind[] {
  const values = numbersOf(opened, axes).map(({ value }) => value);
  const isShare =
    values.length > 1 &&
    values.length <= maxShares &&
    values.every((value) => value >= 0) &&
    values.some((value) => value > 0);
  return [
    ...(placesAt(opened) === null ? [] : ['map' as const]),
    ...(timesAt(opened) === null ? [] : ['line' as const]),
    'bar',
    ...(isShare ? ['share' as const] : []),
  ];
}

/** The rows that have a name and a number. */
export function numbersOf({ rows }: Opened, { category, value }: Axes): { name: string; value: number }[] {
  return rows.flatMap((row) => {
    const number: Cell = row[value] ?? null;
    const name = textOf(row[category]);
    return typeof number === 'number' && name !== '' ? [{ name, value: number }] : [];
  });
}

/** What `drawn.ts` draws; null where the data have no times or counties. */
export function chartOf(kind: ChartKind, opened: Opened, axes: Axes): Chart | null {
  if (kind === 'line') return lineOf(opened, axes);
  return kind === 'map' ? mapOf(opened, axes) : null;
}

function lineOf(opened: Opened, { value }: Axes): LineChart | null {
  const time = timesAt(opened);
  if (time === null) return null;
  const { rows, headings } = opened;
  const series = seriesAt(opened, time, value);
  const bySeries = new Map<string, Map<string, number | null>>();
  for (const row of rows) {
    const at = textOf(row[time]);
    if (at === '') continue;
    const name = series === null ? '' : textOf(row[series]);
    const points = bySeries.get(name) ?? new Map<string, number | null>();
    const number = row[value];
    if (!points.has(at)) points.set(at, typeof number === 'number' ? number : null);
    bySeries.set(name, points);
  }
  const times = [...new Set([...bySeries.values()].flatMap((points) => [...points.keys()]))].sort();
  return {
    type: 'line',
    measure: lastPart(headings[value]),
    period: null,
    times,
    series: [...bySeries].slice(0, maxSeries).map(([name, points]) => ({
      name,
      points: times.map((at) => ({ time: at, value: points.get(at) ?? null, isBreak: false })),
    })),
  };
}

function mapOf(opened: Opened, { value }: Axes): MapChart | null {
  const place = placesAt(opened);
  if (place === null) return null;
  const found = new Map<string, { name: string; value: number | null }>();
  for (const row of opened.rows) {
    const code = textOf(row[place]);
    const county = counties.get(code);
    const number = row[value];
    if (county && typeof number === 'number' && !found.has(code))
      found.set(code, { name: county.name, value: number });
  }
  return { type: 'map', measure: lastPart(opened.headings[value]), period: null, counties: found };
}

/** The column of years, months or days, of which there are several; null without one. */
function timesAt({ columns, rows }: Opened): number | null {
  const at = columns.findIndex((_, column) => {
    const texts = rows.map((row) => textOf(row[column])).filter((text) => text !== '');
    return (
      new Set(texts).size > 2 &&
      texts.every((text) => /^(19|20)\d{2}(?:[-MKQ]?\w{1,3}(?:-\d{2}.*)?)?$/.test(text))
    );
  });
  return at < 0 ? null : at;
}

/** The column of the codes of counties; null without one. */
function placesAt({ columns, rows }: Opened): number | null {
  const at = columns.findIndex((_, column) => {
    const texts = new Set(
      rows.map((row) => row[column]).filter((cell) => typeof cell === 'string' && cell !== ''),
    );
    return (
      texts.size >= leastCounties && [...texts].every((code) => counties.has(String(code)) || code === 'SE')
    );
  });
  return at < 0 ? null : at;
}

/** The column that tells apart rows of the same time; null where nothing need be. */
function seriesAt({ columns, rows }: Opened, time: number, value: number): number | null {
  const isUnique = (keys: readonly string[]) => new Set(keys).size === keys.length;
  if (isUnique(rows.map((row) => textOf(row[time])))) return null;
  const at = columns.findIndex(
    (_, column) =>
      column !== time &&
      column !== value &&
      new Set(rows.map((row) => textOf(row[column]))).size > 1 &&
      isUnique(rows.map((row) => `${textOf(row[time])} ${textOf(row[column])}`)),
  );
  return at < 0 ? null : at;
}
