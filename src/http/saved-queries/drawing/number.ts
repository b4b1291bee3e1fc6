import { html } from '../../markup.ts';
import type { NumberChart } from '../chart/chart.ts';
import { type Brush, drawingWords, type Part, shown, size } from './brush.ts';
import { boldness, textAt, wrapped } from './text.ts';

/** One number, as large as it may be. */
export function drawNumber({ value, label, measure }: NumberChart, { palette, lang, width }: Brush): Part {
  const text = typeof value === 'number' ? shown(value, lang) : (value ?? drawingWords(lang).noValue);
  const [line = ''] = wrapped(measure === '' ? text : `${text} ${measure}`, width, 44 * boldness, 1);
  const below = wrapped(label, width, size, 2);
  return {
    markup: html`${textAt(0, 48, line, { size: 44, fill: palette.text, bold: true })}${below.map((one, at) =>
      textAt(0, 72 + 18 * at, one, { size, fill: palette.quiet }),
    )}`,
    height: 62 + 18 * below.length,
  };
}
