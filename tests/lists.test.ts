import { resolve } from 'node:path';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { readPack } from '../src/content/pack/pack.ts';
import { type Content, createContent } from '../src/content/snapshot.ts';
import { createSchema } from '../src/schema.ts';

type Field = GraphQLField<unknown, unknown>;

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
const listsOf = (type: GraphQLObjectType): Field[] =>
  Object.values(type.getFields()).filter(({ type }) => isListType(getNullableType(type)));
const takes = ({ args }: Field, argument: string) => args.some(({ name }) => name === argument);
const hasPages = (field: Field) => takes(field, 'first') && (takes(field, 'after') || takes(field, 'offset'));
const statesTheMost = ({ description }: Field) => /\bat most\b|\bone for each\b/i.test(description ?? '');
const isLeft = (field: Field) => !hasPages(field) && !statesTheMost(field);

/** Types that many things lead to; all others are one thing, such as a dataset, whose parts come with it. */
const hubs = [
  'Query',
  'Occupation',
  'Organisation',
  'Party',
  'Place',
  'Topic',
  'DataGap',
  'MemberOfParliament',
];

let content: Content;
beforeAll(async () => {
  content = createContent(await readPack([resolve('reference'), resolve('content')]));
});

/** The longest list of each field that is answered from memory without arguments. */
function longestInContent(): Map<string, number> {
  const longest = new Map<string, number>();
  const context = { content, languages: [] };
  const tables = Object.values(content).flatMap((table: unknown) =>
    table instanceof Map ? [...table.values()] : [],
  );
  const objects = new Set<object>([...tables, ...content.concepts.values(), ...content.occupations.values()]);
  const ask = (type: GraphQLObjectType, source: unknown) => {
    for (const field of listsOf(type)) {
      if (takes(field, 'first')) continue;
      const items = listInMemory(field, source, context);
      if (!items) continue;
      const name = `${type.name}.${field.name}`;
      longest.set(name, Math.max(longest.get(name) ?? 0, items.length));
      for (const item of items) if (typeof item === 'object' && item !== null) objects.add(item);
    }
  };
  ask(schema.getQueryType() as GraphQLObjectType, undefined);
  for (const object of objects) {
    const type = schema.getType(object.constructor.name);
    if (isObjectType(type)) ask(type, object);
  }
  return longest;
}

function listInMemory(field: Field, source: unknown, context: object): unknown[] | null {
  try {
    const info = { fieldName: field.name } as GraphQLResolveInfo;
    const items: unknown = (field.resolve ?? defaultFieldResolver)(source, {}, context, info);
    if (items instanceof Promise) items.catch(() => undefined);
    return Array.isArray(items) ? items : null;
  } catch {
    return null;
  }
}

it('a list that gives a part of its items leads on to the rest, or states the most it gives', () => {
  const cut = types.flatMap((type) =>
    listsOf(type)
      .filter((field) => takes(field, 'first') && isLeft(field))
      .map(({ name }) => `${type.name}.${name}`),
  );

  expect(cut).toEqual([]);
});

it('a whole list of the content holds at most 100 items, or states the most it holds', () => {
  const longest = longestInContent();
  const long = types.flatMap((type) =>
    listsOf(type)
      .filter((field) => isLeft(field) && (longest.get(`${type.name}.${field.name}`) ?? 0) > 100)
      .map(({ name }) => `${type.name}.${name}`),
  );

  expect(longest.get('Concept.related')).toBeGreaterThan(100);
  expect(long).toEqual([]);
});

it('a list that sources fill for something that many things belong to states the most it holds', () => {
  const longest = longestInContent();
  const unbounded = types
    .filter(({ name }) => hubs.includes(name))
    .flatMap((type) =>
      listsOf(type)
        .filter((field) => isLeft(field) && !longest.has(`${type.name}.${field.name}`))
        .map(({ name }) => `${type.name}.${name}`),
    );

  expect(unbounded).toEqual([]);
});
