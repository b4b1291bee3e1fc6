import { type FieldNode, type GraphQLField, type GraphQLNamedType, isObjectType } from 'graphql';
import { z } from 'zod';
import { LimitError } from '../errors.ts';

/** What the estimate has to know of the sources. */
export interface UpstreamFacts {
  /** Requests that a source allows in one window; null for an unknown one, which is not counted. */
  budgetOf(sourceId: string): number | null;
  /** Requests that one call of an operation costs, by the id of each source of the kind that has it. */
  requestsOf(kind: string, operation: string): ReadonlyMap<string, number>;
}

/** A number given as an argument, written out or by a variable; null where none is. */
export type NumberOf = (argument: string) => number | null;

const callsByKind = z.record(z.string(), z.record(z.string(), z.number()));
const callsByType = z.record(z.string(), callsByKind);
const spanOf = z.object({ from: z.string(), to: z.string(), max: z.number() });

/** How often one field of the document is resolved, and what it asks each time. */
interface Asking {
  /** Calls for one parent, by source; a part of one where a loader asks for many parents at once. */
  calls: ReadonlyMap<string, number>;
  parents: number;
  /** Loaders ask once for equal parents, and of some things there are few. */
  atMost: number;
}

/**
 * The calls upstream that a selection leads to, multiplied along lists as its cost is. A field says what it asks by
 * its extension `upstreamCalls`, and a type or a field of which there are few different things by `distinct`.
 */
export class CallEstimate {
  /** Null while nothing is asked, as in most selections. */
  private fields: Map<FieldNode, Asking> | null = null;

  add(other: CallEstimate): void {
    for (const [node, asking] of other.fields ?? []) this.addOne(node, asking);
  }

  /** Adds one field: its own calls, and those beneath it, that many times. */
  addField(
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    type: GraphQLNamedType,
    {
      times,
      once,
      perItem,
      page,
      argument,
      requests,
    }: {
      times: number;
      once: CallEstimate;
      perItem: CallEstimate;
      page: number;
      argument: NumberOf;
      requests: ReadonlyMap<string, number> | null;
    },
  ): void {
    if (requests) {
      // The same field with other arguments is another node, so one factor holds for all its parents.
      const each = lengthOf(field.extensions['upstreamSpan'], argument);
      const own =
        each === 1 ? requests : new Map([...requests].map(([source, count]) => [source, count * each]));
      const isCount = argument('first') === 0;
      const { upstreamMaxCounted, upstreamMaxParents } = field.extensions;
      const atMost = (isCount ? upstreamMaxCounted : null) ?? upstreamMaxParents;
      this.addOne(node, {
        calls: own,
        parents: 1,
        atMost: typeof atMost === 'number' ? atMost : Number.POSITIVE_INFINITY,
      });
    }
    if (!once.fields && !perItem.fields) return;
    const distinct = distinctOf(field, type);
    for (const [inner, length] of [
      [once, times],
      [perItem, times * page],
    ] as const) {
      for (const [inside, asking] of inner.fields ?? [])
        this.addOne(inside, scaled(asking, length, distinct));
    }
  }

  /** Throws when a source would be asked more often than its budget allows. */
  judge({ budgetOf }: UpstreamFacts): void {
    for (const [source, count] of this.bySource()) {
      const limit = budgetOf(source);
      if (limit === null || count <= limit) continue;
      throw new LimitError(
        'QUERY_TOO_COMPLEX',
        `The query would need about ${count} calls to ${source}, which allows ${limit} at a time. Ask for fewer with “first”, or split the query.`,
        { source, calls: count, limit },
      );
    }
  }

  /** The requests in all, by source. */
  bySource(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const { calls, parents, atMost } of this.fields?.values() ?? []) {
      for (const [source, each] of calls)
        sums.set(source, (sums.get(source) ?? 0) + each * Math.min(parents, atMost));
    }
    return new Map([...sums].map(([source, sum]) => [source, Math.ceil(sum)]));
  }

  private addOne(node: FieldNode, { calls, parents, atMost }: Asking): void {
    this.fields ??= new Map();
    const before = this.fields.get(node);
    this.fields.set(node, {
      calls,
      parents: (before?.parents ?? 0) + parents,
      atMost: Math.max(before?.atMost ?? 0, atMost),
    });
  }
}

/** Requests by source that a field leads to for one parent; null for a field that asks no source. */
export function requestsOfField(
  { extensions }: GraphQLField<unknown, unknown>,
  facts: UpstreamFacts,
  read: (argument: string) => unknown,
): ReadonlyMap<string, number> | null {
  if (extensions['upstreamCallsOfNode']) {
    return requestsOfNode(callsByType.parse(extensions['upstreamCallsOfNode']), facts, read('id'));
  }
  if (extensions['upstreamCallsOfReferences']) {
    const calls = callsByType.parse(extensions['upstreamCallsOfReferences']);
    return requestsOfReferences(calls, facts, read('representations'));
  }
  if (!extensions['upstreamCalls']) return null;
  return requestsOfCalls(callsByKind.parse(extensions['upstreamCalls']), facts);
}

/** A global id begins with its type. An id that cannot be read leads to no request. */
function requestsOfNode(
  calls: z.infer<typeof callsByType>,
  facts: UpstreamFacts,
  id: unknown,
): ReadonlyMap<string, number> | null {
  if (typeof id !== 'string') return null;
  const [type = ''] = Buffer.from(id.slice(0, 200), 'base64url').toString().split(':');
  const own = Object.hasOwn(calls, type) ? calls[type] : undefined;
  return own ? requestsOfCalls(own, facts) : null;
}

const references = z.array(z.object({ __typename: z.string() }).catch({ __typename: '' })).catch([]);

function requestsOfReferences(
  calls: z.infer<typeof callsByType>,
  facts: UpstreamFacts,
  given: unknown,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { __typename: type } of references.parse(given)) {
    const own = Object.hasOwn(calls, type) ? calls[type] : undefined;
    for (const [source, count] of own ? requestsOfCalls(own, facts) : [])
      sums.set(source, (sums.get(source) ?? 0) + count);
  }
  return sums;
}

function requestsOfCalls(
  calls: z.infer<typeof callsByKind>,
  { requestsOf }: UpstreamFacts,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [kind, operations] of Object.entries(calls)) {
    for (const [operation, count] of Object.entries(operations)) {
      for (const [source, each] of requestsOf(kind, operation))
        sums.set(source, (sums.get(source) ?? 0) + count * each);
    }
  }
  return sums;
}

/** How many whole numbers lie between two arguments; 1 for a field that does not say so. */
function lengthOf(span: unknown, argument: NumberOf): number {
  const read = spanOf.safeParse(span);
  if (!read.success) return 1;
  const [from, to] = [argument(read.data.from), argument(read.data.to)];
  if (from === null || to === null) return 1;
  // What is out of bounds is refused by the field itself, and tells more.
  return Math.min(Math.max(1, to - from + 1), read.data.max);
}

function scaled({ calls, parents, atMost }: Asking, times: number, distinct: number): Asking {
  return { calls, parents: parents * times, atMost: Math.min(atMost, parents * distinct) };
}

function distinctOf(field: GraphQLField<unknown, unknown>, type: GraphQLNamedType): number {
  const said = field.extensions['distinct'] ?? (isObjectType(type) ? type.extensions['distinct'] : undefined);
  return typeof said === 'number' ? said : Number.POSITIVE_INFINITY;
}
