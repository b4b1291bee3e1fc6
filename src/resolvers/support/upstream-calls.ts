import { Extensions } from 'type-graphql';
import type { Kind, OperationsByKind } from '../../sources/kinds/kinds.ts';

/** The number of calls of each operation that a field makes to the sources of a kind, for one parent. */
type CallsByKind = {
  readonly [K in Kind]?: { readonly [Operation in keyof OperationsByKind[K]]?: number };
};

/** The calls are repeated for each integer from one argument to another, at most `max` times. */
export interface Span {
  from: string;
  to: string;
  max: number;
}

/** Multipliers and limits of the calls. */
interface Extent {
  each?: Span;
  /** Loaders share calls, so at most this number of parents causes calls. */
  maxParents?: number;
  /** The same where only a count is asked for, by `first: 0`. */
  maxCounted?: number;
}

/**
 * Declares the calls upstream that a field leads to for one parent: `@UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })`.
 * Each source that has the operation counts them by its own `requests`. A query that would need more requests than a
 * source's budget is refused before the first.
 */
export function UpstreamCalls(upstreamCalls: CallsByKind, { each, maxParents, maxCounted }: Extent = {}) {
  return Extensions({
    upstreamCalls,
    ...(each && { upstreamSpan: each }),
    ...(maxParents !== undefined && { upstreamMaxParents: maxParents }),
    ...(maxCounted !== undefined && { upstreamMaxCounted: maxCounted }),
  });
}

/** The field resolves to at most this number of distinct objects, however often it occurs. */
export function MaxDistinct(distinct = 20) {
  return Extensions({ distinct });
}

/** Declares the calls of a field that looks up anything by the global id in its argument `id`: by the type of the id. */
export function UpstreamCallsOfNode(upstreamCallsOfNode: Readonly<Record<string, CallsByKind>>) {
  return Extensions({ upstreamCallsOfNode });
}

/** Declares the calls of a field that looks up what its argument `representations` names, by their types. */
export function UpstreamCallsOfReferences(upstreamCallsOfReferences: Readonly<Record<string, CallsByKind>>) {
  return Extensions({ upstreamCallsOfReferences });
}
