import { gzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ask, testSchema, testServer } from '../support/http.ts';

const repeat = (times: number, text: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => text(index)).join(' ');
const refusal = (reply: { body?: { errors?: { extensions: Record<string, unknown> }[] } }) =>
  reply.body?.errors?.[0]?.extensions;

/** Sends a query, and gives the answer and the calls it caused. */
async function sent(query: string, variables?: unknown) {
  const schema = testSchema();
  const reply = await ask(testServer({ schema }), { query, variables });
  return { ...reply, calls: schema.calls() };
}

describe('floods', () => {
  it.each([
    ['101 aliases of one field', `{ ${repeat(101, (i) => `a${i}: hello`)} }`],
    ['1 000 aliases of one field', `{ ${repeat(1000, (i) => `a${i}: hello`)} }`],
    ['aliases hidden in inline fragments', `{ ${repeat(300, (i) => `... { a${i}: hello }`)} }`],
    ['2 000 repeated fields', `{ ${repeat(2000, () => 'hello')} }`],
    ['10 000 named fragments', `{ hello } ${repeat(10_000, (i) => `fragment F${i} on Query { hello }`)}`],
    ['a document of 20 000 tokens', `{ ${repeat(20_000, (i) => `a${i % 90}`)} }`],
    [
      'a circle of 1 000 fragments',
      `{ ...F0 } ${repeat(1000, (i) => `fragment F${i} on Query { ...F${(i + 1) % 1000} }`)}`,
    ],
  ])('refuses %s without a call', async (_, query) => {
    const reply = await sent(query);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(reply.calls).toBe(0);
  });

  it.each([
    ['a fragment that spreads itself', '{ ...A } fragment A on Query { ...A }'],
    ['a circle of two fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    [
      'a circle of 200 fragments',
      `{ ...F0 } ${repeat(200, (i) => `fragment F${i} on Query { ...F${(i + 1) % 200} }`)}`,
    ],
    ['2 000 unknown directives', `{ hello ${repeat(2000, (i) => `@d${i}`)} }`],
    ['90 unknown fields', `{ ${repeat(90, (i) => `u${i}`)} }`],
  ])('refuses %s by validation and lists five errors at most', async (_, query) => {
    const reply = await sent(query);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(reply.body.errors.length).toBeLessThanOrEqual(5);
    expect(reply.calls).toBe(0);
  });

  it.each([
    ['braces', '{ a '.repeat(20_000)],
    ['closed braces', `${'{ a '.repeat(20_000)}${'}'.repeat(20_000)}`],
    ['brackets', `{ echo(texts: ${'['.repeat(20_000)}${']'.repeat(20_000)}) }`],
    ['brackets after an open quote', `{ hello } " \n ${'['.repeat(20_000)}`],
    ['brackets behind a comment', `# "\n ${'['.repeat(20_000)}`],
    ['brackets after a block string', `{ echo(text: """ \\""" " """, texts: ${'['.repeat(20_000)}`],
    ['parentheses', `query ${'('.repeat(20_000)}`],
    ['type brackets', `query ($a: ${'['.repeat(20_000)}Int${']'.repeat(20_000)}) { hello }`],
  ])('answers 20 000 nested %s with a syntax error', async (_, query) => {
    const reply = await sent(query);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  it('does not count brackets inside text', async () => {
    const reply = await sent(`{ echo(text: "${'['.repeat(500)}") }`);

    expect(reply.body.data).toEqual({ echo: '['.repeat(500) });
  });
});

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

  it('answers what is as deep as allowed', async () => {
    const reply = await sent(deep(15));

    expect(reply.status).toBe(200);
  });
});

