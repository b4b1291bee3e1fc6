import { type GraphQLField, type GraphQLNamedType, isCompositeType } from 'graphql';

/** Page size when the query leaves out `first`. */
export const defaultPage = 20;
/** Largest page, unless the field sets the extension `maximumFirst`. */
const largestPage = 100;
/** Assumed length of a list without `first` that the content does not know and the field does not declare. */
const assumedListSize = 5;
const costOfObject = 1;
/** Ten values take about as long as the object that holds them. */
const costOfValue = 0.1;

/** Lengths of lists without `first`, as the content has them; undefined where it has none. */
export type ListLengths = (type: string, field: string) => number | undefined;

type Field = GraphQLField<unknown, unknown>;

/** The cost of one object or value of the field, without what is selected in it. */
export function ownCost(field: Field, isLeaf: boolean): number {
  return numberExtension(field, 'cost') ?? (isLeaf ? costOfValue : costOfObject);
}

/** What the field costs however long its list is, such as a search. */
export function onceCost(field: Field): number {
  return numberExtension(field, 'costOnce') ?? 0;
}

/** The length to reckon with for a list without `first`. */
export function listSize(parent: GraphQLNamedType, field: Field, lengths: ListLengths | undefined): number {
  return lengths?.(parent.name, field.name) ?? numberExtension(field, 'listSize') ?? assumedListSize;
}

/** The bounds of `first`. A connection allows 0, which asks only for counts. */
export function firstBounds(field: Field, type: GraphQLNamedType): { min: number; max: number } {
  return { min: isConnection(type) ? 0 : 1, max: numberExtension(field, 'maximumFirst') ?? largestPage };
}

export function isConnection(type: GraphQLNamedType): boolean {
  return isCompositeType(type) && type.name.endsWith('Connection');
}

/** Whether the field holds the items of the page of a connection. */
export function isPageItems(parent: GraphQLNamedType, name: string): boolean {
  return isConnection(parent) && (name === 'nodes' || name === 'edges');
}

function numberExtension(field: Field, name: string): number | null {
  const value = field.extensions[name];
  return typeof value === 'number' ? value : null;
}
