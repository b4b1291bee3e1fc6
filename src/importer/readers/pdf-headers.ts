import type { PageLine } from './pdf-layout.ts';

/** The lines of a page, and the lowest and the highest point of the page. */
export interface LaidOutPage {
  lines: readonly PageLine[];
  bottom: number;
  top: number;
}

/** How much of the height of a page its margins take, in which headers stand. */
const margin = 0.08;

/** The lines in the margins of pages that repeat on other pages, apart from figures: headers, footers, page numbers. */
export function runningLines(pages: readonly LaidOutPage[]): Set<PageLine> {
  const places = new Map<string, PageLine[]>();
  for (const { lines, bottom, top } of pages) {
    const zone = (top - bottom) * margin;
    for (const line of lines) {
      const place = line.y >= top - zone ? 'top' : line.y <= bottom + zone ? 'bottom' : null;
      if (place === null || line.cells) continue;
      const key = `${place} ${line.text.replace(/\d+/g, '#').toLowerCase()}`;
      places.set(key, [...(places.get(key) ?? []), line]);
    }
  }
  const needed = Math.max(2, Math.ceil(pages.length * 0.4));
  return new Set([...places.values()].filter((lines) => lines.length >= needed).flat());
}
