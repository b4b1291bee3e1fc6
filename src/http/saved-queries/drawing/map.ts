import { scaleQuantize } from 'd3-scale';
import { html, type Markup } from '../../markup.ts';
import type { MapChart } from '../chart/chart.ts';
import { counties } from '../chart/counties.ts';
import { apart, type Brush, drawingWords, type Part, shown, smallSize } from './brush.ts';
import { outlineSize, outlines } from './outline.ts';
import { fitted, round, textAt, widthOf, wrapped } from './text.ts';

const step = 20;

/** The outline of the counties in steps of one colour, and beside it each county with its number. */
export function drawMap({ counties: given, measure }: MapChart, { palette, lang, width }: Brush): Part {
  const words = drawingWords(lang);
  const rows = [...counties].map(([code, { name, outline: id }]) => {
    const found = given.get(code);
    return { id, name: (found?.name ?? name).replace(/s? län$/, ''), value: found?.value ?? null };
  });
  const values = rows.flatMap(({ value }) => value ?? []);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const scale = scaleQuantize<string>()
    .domain(values.length === 0 ? [0, 1] : apart(least, most))
    .range(palette.steps);
  const fillOf = (value: number | null) => (value === null ? palette.back : scale(value));

  const parts: Markup[] = [];
  let top = 0;
  for (const line of measure === '' ? [] : wrapped(measure, width, smallSize, 2)) {
    top += 18;
    parts.push(textAt(0, top - 4, line, { size: smallSize, fill: palette.quiet }));
  }
  top += 6;
  const mapWidth = Math.min(width * 0.45, 260);
  const factor = mapWidth / outlineSize.width;
  parts.push(
    html`<g transform="translate(0 ${top}) scale(${Math.round(factor * 1000) / 1000})" stroke="${palette.quiet}" stroke-width="1.2">${rows.map(
      ({ id, value }) =>
        html`<path d="${outlines.get(id) ?? ''}" fill="${fillOf(value)}"${value === null ? html` stroke-dasharray="4 4"` : null}/>`,
    )}</g>`,
  );

  const left = mapWidth + 12;
  const ranked = [...rows].sort(
    (a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY),
  );
  const right = Math.min(width, left + 320);
  ranked.forEach(({ name, value }, at) => {
    const y = top + step * at;
    const number = value === null ? '–' : shown(value, lang);
    const room = right - left - 20 - widthOf(number, smallSize) - 6;
    parts.push(
      html`<rect x="${round(left)}" y="${y + 2}" width="13" height="13" fill="${fillOf(value)}" stroke="${palette.quiet}"${value === null ? html` stroke-dasharray="2 2"` : null}/>`,
      textAt(left + 20, y + 13, fitted(name, room, smallSize), { size: smallSize, fill: palette.text }),
      textAt(right, y + 13, number, { size: smallSize, fill: palette.text, anchor: 'end' }),
    );
  });
  let height = top + Math.max(outlineSize.height * factor, step * ranked.length) + 6;
  const notes = [...(values.length < rows.length ? [`– ${words.missing}`] : []), words.outline];
  for (const line of notes.flatMap((note) => wrapped(note, width, smallSize, 2))) {
    height += 18;
    parts.push(textAt(0, height - 4, line, { size: smallSize, fill: palette.quiet }));
  }
  return { markup: html`${parts}`, height };
}
