import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { html, type Markup } from '../../markup.ts';
import type { LineChart, Point } from '../chart/chart.ts';
import { apart, type Brush, drawingWords, type Part, shown, size, smallSize, wide } from './brush.ts';
import { round, textAt, widthOf, wrapped } from './text.ts';

const maxSeries = 8;
const dashes = ['', '7 4', '2 4', '10 3 2 3', '4 4', '12 4', '1 3', '8 2 2 2'];

/** Lines over time. A missing value is a gap and a cross on the axis, a break a dotted rule. */
export function drawLines({ series, times, measure }: LineChart, { palette, lang, width }: Brush): Part {
  const words = drawingWords(lang);
  const drawn = series.slice(0, maxSeries);
  const values = drawn.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const parts: Markup[] = [];
  let top = 0;
  for (const text of measure === '' ? [] : wrapped(measure, width, smallSize, 2)) {
    top += 18;
    parts.push(textAt(0, top - 4, text, { size: smallSize, fill: palette.quiet }));
  }
  top += 10;

  // From zero where that hides nothing: small changes of large numbers would be flat.
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const isFromZero = least >= 0 && (least < most * 0.5 || least === most);
  const y = scaleLinear()
    .domain(values.length === 0 ? [0, 1] : apart(isFromZero ? 0 : least, most))
    .nice(5);
  const ticks = y.ticks(5);
  const left = Math.max(...ticks.map((tick) => widthOf(shown(tick, lang), smallSize))) + 8;
  const bottom = top + (width >= wide ? 280 : 200);
  y.range([bottom, top]);
  const x = scaleLinear()
    .domain([0, Math.max(1, times.length - 1)])
    .range([left + 8, width - 10]);

  for (const tick of ticks) {
    const at = round(y(tick));
    parts.push(
      html`<line x1="${round(left)}" x2="${width}" y1="${at}" y2="${at}" stroke="${palette.line}"/>`,
      textAt(left - 8, at + 4, shown(tick, lang), { size: smallSize, fill: palette.quiet, anchor: 'end' }),
    );
  }
  for (const at of labelled(times, width - left)) {
    const middle = x(at);
    const half = widthOf(times[at] ?? '', smallSize) / 2;
    parts.push(
      html`<line x1="${round(middle)}" x2="${round(middle)}" y1="${bottom}" y2="${bottom + 5}" stroke="${palette.quiet}"/>`,
      textAt(Math.min(Math.max(middle, half), width - half), bottom + 20, times[at] ?? '', {
        size: smallSize,
        fill: palette.quiet,
        anchor: 'middle',
      }),
    );
  }

  const path = line<Point>()
    .defined(({ value, isBreak }) => value !== null && !isBreak)
    .x((_, at) => round(x(at)))
    .y(({ value }) => round(y(value ?? 0)));
  let hasGap = false;
  const breaks = new Set<number>();
  drawn.forEach(({ points }, at) => {
    const colour = palette.series[at] ?? palette.text;
    for (const run of runs(points)) {
      const d = path(run.map(({ point }) => ({ ...point, isBreak: false })));
      const [first] = run;
      if (!d || !first) continue;
      const shift = round(x(first.at) - x(0));
      const dash = dashes[at];
      parts.push(
        html`<path d="${d}"${shift === 0 ? null : html` transform="translate(${shift})"`} fill="none" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round"${dash ? html` stroke-dasharray="${dash}"` : null}/>`,
      );
      if (times.length <= 40 || run.length === 1)
        for (const { point, at: index } of run)
          if (point.value !== null)
            parts.push(
              html`<circle cx="${round(x(index))}" cy="${round(y(point.value))}" r="3" fill="${colour}"/>`,
            );
    }
    points.forEach(({ value, isBreak }, index) => {
      if (isBreak) breaks.add(index);
      if (value !== null) return;
      hasGap = true;
      const [cx, cy] = [round(x(index)), bottom - 6];
      parts.push(
        html`<path d="M${cx - 3} ${cy - 3}l6 6m0-6l-6 6" stroke="${colour}" stroke-width="1.5" fill="none"/>`,
      );
    });
  });
  for (const index of breaks) {
    const at = round(x(index));
    parts.push(
      html`<line x1="${at}" x2="${at}" y1="${top}" y2="${bottom}" stroke="${palette.text}" stroke-dasharray="2 3"/>`,
    );
  }

  let height = bottom + 28;
  const note = (symbol: (y: number) => Markup, text: string): void => {
    wrapped(text, width - 40, size, 2).forEach((shownLine, index) => {
      height += 20;
      if (index === 0) parts.push(symbol(height - 5));
      parts.push(textAt(40, height, shownLine, { size, fill: palette.text }));
    });
  };
  if (drawn.length > 1 || (drawn[0]?.name ?? '') !== '')
    drawn.forEach(({ name }, at) => {
      const dash = dashes[at];
      note(
        (middle) =>
          html`<line x1="0" x2="32" y1="${middle}" y2="${middle}" stroke="${palette.series[at] ?? palette.text}" stroke-width="2.5"${dash ? html` stroke-dasharray="${dash}"` : null}/>`,
        name === '' ? '–' : name,
      );
    });
  if (breaks.size > 0)
    note(
      (middle) =>
        html`<line x1="16" x2="16" y1="${middle - 8}" y2="${middle + 6}" stroke="${palette.text}" stroke-dasharray="2 3"/>`,
      words.isBreak,
    );
  if (hasGap)
    note(
      (middle) =>
        html`<path d="M13 ${middle - 3}l6 6m0-6l-6 6" stroke="${palette.text}" stroke-width="1.5" fill="none"/>`,
      words.missing,
    );
  if (series.length > drawn.length) {
    height += 20;
    parts.push(
      textAt(0, height, words.more(series.length - drawn.length), { size: smallSize, fill: palette.quiet }),
    );
  }
  return { markup: html`${parts}`, height: height + 4 };
}

/** Points that a line joins: without those that have no value, and anew at each break. */
function runs(points: readonly Point[]): { point: Point; at: number }[][] {
  const found: { point: Point; at: number }[][] = [];
  let open: { point: Point; at: number }[] | null = null;
  points.forEach((point, at) => {
    if (point.value === null) {
      open = null;
      return;
    }
    if (open === null || point.isBreak) {
      open = [];
      found.push(open);
    }
    open.push({ point, at });
  });
  return found;
}

/** Positions of the times that have room for their names. */
function labelled(times: readonly string[], width: number): number[] {
  const longest = Math.max(0, ...times.map((time) => widthOf(time, smallSize))) + 14;
  const step = Math.max(1, Math.ceil(times.length / Math.max(1, Math.floor(width / longest))));
  return times.flatMap((_, at) => ((times.length - 1 - at) % step === 0 ? [at] : []));
}
