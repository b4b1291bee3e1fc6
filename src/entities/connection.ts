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

/** One page of a list, the Relay way, with what went wrong beside what came. */
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
  @ObjectType(`${name}Edge`)
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
      description: 'All items, not only this page; null when the source gives no count.',
    })
    totalCount!: number | null;
    @Field(() => [SourceFailure], { description: 'Sources of this list that failed.' })
    failures!: SourceFailure[];
    @Field(() => Provenance, { nullable: true }) provenance!: Provenance | null;
  }
  return ConnectionClass;
}
