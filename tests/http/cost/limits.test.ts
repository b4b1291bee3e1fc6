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
      cost: 1 + 100 + 100 * 100 * (1 + 1 + 110),
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

    expect(refusal(reply)).toMatchObject({ cost: 1_120_101, dearestPath: 'ads.nodes.skills.datasets.nodes' });
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

describe('values and introspection have a cost', () => {
  it('of a tenth of an object', async () => {
    const reply = await sent(
      `{ ads(first: 100) { nodes { ${repeat(100, (i) => `a${i}: headline`)} skills(first: 100) { label } } } }`,
    );

    expect(refusal(reply)).toMatchObject({ cost: 1 + 100 + 100 * 10 + 100 * 100 * 1.1 });
  });

  it('counts aliases in every place where a fragment is spread', async () => {
    const fragments = repeat(
      20,
      (f) => `fragment F${f} on Ad { ${repeat(50, (i) => `f${f}a${i}: headline`)} }`,
    );

    const reply = await sent(
      `{ ads(first: 100) { nodes { ${repeat(20, (f) => `...F${f}`)} } } } ${fragments}`,
    );

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(reply.calls).toBe(0);
  });

  it.each([
    [
      '__schema again and again',
      `{ ${repeat(100, (i) => `a${i}: __schema { types { ...T } }`)} } fragment T on __Type { ${repeat(90, (i) => `b${i}: name`)} }`,
    ],
    [
      'types again and again',
      `{ __schema { ${repeat(100, (i) => `a${i}: types { ...T }`)} } } fragment T on __Type { ${repeat(50, (i) => `b${i}: name`)} }`,
    ],
    [
      '__type of objects in a list',
      `{ ads(first: 100) { nodes { ${repeat(100, (i) => `a${i}: __typename`)} skills(first: 10) { ${repeat(100, (i) => `a${i}: __typename`)} } } } }`,
    ],
  ])('refuses %s', async (_, query) => {
    const reply = await sent(query);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });
});

describe('the length of lists without “first”', () => {
  const query = '{ places { code } }';
  const askWith = async (length: number) => {
    const lengths = { current: () => length };
    const server = testServer({ lengths: () => lengths.current, settings: { maxCost: 100 } });
    return { server, lengths };
  };

  it('is what the content has, also once the content has changed', async () => {
    const { server, lengths } = await askWith(20);

    const before = await ask(server, { query });
    lengths.current = () => 200;
    const after = await ask(server, { query });

    expect(before.status).toBe(200);
    expect(refusal(after)).toMatchObject({ cost: 220, limit: 100, dearestPath: 'places' });
  });
});