describe('introspection', () => {
  it('answers the standard query, also with every option', async () => {
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
  const dear =
    '{ ads(first: 100) { nodes { skills(first: 100) { datasets(first: 100) { nodes { title } } } } } }';

  it('refuses 100 × 100 × 100 with the estimate, the limit and the dearest path', async () => {
    const reply = await sent(dear);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toEqual({
      code: 'QUERY_TOO_COMPLEX',
      cost: 1 + 100 + 100 * 100 * (1 + 1 + 100),
      limit: 10_000,
      dearestPath: 'ads.nodes.skills.datasets.nodes',
    });
    expect(reply.calls).toBe(0);
  });

  it('counts pages given by variables, anew for each request', async () => {
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

  it('finds the same cost in fragments', async () => {
    const reply = await sent(
      '{ ads(first: 100) { ...A } } fragment A on AdConnection { nodes { skills(first: 100) { ...S } } } fragment S on Skill { datasets(first: 100) { nodes { title } } }',
    );

    expect(refusal(reply)).toMatchObject({ cost: 1_020_101, dearestPath: 'ads.nodes.skills.datasets.nodes' });
  });

  it('takes the default page where none is given', async () => {
    const reply = await sent(
      '{ ads { nodes { skills { datasets { nodes { title } } } } places: edges { node { skills { datasets { nodes { title } } } } } } }',
    );

    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });

  it('asks little for counts alone', async () => {
    const reply = await sent('{ ads(first: 100) { totalCount pageInfo { hasNextPage } } }');

    expect(reply.status).toBe(200);
  });

  it('bears fragments that double at every step', async () => {
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

describe('arguments', () => {
  it.each([
    ['first: 2147483647', '{ ads(first: 2147483647) { totalCount } }', undefined, '100'],
    ['first: -1', '{ ads(first: -1) { totalCount } }', undefined, '100'],
    ['first: 101 in a variable', 'query ($n: Int) { ads(first: $n) { totalCount } }', { n: 101 }, '100'],
    ['first: 0 on a list', '{ skills(first: 0) { label } }', undefined, '100'],
  ])('refuses %s and names the maximum', async (_, query, variables, maximum) => {
    const reply = await sent(query, variables);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' });
    expect(reply.body.errors[0].message).toContain(maximum);
    expect(reply.calls).toBe(0);
  });

  it('answers first: 0 on a connection, where it means counts only', async () => {
    const reply = await sent('{ ads(first: 0) { totalCount } }');

    expect(reply.body.data).toEqual({ ads: { totalCount: 0 } });
  });

  it.each([
    ['text', `{ echo(text: "${'x'.repeat(10_001)}") }`, undefined],
    ['text in a variable', 'query ($text: String) { echo(text: $text) }', { text: 'x'.repeat(10_001) }],
    ['list', `{ echo(texts: [${repeat(101, () => '"x"')}]) }`, undefined],
    ['list in a variable', 'query ($t: [String!]) { echo(texts: $t) }', { t: Array(101).fill('x') }],
  ])('refuses a %s that is too long', async (_, query, variables) => {
    const reply = await sent(query, variables);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(reply.calls).toBe(0);
  });

  it('stays 400 for a limit passed, also for clients that accept application/json', async () => {
    const reply = await ask(
      testServer(),
      { query: '{ ads(first: 101) { totalCount } }' },
      { accept: 'application/json' },
    );

    expect(reply.status).toBe(400);
  });
});

describe('bodies', () => {
  it.each([
    ['bad JSON', '{"query": '],
    ['null', 'null'],
    ['a number', '42'],
    ['a text', '"{ hello }"'],
    ['nothing', ''],
    ['an empty object', '{}'],
    ['a query that is a number', '{"query": 1}'],
    ['a query that is null', '{"query": null}'],
    ['variables as a list', '{"query": "{ hello }", "variables": []}'],
    ['variables as a text', '{"query": "{ hello }", "variables": "{}"}'],
    ['variables as a number', '{"query": "{ hello }", "variables": 7}'],
    ['extensions as a list', '{"query": "{ hello }", "extensions": []}'],
    ['operationName as a number', '{"query": "{ hello }", "operationName": 1}'],
    ['__proto__ as a key', '{"query": "{ hello }", "__proto__": {"polluted": true}}'],
    ['__proto__ in variables', '{"query": "{ hello }", "variables": {"__proto__": {"polluted": true}}}'],
    [
      'constructor.prototype',
      '{"query": "{ hello }", "variables": {"constructor": {"prototype": {"polluted": true}}}}',
    ],
    ['an array of requests', '[{"query": "{ hello }"}, {"query": "{ hello }"}]'],
    ['an empty array', '[]'],
    ['an unknown operationName', '{"query": "query A { hello }", "operationName": "B"}'],
    ['two anonymous operations', '{"query": "{ hello } { hello }"}'],
    ['an empty document', '{"query": ""}'],
    ['a document of blanks', '{"query": "  "}'],
    ['a document of fragments alone', '{"query": "fragment A on Query { hello }"}'],
    ['a mutation where there is none', '{"query": "mutation { hello }"}'],
  ])('answers %s with 400 in JSON', async (_, body) => {
    const reply = await ask(testServer(), body);

    expect(reply.status).toBe(400);
    expect(reply.headers['content-type']).toMatch(/json/);
    expect(reply.body.errors[0]).toMatchObject({
      message: expect.any(String),
      extensions: { code: expect.any(String) },
    });
    expect(reply.body.errors[0].extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it.each([
    ['application/x-www-form-urlencoded', 'query=%7Bhello%7D'],
    ['text/plain', '{"query":"{ hello }"}'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/graphql', '{ hello }'],
  ])('refuses a POST of %s', async (type, payload) => {
    const reply = await testServer().inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': type },
      payload,
    });

    expect(reply.statusCode).toBe(415);
    expect(reply.json()).toHaveProperty('errors');
  });

  it.each([
    ['a body of 20 MB', `{"query": "{ hello }", "x": "${'x'.repeat(20_000_000)}"}`],
    ['a query of 2 MB', JSON.stringify({ query: `{ hello } # ${'x'.repeat(2_000_000)}` })],
  ])('answers %s with 413', async (_, body) => {
    const reply = await ask(testServer(), body);

    expect(reply.status).toBe(413);
    expect(reply.body).toHaveProperty('errors');
  });

  it('answers a compressed body that unpacks to 20 MB with 413', async () => {
    const bomb = gzipSync(`{"query": "{ hello }", "x": "${' '.repeat(20_000_000)}"}`);

    const reply = await testServer().inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: bomb,
    });

    expect(reply.statusCode).toBe(413);
  });

  it('answers variables nested 50 000 deep without falling over', async () => {
    const body = `{"query": "{ hello }", "variables": {"x": ${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;

    const reply = await ask(testServer(), body);

    expect([200, 400]).toContain(reply.status);
  });
});
