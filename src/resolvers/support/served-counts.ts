import { defaultFieldResolver, GraphQLInt, type GraphQLSchema, isObjectType } from 'graphql';

const MAX = 2 ** 31 - 1;

/**
 * A count that GraphQL's Int cannot hold is null where the schema allows it, whatever source it came from: as an error it
 * would look like one of the gateway. Call it once, after the schema has been built.
 */
export function serveCounts(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.type !== GraphQLInt) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (...args) => {
        const value: unknown = resolve(...args);
        return value instanceof Promise ? value.then(held) : held(value);
      };
    }
  }
}

const held = (value: unknown): unknown => (typeof value === 'number' && Math.abs(value) > MAX ? null : value);
