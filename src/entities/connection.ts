import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Provenance } from './provenance.ts';
import { SourceFailure } from './source.ts';

@ObjectType({ description: 'Where a page begins and ends (Relay).' })
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Give it as `after` to get the next page.' })
  endCursor!: string | null;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

/** One page of a list (Relay), with the failures of its sources. */
export interface Connection<T> {
  nodes: T[];
  edges: Edge<T>[];
  pageInfo: PageInfo;
  totalCount: number | null;
  failures: SourceFailure[];
  provenance: Provenance | null;
}

/** The GraphQL class `<name>Connection`, with its edge class, for pages of `type`. */
export function connectionType<T extends object>(name: string, type: () => ClassType<T> | object) {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, and its cursor.` })
  class EdgeClass {
    @Field(() => String) cursor!: string;
    @Field(type as () => ClassType<T>) node!: T;
  }
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class ConnectionClass implements Connection<T> {
    @Field(() => [type() as ClassType<T>]) nodes!: T[];
    @Field(() => [EdgeClass]) edges!: EdgeClass[];
    @Field(() => PageInfo) pageInfo!: PageInfo;
    @Field(() => Int, {
      nullable: true,
      description:
        'All items, not only this page; null when the total is unknown, or is more than 2 147 483 647.',
    })
    totalCount!: number | null;
    @Field(() => [SourceFailure], {
      description:
        'Sources of this list that failed while others answered. These failures are not in `errors`.',
    })
    failures!: SourceFailure[];
    @Field(() => Provenance, { nullable: true }) provenance!: Provenance | null;
  }
  return ConnectionClass;
}

/** The cursor of the item at `offset`, counted from 0. */
export function cursorAt(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64url');
}

/** The offset in a cursor; null for a string that `cursorAt` did not make. */
export function offsetOf(cursor: string): number | null {
  const match = /^offset:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match?.[1] || cursorAt(Number(match[1])) !== cursor) return null;
  return Number(match[1]);
}

/**
 * A connection from one page: the items at `offset` and on, out of `total` (null when the source gives none). A page
 * may hold fewer items than the source counted, when some could not be read: the last cursor stands after those too.
 */
export function pageOf<T>(items: T[], { offset, limit, total, provenance = null }: PageFacts): Connection<T> {
  const end = Math.max(offset + items.length, Math.min(offset + limit, total ?? 0));
  const edges = items.map((node, index) => ({
    node,
    cursor: cursorAt(index === items.length - 1 ? end - 1 : offset + index),
  }));
  return {
    nodes: items,
    edges,
    pageInfo: {
      hasNextPage: total === null ? limit > 0 && items.length === limit : end < total,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: total,
    failures: [],
    provenance,
  };
}

interface PageFacts {
  offset: number;
  limit: number;
  total: number | null;
  provenance?: Provenance | null;
}
