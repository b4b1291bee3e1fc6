import { Extensions } from 'type-graphql';
import type { Kind, OperationsByKind } from '../../sources/kinds/kinds.ts';

/** How often a field calls operations of the sources of a kind, for one parent. */
type CallsByKind = {
  readonly [K in Kind]?: { readonly [Operation in keyof OperationsByKind[K]]?: number };
};

/** The calls are made for each whole number from one argument to another, of which there are at most `max`. */
export interface Span {
  from: string;
  to: string;
  max: number;
}

/** How far the calls of a field go. */
interface Extent {
  each?: Span;
  /** Loaders share the calls of an answer, so that no more parents than these cost any. */
  maxParents?: number;
}

/**
 * Declares the calls upstream that a field leads to for one parent: `@UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })`.
 * Each source that has the operation counts them by its own `requests`. A query that would need more requests than a
 * source's budget is refused before the first.
 */
export function UpstreamCalls(upstreamCalls: CallsByKind, { each, maxParents }: Extent = {}) {
  return Extensions({
    upstreamCalls,
    ...(each && { upstreamSpan: each }),
    ...(maxParents !== undefined && { upstreamMaxParents: maxParents }),
  });
}

/** The field resolves to at most so many distinct objects, however often it is asked for. */
export function MaxDistinct(distinct = 20) {
  return Extensions({ distinct });
}
