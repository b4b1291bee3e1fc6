/**
 * A GraphQL document that carries the types of its data and variables: a string, or what GraphQL Code Generator writes
 * with `documentMode: 'string'`.
 */
export interface GraphQLDocument<Data, Variables> {
  toString(): string;
  /** Only for the types; nothing sets it. */
  __apiType?: (variables: Variables) => Data;
}
