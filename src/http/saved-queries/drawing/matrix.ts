import { html, type Markup } from '../../markup.ts';
import type { MatrixChart } from '../chart/chart.ts';
import { type Brush, drawingWords, type Part, size, smallSize, wide } from './brush.ts';
import { boldness, round, textAt, wrapped } from './text.ts';

const maxRows = 60;
const rowGap = 6;

/** A grid whose cells are symbols, with what each stands for below. */
export function drawMatrix({ rows, columns, values }: MatrixChart, { palette, lang, width }: Brush): Part {
  const words = drawingWords(lang);
  const drawn = rows.slice(0, maxRows);
  const isBeside = width >= wide;
  const nameWidth = isBeside ? width * 0.4 : 0;
  const step = (width - nameWidth) / Math.max(1, columns.length);
  const kinds = new Map(values.map(({ key, label }, at) => [key, { label, at }]));
  const missing = rows.some(({ cells }) => cells.some((cell) => cell === ''));
  const parts: Markup[] = [];
  const header = (y: number) =>
    columns.forEach((name, at) => {
      parts.push(
        textAt(nameWidth + step * (at + 0.5), y, headingIn(name, step), {
          size,
          fill: palette.text,
          anchor: 'middle',
          bold: true,
        }),
      );
    });
  let y = 20;
  header(y - 4);
  for (const { name, cells } of drawn) {
    parts.push(html`<line x1="0" x2="${width}" y1="${y}" y2="${y}" stroke="${palette.line}"/>`);
    const lines = wrapped(name, (isBeside ? nameWidth : width) - 8, size, 3);
    lines.forEach((line, at) => {
      parts.push(textAt(0, y + 18 * (at + 1), line, { size, fill: palette.text }));
    });
    const middle = isBeside ? y + Math.max(14, lines.length * 9 + 4) : y + lines.length * 18 + 18;
    cells.forEach((cell, at) => {
      parts.push(
        symbol(nameWidth + step * (at + 0.5), middle, kinds.get(cell)?.at ?? null, palette.series, palette),
      );
    });
    y = isBeside ? y + Math.max(28, lines.length * 18 + rowGap) : middle + 14;
  }
  y += 8;
  let x = 0;
  const legend = [...kinds.values(), ...(missing ? [{ label: words.missing, at: null }] : [])];
  for (const { label, at } of legend) {
    const [text = ''] = wrapped(label, width - 30, smallSize, 1);
    const needed = 30 + text.length * smallSize * 0.58 + 12;
    if (x > 0 && x + needed > width) {
      x = 0;
      y += 22;
    }
    parts.push(
      symbol(x + 10, y + 10, at, palette.series, palette),
      textAt(x + 24, y + 15, text, { size: smallSize, fill: palette.text }),
    );
    x += needed;
  }
  y += 26;
  if (rows.length > drawn.length) {
    y += 18;
    parts.push(
      textAt(0, y - 4, words.more(rows.length - drawn.length), { size: smallSize, fill: palette.quiet }),
    );
  }
  return { markup: html`${parts}`, height: y };
}

const headingIn = (name: string, step: number): string => {
  const [line = ''] = wrapped(name, step, size * boldness, 1);
  return line;
};

/** Form and colour both differ. */
function symbol(
  x: number,
  y: number,
  at: number | null,
  colours: readonly string[],
  { text, quiet, back }: { text: string; quiet: string; back: string },
): Markup {
  const [cx, cy] = [round(x), round(y)];
  if (at === null)
    return html`<line x1="${cx - 4}" x2="${cx + 4}" y1="${cy}" y2="${cy}" stroke="${quiet}" stroke-width="1.5"/>`;
  const colour = colours[at % colours.length] ?? text;
  const forms = [
    html`<circle cx="${cx}" cy="${cy}" r="8" fill="${colour}"/>`,
    html`<path d="M${cx} ${cy - 8}l8 15h-16z" fill="${colour}"/>`,
    html`<path d="M${cx - 6} ${cy - 6}l12 12m0-12l-12 12" stroke="${colour}" stroke-width="3.5" fill="none"/>`,
    html`<rect x="${cx - 6.5}" y="${cy - 6.5}" width="13" height="13" fill="${back}" stroke="${colour}" stroke-width="2.5"/>`,
    html`<circle cx="${cx}" cy="${cy}" r="6.5" fill="${back}" stroke="${colour}" stroke-width="2.5"/>`,
    html`<path d="M${cx} ${cy - 9}l8 9l-8 9l-8-9z" fill="${colour}"/>`,
    html`<path d="M${cx - 7} ${cy}h14m-7-7v14" stroke="${colour}" stroke-width="3" fill="none"/>`,
    // The last of the compass is “not shown”, which stands in half of its cells and says the least.
    html`<circle cx="${cx}" cy="${cy}" r="3" fill="${quiet}"/>`,
  ];
  return forms[at % forms.length] ?? html``;
}
