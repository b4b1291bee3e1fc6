import type { Chart } from '../src/http/saved-queries/chart/chart.ts';
import { draw } from '../src/http/saved-queries/drawing/draw.ts';
import { palettes } from '../src/http/saved-queries/drawing/palette.ts';
import type { Lang } from './words.ts';

/** A chart as the server draws it. Only who asks for one loads this. */
export function drawnChart(
  chart: Chart,
  { lang, width, isDark, caption }: { lang: Lang; width: number; isDark: boolean; caption: string },
): Node {
  const palette = palettes[isDark ? 'dark' : 'light'];
  const { markup, height } = draw(chart, { palette, lang, width });
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${Math.ceil(height)}" role="img" class="drawing" font-family="system-ui, sans-serif">${markup.text}</svg>`;
  const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
  documentElement.setAttribute('aria-label', caption);
  return document.importNode(documentElement, true);
}
