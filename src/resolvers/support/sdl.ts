import {
  type GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printType,
} from 'graphql';
import { finish, MadeOnce, type Steps } from '../../taxonomy/steps.ts';
import { naturalKeys } from './entity-keys.ts';

/** What Apollo Federation adds to the schema, for routers only. */
const ofFederation = (name: string): boolean => /^_[^_]/.test(name);

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
/** Types that graphs of others may have too, with the same fields and the same meaning. */
const sharedTypes = new Set(['PageInfo']);

/** Types that are printed in one step. */
const typesInStep = 20;

/** The schema as text, sorted so that it does not depend on the order of the code, without the fields for routers. */
export const printSdl = (schema: GraphQLSchema): string => finish(sdlSteps(schema));

/** The same, made in steps between which other requests are answered. */
export const sdlInSteps = (schema: GraphQLSchema): Promise<string> =>
  prepared(new MadeOnce(() => sdlSteps(schema)));

function* sdlSteps(schema: GraphQLSchema): Steps<string> {
  return `${(yield* printedTypes(schema)).join('\n\n')}\n`;
}

async function prepared(text: MadeOnce<string>): Promise<string> {
  await text.prepare();
  return text.get();
}

const printed = new WeakMap<GraphQLSchema, MadeOnce<string>>();

/** The same as a subgraph of Apollo Federation 2, with the keys of its entities. */
export function subgraphSdl(schema: GraphQLSchema): Promise<string> {
  const known = printed.get(schema) ?? new MadeOnce(() => subgraphSteps(schema));
  printed.set(schema, known);
  return prepared(known);
}

export function* subgraphSteps(schema: GraphQLSchema): Steps<string> {
  const types = yield* printedTypes(schema, (type) => directivesOf(schema, type.name));
  return `${[link, ...types].join('\n\n')}\n`;
}

/** Custom directives are printed by nobody: the schema has none. */
function* printedTypes(
  schema: GraphQLSchema,
  directives: (type: GraphQLNamedType) => string = () => '',
): Steps<string[]> {
  const without = withoutFederation(schema);
  yield;
  const sorted = lexicographicSortSchema(without);
  yield;
  const texts: string[] = [];
  for (const type of Object.values(sorted.getTypeMap())) {
    if (isSpecifiedScalarType(type) || isIntrospectionType(type)) continue;
    texts.push(withDirectives(printType(type), type, directives(type)));
    if (texts.length % typesInStep === 0) yield;
  }
  return texts;
}

/** The text of a type with directives behind its name and its interfaces. */
function withDirectives(text: string, { name }: GraphQLNamedType, directives: string): string {
  // Its description may say the same, but not at the beginning of a line with a brace at its end.
  return directives === ''
    ? text
    : text.replace(new RegExp(`^type ${name}\\b.*(?= \\{$)`, 'm'), `$& ${directives}`);
}

function directivesOf(schema: GraphQLSchema, name: string): string {
  const type = schema.getType(name);
  if (sharedTypes.has(name)) return '@shareable';
  if (!isObjectType(type) || !type.getInterfaces().some((one) => one.name === 'Node')) return '';
  const natural = naturalKeys.get(name);
  const keys = [...(natural ? [natural.fields.join(' ')] : []), 'id'];
  return keys.map((fields) => `@key(fields: "${fields}")`).join(' ');
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
