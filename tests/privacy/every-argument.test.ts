import {
  type GraphQLArgument,
  GraphQLID,
  type GraphQLInputField,
  GraphQLString,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  parseValue,
  valueFromASTUntyped,
} from 'graphql';
import { expect, it, onTestFinished } from 'vitest';
import { globalId } from '../../src/entities/node.ts';
import { createSchema } from '../../src/schema.ts';
import { registry } from '../../src/sources/registry.ts';
import { argumentsOf } from '../support/example-arguments.ts';
import { graphOver } from '../support/graph.ts';
import { onePortalEach } from '../support/one-portal-each.ts';
import { selected, ways } from '../support/schema-ways.ts';

const schema = createSchema();
const isLeft = /hemligpost|1740698|174[- ]?06[- ]?98/i;

/** Words of a search beside a contact, contacts alone, and contacts in what looks like an address or an id. */
const planted = [
  'arbete 070-174 06 98',
  'arbete hilda.hemligh@hemligpost.se',
  '0701740698',
  'hilda.hemligh@hemligpost.se',
  'mailto:hilda.hemligh@hemligpost.se',
  'https://example.org/hilda.hemligh%40hemligpost.se?tel=0701740698',
  globalId('Dataset', 'https://example.org/hilda.hemligh@hemligpost.se'),
];

type Input = GraphQLArgument | GraphQLInputField;
const isText = ({ type }: Input): boolean => {
  const named = getNamedType(type);
  return named === GraphQLString || named === GraphQLID;
};
/** A scalar of the schema whose values are objects or texts of the client. */
const isFree = ({ type }: Input): boolean => {
  const named = getNamedType(type);
  return isScalarType(named) && named.name === '_Any';
};

/** Every place for a text in an argument, as the names that lead to it. */
function textsOf(input: Input, above: string[] = []): string[][] {
  const path = [...above, input.name];
  const named = getNamedType(input.type);
  if (isText(input) || isFree(input)) return [path];
  if (!isInputObjectType(named) || above.length > 4) return [];
  return Object.values(named.getFields()).flatMap((field) => textsOf(field, path));
}

const typeAt = (args: readonly Input[], [name, ...rest]: string[]): Input => {
  const input = args.find((one) => one.name === name);
  if (!input) throw new Error(`no ${name}`);
  const named = getNamedType(input.type);
  return rest.length === 0 || !isInputObjectType(named)
    ? input
    : typeAt(Object.values(named.getFields()), rest);
};

/** The example of the field's arguments with a text in one place. */
function withText(example: string | undefined, args: readonly Input[], path: string[], text: string): string {
  const value: unknown = valueFromASTUntyped(parseValue(`{ ${example ?? ''} }`));
  const input = typeAt(args, path);
  const one = isFree(input) ? { __typename: 'Dataset', uri: text } : text;
  const isList = isListType(isNonNullType(input.type) ? input.type.ofType : input.type);
  const planted = set(value, path, isList ? [one] : one);
  return literal(planted, args).slice(1, -1);
}

function set(value: unknown, [name = '', ...rest]: string[], text: unknown): Record<string, unknown> {
  const before: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  return { ...before, [name]: rest.length === 0 ? text : set(before[name], rest, text) };
}

/** A value as GraphQL writes it; names of enums are told by the type of the argument. */
function literal(value: unknown, fields: readonly Input[] | null, type?: Input['type']): string {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, fields, type)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const lacking = (fields ?? []).flatMap((field) =>
      isNonNullType(field.type) && field.defaultValue === undefined && !(field.name in value)
        ? [`${field.name}: "Region"`]
        : [],
    );
    const parts = Object.entries(value).map(([name, inner]) => {
      const field = fields?.find((one) => one.name === name);
      const named = field && getNamedType(field.type);
      const inside = isInputObjectType(named) ? Object.values(named.getFields()) : null;
      return `${name}: ${literal(inner, inside, field?.type)}`;
    });
    return `{${[...parts, ...lacking].join(', ')}}`;
  }
  const isEnum = type !== undefined && 'getValues' in getNamedType(type);
  return typeof value === 'string' && isEnum ? value : JSON.stringify(value);
}

const cases = ways(schema).flatMap(({ type, wrap }) =>
  Object.values(type.getFields()).flatMap((field) =>
    field.args
      .flatMap((argument) => textsOf(argument))
      .map((path) => ({
        name: `${type.name}.${field.name}(${path.join('.')})`,
        query: wrap(
          planted
            .map((text, at) => {
              const args = withText(argumentsOf[`${type.name}.${field.name}`], field.args, path, text);
              return `a${at}: ${field.name}(${args})${selected(getNamedType(field.type))}`;
            })
            .join(' '),
        ),
      })),
  ),
);

it('sends no contact detail of any argument to any source', async () => {
  let asking = '';
  const asked = new Set<string>();
  const leaks: string[] = [];
  const sources = onePortalEach(registry)
    .filter(({ kind }) => kind !== 'TAXONOMY' && kind !== 'JOB_STREAM')
    .map((source) => ({
      ...source,
      samples: (request: Parameters<typeof source.samples>[0]) => {
        const { path, query, body } = request;
        asked.add(asking);
        const sent = decodeURIComponent(
          `${path} ${JSON.stringify([...query])} ${JSON.stringify(body ?? null)}`,
        );
        if (isLeft.test(sent)) leaks.push(`${asking}: ${source.id} gets ${sent}`);
        return source.samples(request);
      },
    }));
  const graph = await graphOver(sources, { mode: 'sample' });
  onTestFinished(() => graph.close());
  const refused: string[] = [];

  for (const { name, query } of cases) {
    asking = name;
    const { errors } = await graph.ask(query);
    for (const { message, path } of errors) if (!path) refused.push(`${name}: ${message}`);
  }

  expect(leaks).toEqual([]);
  expect([...new Set(refused)]).toEqual([]);
  // The search is not empty: these arguments reach sources.
  expect([...asked]).toEqual(
    expect.arrayContaining([
      'Query.jobAds(filter.query)',
      'Query.datasets(filter.query)',
      'Query.dataset(uri)',
      'Query.statisticsTables(query)',
      'Query.parliamentaryDocuments(query)',
      'Query.informationRequests(query)',
      'Query.matchOccupations(text)',
      'Query.search(query)',
    ]),
  );
}, 120_000);
