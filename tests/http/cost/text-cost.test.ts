import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { queryLimits } from '../../../src/http/cost/limits.ts';

const schema = buildSchema(`
  input Filter { query: String words: [String!] inner: Filter }
  type Thing { id: ID }
  type Query { match(text: String): Thing list(query: String, filter: Filter): Thing node(id: ID, after: String): Thing }
`);
const limits = queryLimits(schema, { maxCost: 10_000, maxDepth: 15 });

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return limits.check(document, operation, variables).cost;
}
const letters = (count: number) => 'ö'.repeat(count);
const written = (value: string) => JSON.stringify(value);

it('is nothing for words, and one for each letter beyond them', () => {
  expect(costOf(`{ list(query: ${written(letters(30))}) { id } }`)).toBe(1);
  expect(costOf(`{ list(query: ${written(letters(31))}) { id } }`)).toBe(2);
  expect(costOf(`{ list(query: ${written(letters(930))}) { id } }`)).toBe(901);
});

it('is a sixth of it for sentences', () => {
  expect(costOf(`{ match(text: ${written(letters(630))}) { id } }`)).toBe(101);
});

it('is nothing for what is looked up as it is', () => {
  const long = written(letters(900));
  expect(costOf(`{ node(id: ${long}, after: ${long}) { id } }`)).toBe(1);
});

it('counts each copy of a field, also in fragments', () => {
  const query = `query ($a: String) { ...A ...B } fragment A on Query { a: list(query: $a) { id } } fragment B on Query { b: list(query: $a) { id } }`;
  expect(costOf(query, { a: letters(130) })).toBe(202);
});

it.each([
  ['a variable', 'query ($a: String) { list(query: $a) { id } }', { a: letters(130) }],
  ['a default', `query ($a: String = ${written(letters(130))}) { list(query: $a) { id } }`, {}],
  [
    'a variable in an object',
    'query ($a: String) { list(filter: { query: $a }) { id } }',
    { a: letters(130) },
  ],
  [
    'an object of objects and lists',
    'query ($a: Filter) { list(filter: $a) { id } }',
    { a: { inner: { words: [letters(80), letters(80), letters(20)] } } },
  ],
  [
    'a list with a variable',
    `query ($a: String!) { list(filter: { words: [$a, "kort"] }) { id } }`,
    { a: letters(130) },
  ],
])('reads texts in %s', (_, query, variables) => {
  expect(costOf(query, variables)).toBe(101);
});

it('is reckoned for each request, whatever an earlier one gave', () => {
  const document = parse('query ($a: String) { list(query: $a) { id } }');
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const costs = ['kort', letters(130), 'kort', letters(230)].map(
    (a) => limits.check(document, operation, { a }).cost,
  );
  expect(costs).toEqual([1, 101, 1, 201]);
});

it('leaves what a field costs once out of the length of its list', () => {
  const once = buildSchema('type Thing { id: ID } type Query { search(query: String, first: Int): [Thing] }');
  Object.assign(once.getQueryType()?.getFields()['search'] ?? {}, { extensions: { costOnce: 400 } });
  const checks = queryLimits(once, { maxCost: 10_000, maxDepth: 15 });
  const cost = (first: number) => {
    const document = parse(`{ search(query: ${written(letters(130))}, first: ${first}) { id } }`);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    return checks.check(document, operation, {}).cost;
  };

  expect([cost(10), cost(100)]).toEqual([400 + 100 + 11, 400 + 100 + 110]);
});
