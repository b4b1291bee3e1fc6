import type { Chart } from '../chart/chart.ts';
import { drawBars } from './bars.ts';
import { type Brush, drawingWords, type Part, size } from './brush.ts';
import { drawLines } from './lines.ts';
import { drawMap } from './map.ts';
import { drawMatrix } from './matrix.ts';
import { drawNumber } from './number.ts';
import { textAt } from './text.ts';

/** Draws a chart, without what it is called and where it is from. */
export function draw(chart: Chart, brush: Brush): Part {
  if (isEmpty(chart))
    return {
      markup: textAt(0, 18, drawingWords(brush.lang).none, { size, fill: brush.palette.text }),
      height: 28,
    };
  if (chart.type === 'bar') return drawBars(chart, brush);
  if (chart.type === 'line') return drawLines(chart, brush);
  if (chart.type === 'matrix') return drawMatrix(chart, brush);
  if (chart.type === 'map') return drawMap(chart, brush);
  return drawNumber(chart, brush);
}

function isEmpty(chart: Chart): boolean {
  if (chart.type === 'bar') return chart.bars.length === 0;
  // An axis without a number would be invented.
  if (chart.type === 'line')
    return chart.series.every(({ points }) => points.every(({ value }) => value === null));
  if (chart.type === 'matrix') return chart.rows.length === 0;
  return chart.type === 'map' && chart.counties.size === 0;
}
