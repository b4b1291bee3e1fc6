import {
  type ConstDirectiveNode,
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  isObjectType,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import { naturalKeys } from './entity-keys.ts';

/** What Apollo Federation adds to the schema, for routers only. */
const ofFederation = (name: string): boolean => /^_[^_]/.test(name);

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
/** Types that graphs of others may have too, with the same fields and the same meaning. */
const sharedTypes = new Set(['PageInfo']);

/** The schema as text, sorted so that it does not depend on the order of the code, without the fields for routers. */
export function printSdl(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(withoutFederation(schema)))}\n`;
}

const printed = new WeakMap<GraphQLSchema, string>();

/** The same as a subgraph of Apollo Federation 2, with the keys of its entities. */
export function subgraphSdl(schema: GraphQLSchema): string {
  const known = printed.get(schema) ?? withKeys(schema);
  printed.set(schema, known);
  return known;
}

function withKeys(schema: GraphQLSchema): string {
  const document = visit(parse(printSdl(schema), { noLocation: true }), {
    ObjectTypeDefinition: (node) => {
      const directives = directivesOf(schema, node.name.value);
      return directives.length > 0 ? { ...node, directives } : undefined;
    },
  });
  return `${link}\n\n${print(document)}\n`;
}

function directivesOf(schema: GraphQLSchema, name: string): ConstDirectiveNode[] {
  const type = schema.getType(name);
  if (sharedTypes.has(name)) return directives('@shareable');
  if (!isObjectType(type) || !type.getInterfaces().some((one) => one.name === 'Node')) return [];
  const natural = naturalKeys.get(name);
  const keys = [...(natural ? [natural.fields.join(' ')] : []), 'id'];
  return directives(keys.map((fields) => `@key(fields: "${fields}")`).join(' '));
}

/** Directives as a document has them. */
function directives(text: string): ConstDirectiveNode[] {
  const [definition] = parse(`type T ${text} { x: Int }`, { noLocation: true }).definitions;
  return definition?.kind === 'ObjectTypeDefinition' ? [...(definition.directives ?? [])] : [];
}

function withoutFederation(schema: GraphQLSchema): GraphQLSchema {
  const { types, query, ...config } = schema.toConfig();
  if (!query) return schema;
  const { fields, ...rest } = query.toConfig();
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !ofFederation(name)));
  const isKept = (type: GraphQLNamedType) => type !== query && !ofFederation(type.name);
  return new GraphQLSchema({
    ...config,
    query: new GraphQLObjectType({ ...rest, fields: kept }),
    types: types.filter(isKept),
  });
}
