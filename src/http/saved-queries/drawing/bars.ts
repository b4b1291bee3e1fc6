import { scaleLinear } from 'd3-scale';
import { html, type Markup } from '../../markup.ts';
import type { BarChart } from '../chart/chart.ts';
import { apart, type Brush, drawingWords, type Part, shown, size, smallSize, wide } from './brush.ts';
import { fitted, round, textAt, widthOf, wrapped } from './text.ts';

/** More bars than these can hardly be told apart; the table has all. */
const maxBars = 40;
const thickness = 16;

/** Bars from left to right, with each number beside its bar. */
export function drawBars({ bars, measure }: BarChart, { palette, lang, width }: Brush): Part {
  const words = drawingWords(lang);
  const drawn = bars.slice(0, maxBars);
  const isBeside = width >= wide;
  const values = drawn.flatMap(({ value }) => value ?? []);
  const numbers = drawn.map(({ value }) => (value === null ? words.noValue : shown(value, lang)));
  const numberWidth = Math.max(0, ...numbers.map((number) => widthOf(number, size))) + 8;
  const longest = Math.max(0, ...drawn.map(({ label }) => widthOf(label, size)));
  const labelWidth = isBeside || longest < width * 0.16 ? Math.min(longest + 9, width * 0.38) : 0;
  // A negative value has its number to its left.
  const least = Math.min(0, ...values);
  const scale = scaleLinear()
    .domain(apart(least, Math.max(0, ...values)))
    .range([labelWidth + (least < 0 ? numberWidth : 0), width - numberWidth]);
  const zero = scale(0);

  const parts: Markup[] = [];
  let y = 0;
  if (measure !== '') {
    for (const line of wrapped(measure, width, smallSize, 2)) {
      y += 18;
      parts.push(textAt(0, y - 4, line, { size: smallSize, fill: palette.quiet }));
    }
    y += 4;
  }
  const top = y;
  drawn.forEach(({ label, value, colour }, at) => {
    const lines = labelWidth > 0 ? [fitted(label, labelWidth - 8, size)] : wrapped(label, width, size, 2);
    if (labelWidth === 0)
      for (const line of lines) {
        y += 18;
        parts.push(textAt(0, y - 4, line, { size, fill: palette.text }));
      }
    else
      parts.push(
        textAt(labelWidth - 8, y + thickness - 3, lines[0] ?? '', {
          size,
          fill: palette.text,
          anchor: 'end',
        }),
      );
    const end = value === null ? zero : scale(value);
    if (value !== null)
      parts.push(
        html`<rect x="${round(Math.min(zero, end))}" y="${y}" width="${round(Math.abs(end - zero))}" height="${thickness}" fill="${colour ?? palette.series[0] ?? palette.text}"${
          colour ? html` stroke="${palette.text}"` : null
        }/>`,
      );
    const isLeft = value !== null && value < 0;
    parts.push(
      textAt(end + (isLeft ? -5 : 5), y + thickness - 3, numbers[at] ?? '', {
        size,
        fill: value === null ? palette.quiet : palette.text,
        ...(isLeft && { anchor: 'end' }),
      }),
    );
    y += thickness + (labelWidth > 0 ? 8 : 10);
  });
  parts.push(
    html`<line x1="${round(zero)}" x2="${round(zero)}" y1="${top}" y2="${y - 4}" stroke="${palette.quiet}"/>`,
  );
  if (bars.length > drawn.length) {
    y += 18;
    parts.push(
      textAt(0, y - 4, words.more(bars.length - drawn.length), { size: smallSize, fill: palette.quiet }),
    );
  }
  return { markup: html`${parts}`, height: y };
}
