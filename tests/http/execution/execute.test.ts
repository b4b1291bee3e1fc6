import { buildSchema, type GraphQLFieldResolver, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { execute } from '../../../src/http/execution/execute.ts';

/** Executes a query over resolvers of the fields of Query. */
async function asked(
  query: string,
  resolvers: Readonly<Record<string, GraphQLFieldResolver<unknown, unknown>>>,
  maxBytes = 8_000_000,
) {
  const schema = buildSchema(`
    input Filter { words: [String!] }
    type Thing { name: String! }
    type Query { things: [Thing!]  some(filter: Filter): String }
  `);
  const type = schema.getQueryType();
  if (!isObjectType(type)) throw new TypeError('no Query');
  for (const [name, resolve] of Object.entries(resolvers)) {
    const field = type.getFields()[name];
    if (field) field.resolve = resolve;
  }
  const execution = { schema, document: parse(query), variableValues: {}, contextValue: {} };
  const ask = async () => (await execute(execution, { maxFields: 1_000, maxBytes })).executed;
  return { first: await ask(), second: await ask() };
}

describe('an execution', () => {
  it('handles the items that come after one that has failed', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);

    const { first } = await asked('{ things { name } }', {
      things: () => [Promise.reject(new Error('before')), null, Promise.reject(new Error('after'))],
    });
    // Node tells of a rejection after the turn in which nobody has handled it.
    await new Promise((done) => setImmediate(done));
    process.off('unhandledRejection', note);

    expect(first.data).toEqual({ things: null });
    expect(unhandled).toEqual([]);
  });

  it('gives resolvers arguments that they cannot change for the next request', async () => {
    const { second } = await asked('{ some(filter: { words: ["a"] }) }', {
      some: (_source, { filter }) => {
        filter.words.push('b');
        return filter.words.join();
      },
    });

    expect(second).toMatchObject({ data: { some: null }, errors: [{ path: ['some'] }] });
  });

  it('counts the names of types', async () => {
    const things = { things: () => Array.from({ length: 100 }, () => ({ name: '' })) };

    const { first } = await asked('{ things { __typename } }', things, 2_200);

    expect(first.errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(
      JSON.stringify((await asked('{ things { __typename } }', things)).first.data).length,
    ).toBeGreaterThan(2_200);
  });
});
