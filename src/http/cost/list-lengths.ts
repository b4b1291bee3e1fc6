import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import type { ListLengths } from './field-cost.ts';

/** What the content gives in memory. */
interface InMemory {
  /** Objects to begin with; those that they lead to are found. */
  objects: Iterable<object>;
  /** What resolvers of fields in memory read. A field that needs more is left out. */
  context: object;
  /** Told of each field that needs what is not read yet. */
  later?: (field: string) => void;
}

/** A field needs what is read at its first use only. */
export class NotReadYet extends Error {}

/** Of a taxonomy with tens of thousands of concepts, so many tell enough. */
const maxOfType = 1_000;

/**
 * How long the lists of each field without `first` are: the mean of those that hold anything. The objects are asked for
 * their lists. The longest would refuse queries over all objects, and one that asks again and again for the longest is
 * ended while it is executed.
 */
export function listLengths(schema: GraphQLSchema, { objects, context, later }: InMemory): ListLengths {
  const lists = new Map<string, { count: number; items: number }>();
  const listsOf = memoised(
    (type: GraphQLObjectType) => new Set(Object.values(type.getFields()).filter(isListWithoutFirst)),
  );
  const asked = new Map<GraphQLObjectType, number>();
  const seen = new Set(objects);
  const askAll = (type: GraphQLObjectType, source: unknown) => {
    const count = (asked.get(type) ?? 0) + 1;
    asked.set(type, count);
    if (count > maxOfType) return;
    for (const field of listsOf(type)) {
      const items = valueInMemory(field, source, context);
      if (items === notReadYet) later?.(`${type.name}.${field.name}`);
      if (items === needsMore || items === notReadYet) listsOf(type).delete(field);
      if (!Array.isArray(items) || items.length === 0) continue;
      const name = `${type.name}.${field.name}`;
      const before = lists.get(name) ?? { count: 0, items: 0 };
      lists.set(name, { count: before.count + 1, items: before.items + items.length });
      for (const item of items) if (typeof item === 'object' && item !== null) seen.add(item);
    }
  };

  const query = schema.getQueryType();
  if (query) askAll(query, undefined);
  // Those that are added meanwhile come too.
  for (const object of seen) {
    const type = schema.getType(object.constructor.name);
    if (isObjectType(type)) askAll(type, object);
  }
  return (type, field) => {
    const known = lists.get(`${type}.${field}`);
    return known && Math.ceil(known.items / known.count);
  };
}

type Field = GraphQLField<unknown, unknown>;

function isListWithoutFirst({ type, args }: Field): boolean {
  return isListType(getNullableType(type)) && !args.some(({ name }) => name === 'first');
}

const needsMore = Symbol('a resolver that wants arguments, loaders or sources');
const notReadYet = Symbol('a resolver that wants what is not read yet');

/** The value without arguments. */
function valueInMemory(field: Field, source: unknown, context: object): unknown {
  try {
    const value: unknown = (field.resolve ?? defaultFieldResolver)(source, {}, context, infoOf(field));
    if (!(value instanceof Promise)) return value;
    value.catch(() => undefined);
    return needsMore;
  } catch (error) {
    return error instanceof NotReadYet ? notReadYet : needsMore;
  }
}

/** Fields in memory read at most the name of the field. */
function infoOf({ name }: Field): GraphQLResolveInfo {
  return { fieldName: name } as GraphQLResolveInfo;
}

function memoised<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
