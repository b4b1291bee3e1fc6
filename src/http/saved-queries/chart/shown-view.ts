import type { View } from '../front-matter.ts';

/** The views that an answer can be shown in: its own first. */
export function viewsOf(view: View): View['type'][] {
  const others: Partial<Record<View['type'], View['type'][]>> = { map: ['bar'], line: ['bar'] };
  return [...new Set([view.type, ...(others[view.type] ?? []), 'table' as const])];
}

/** The view that was asked for, with the columns of the query’s own; null stands for its own. */
export function shownView(view: View, wanted: string | null): View {
  if (wanted === null || wanted === view.type) return view;
  if (wanted === 'bar' && view.type === 'map') {
    const { place, name = place, value, unit, time } = view;
    return { type: 'bar', category: name, value, unit, time };
  }
  if (wanted === 'bar' && view.type === 'line') {
    const { time, value, series, unit } = view;
    // One series has a bar for each time, several have one each for the latest.
    return series
      ? { type: 'bar', category: series, value, unit, time }
      : { type: 'bar', category: time, value, unit };
  }
  return { type: 'table' };
}

/** Views that have a drawing. */
export const isDrawn = ({ type }: View): boolean => type !== 'table' && type !== 'list';
