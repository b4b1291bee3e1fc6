import { CallEstimate } from './upstream-calls.ts';

/** A path in the query, as a list linked from the root. Parts share their tails, so no path is copied. */
interface Path {
  name: string;
  rest: Path | null;
}

/** The most expensive part of a selection set. */
export interface Part {
  cost: number;
  path: Path | null;
}

/**
 * What a selection set costs: once, and again for each item on the page of the connection that it belongs to. Because
 * the two are kept apart, a fragment is measured once however often it is spread, so measuring takes linear time.
 */
export interface Measure {
  once: number;
  perItem: number;
  costliestOnce: Part;
  costliestPerItem: Part;
  depth: number;
  introspectionDepth: number;
  callsOnce: CallEstimate;
  callsPerItem: CallEstimate;
}

export const emptyMeasure = (): Measure => ({
  once: 0,
  perItem: 0,
  costliestOnce: { cost: 0, path: null },
  costliestPerItem: { cost: 0, path: null },
  depth: 0,
  introspectionDepth: 0,
  callsOnce: new CallEstimate(),
  callsPerItem: new CallEstimate(),
});

/** Adds a part to the sum. */
export function addMeasure(sum: Measure, part: Measure): void {
  sum.once += part.once;
  sum.perItem += part.perItem;
  sum.callsOnce.add(part.callsOnce);
  sum.callsPerItem.add(part.callsPerItem);
  sum.depth = Math.max(sum.depth, part.depth);
  sum.introspectionDepth = Math.max(sum.introspectionDepth, part.introspectionDepth);
  if (part.costliestOnce.cost > sum.costliestOnce.cost) sum.costliestOnce = part.costliestOnce;
  if (part.costliestPerItem.cost > sum.costliestPerItem.cost) sum.costliestPerItem = part.costliestPerItem;
}

/** The path as text: `ads.nodes.skills`. */
export function pathText(path: Path | null): string {
  const names: string[] = [];
  for (let at = path; at; at = at.rest) names.push(at.name);
  return names.join('.');
}
