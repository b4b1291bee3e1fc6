import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ask, testServer } from '../../support/http.ts';
import { refusal, repeat, sent } from '../../support/refusals.ts';

describe('depth', () => {
  const deep = (depth: number) =>
    `${'{ party '.repeat(1)}${'{ friend '.repeat(depth - 2)}{ code }${' }'.repeat(depth - 1)}`;
  const hidden = `{ ...Root } fragment Root on Query { party { ...F0 } } ${repeat(98, (i) =>
    i === 97 ? `fragment F${i} on Party { code }` : `fragment F${i} on Party { friend { ...F${i + 1} } }`,
  )}`;

  it.each([
    ['100 levels', deep(100)],
    ['100 levels in fragments', hidden],
    ['one level too many', deep(16)],
  ])('refuses %s', async (_, query) => {
    const reply = await sent(query);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX', limit: 15 });
    expect(reply.calls).toBe(0);
  });

  it('allows a query of the maximum depth', async () => {
    const reply = await sent(deep(15));

    expect(reply.status).toBe(200);
  });
});

describe('introspection', () => {
  it('allows the standard query with every option', async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });

    const reply = await sent(query);

    expect(reply.status).toBe(200);
    expect(reply.body.data.__schema.queryType.name).toBe('Query');
  });

  it.each([2, 3, 5, 20, 60])('refuses fields of fields %i deep', async (depth) => {
    const reply = await sent(
      `{ __schema { types ${'{ fields { type '.repeat(depth)}{ name }${' } }'.repeat(depth)} } }`,
    );

    expect(reply.status).toBe(400);
    expect(reply.body.data).toBeUndefined();
  });

  it('finds fields of fields in fragments', async () => {
    const reply = await sent(
      '{ __type(name: "Query") { ...T } } fragment T on __Type { fields { type { ...U } } } fragment U on __Type { fields { name } }',
    );

    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });
});

describe('cost', () => {
  const expensive =
    '{ ads(first: 100) { nodes { skills(first: 100) { datasets(first: 100) { nodes { title } } } } } }';

  it('refuses 100 × 100 × 100 with the estimate, the limit and the most expensive path', async () => {
    const reply = await sent(expensive);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toEqual({
      code: 'QUERY_TOO_COMPLEX',
      cost: 1 + 100 + 100 * 100 * (1 + 1 + 100),
      limit: 10_000,
      dearestPath: 'ads.nodes.skills.datasets.nodes',
    });
    expect(reply.calls).toBe(0);
  });

  it('reads page sizes from variables, again for each request', async () => {
    const server = testServer();
    const query =
      'query ($n: Int = 5) { ads(first: $n) { nodes { skills(first: $n) { datasets(first: $n) { nodes { title } } } } } }';

    const replies = [
      await ask(server, { query, variables: { n: 100 } }),
      await ask(server, { query, variables: { n: 2 } }),
      await ask(server, { query }),
      await ask(server, { query, variables: { n: 100 } }),
    ];

    expect(replies.map((reply) => reply.status)).toEqual([400, 200, 200, 400]);
  });

  it('finds the same cost through fragments', async () => {
    const reply = await sent(
      '{ ads(first: 100) { ...A } } fragment A on AdConnection { nodes { skills(first: 100) { ...S } } } fragment S on Skill { datasets(first: 100) { nodes { title } } }',
    );

    expect(refusal(reply)).toMatchObject({ cost: 1_020_101, dearestPath: 'ads.nodes.skills.datasets.nodes' });
  });

  it('assumes the default page size where none is given', async () => {
    const reply = await sent(
      '{ ads { nodes { skills { datasets { nodes { title } } } } places: edges { node { skills { datasets { nodes { title } } } } } } }',
    );

    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });

  it('makes a count alone cheap', async () => {
    const reply = await sent('{ ads(first: 100) { totalCount pageInfo { hasNextPage } } }');

    expect(reply.status).toBe(200);
  });

  it('measures fragments that double at every step in linear time', async () => {
    const reply = await sent(
      `{ party { ...F0 } } ${repeat(60, (i) =>
        i === 59
          ? `fragment F${i} on Party { code }`
          : `fragment F${i} on Party { a: allies { ...F${i + 1} } b: allies { ...F${i + 1} } }`,
      )}`,
    );

    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });
});
