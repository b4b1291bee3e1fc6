import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { argumentsOf } from './example-arguments.ts';

const hasArgument = (field: GraphQLField<unknown, unknown>, name: string) =>
  field.args.some((argument) => argument.name === name);

/** The field with its arguments; lists are cut to two, so that several parents are asked for. */
export function callOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
  const given = [
    argumentsOf[`${type.name}.${field.name}`],
    hasArgument(field, 'first') ? 'first: 2' : undefined,
  ].filter((part) => part !== undefined);
  return given.length > 0 ? `${field.name}(${given.join(', ')})` : field.name;
}

export function selected(type: GraphQLNamedType, inner = '__typename'): string {
  if (!isCompositeType(type)) return '';
  return type.name.endsWith('Connection') ? ` { nodes { ${inner} } }` : ` { ${inner} }`;
}

export interface Way {
  type: GraphQLObjectType;
  /** Wraps a selection of the type into a whole query. */
  wrap(selection: string): string;
}

const vague = new Set(['node', 'search', 'searchHits', '_entities']);

/** The shortest way from a query to each object type. */
export function ways(schema: GraphQLSchema): Way[] {
  const query = schema.getQueryType();
  if (!query) throw new TypeError('a schema has queries');
  const found = new Map<string, Way>([
    [query.name, { type: query, wrap: (selection) => `{ ${selection} }` }],
  ]);
  for (const way of found.values()) {
    // Through these an object of the type is found by chance only.
    const fields = Object.values(way.type.getFields()).filter(({ name }) => !vague.has(name));
    for (const field of fields) {
      const named = getNamedType(field.type);
      for (const target of objectTypesOf(schema, named)) {
        if (found.has(target.name)) continue;
        const isAbstract = target !== named && !named.name.endsWith('Connection');
        const typed = (selection: string) =>
          isAbstract ? `... on ${target.name} { ${selection} }` : selection;
        const wrap = (selection: string) =>
          way.wrap(`${callOf(way.type, field)}${selected(named, typed(selection))}`);
        found.set(target.name, { type: target, wrap });
      }
    }
  }
  return [...found.values()];
}

function objectTypesOf(schema: GraphQLSchema, type: GraphQLNamedType): GraphQLObjectType[] {
  if (isUnionType(type) || isInterfaceType(type)) return [...schema.getPossibleTypes(type)];
  if (!isObjectType(type)) return [];
  const nodes = type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined;
  return nodes ? objectTypesOf(schema, getNamedType(nodes.type)) : [type];
}
