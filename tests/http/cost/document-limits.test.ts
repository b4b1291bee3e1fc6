import { describe, expect, it } from 'vitest';
import { refusal, repeat, sent } from '../../support/refusals.ts';

/** Fragments that spread the next one twice, the last with the field. */
const doubling = (field: string, count: number) =>
  `{ ...F0 } ${repeat(
    count,
    (i) => `fragment F${i} on Query { ${i < count - 1 ? `...F${i + 1} ... { ...F${i + 1} }` : field} }`,
  )}`;

describe('a large document', () => {
  it.each([
    ['101 aliases of one field', `{ ${repeat(101, (i) => `a${i}: hello`)} }`],
    ['1 000 aliases of one field', `{ ${repeat(1000, (i) => `a${i}: hello`)} }`],
    ['aliases hidden in inline fragments', `{ ${repeat(300, (i) => `... { a${i}: hello }`)} }`],
    ['2 000 repeated fields', `{ ${repeat(2000, () => 'hello')} }`],
    ['10 000 named fragments', `{ hello } ${repeat(10_000, (i) => `fragment F${i} on Query { hello }`)}`],
    ['a document of 20 000 tokens', `{ ${repeat(20_000, (i) => `a${i % 90}`)} }`],
    [
      '190 fragments, each nested in the one before',
      `{ ...F0 } ${repeat(190, (i) => `fragment F${i} on Query { ${'... { '.repeat(6)}${i < 189 ? `...F${i + 1}` : 'hello'}${' }'.repeat(6)} }`)}`,
    ],
    ['an alias of 101 letters', `{ party { ${'a'.repeat(101)}: code } }`],
    ['60 fragments that double', doubling('hello', 60)],
    [
      'aliases hidden in named fragments',
      `{ ...A ...B } fragment A on Query { ${repeat(60, (i) => `a${i}: hello`)} } fragment B on Query { ${repeat(60, (i) => `b${i}: hello`)} }`,
    ],
    [
      'aliases hidden in fragments of fragments',
      `{ party { ...A } } fragment A on Party { ...B } fragment B on Party { ${repeat(60, (i) => `a${i}: code`)} ... { ...C } } fragment C on Party { ${repeat(60, (i) => `b${i}: code`)} }`,
    ],
    [
      'a cycle of 1 000 fragments',
      `{ ...F0 } ${repeat(1000, (i) => `fragment F${i} on Query { ...F${(i + 1) % 1000} }`)}`,
    ],
  ])('refuses %s and resolves nothing', async (_, query) => {
    const reply = await sent(query);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(reply.calls).toBe(0);
  });

  it.each([
    ['a fragment that spreads itself', '{ ...A } fragment A on Query { ...A }'],
    ['a cycle of two fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    [
      'a cycle of 200 fragments',
      `{ ...F0 } ${repeat(200, (i) => `fragment F${i} on Query { ...F${(i + 1) % 200} }`)}`,
    ],
    ['2 000 unknown directives', `{ hello ${repeat(2000, (i) => `@d${i}`)} }`],
    ['90 unknown fields', `{ ${repeat(90, (i) => `u${i}`)} }`],
  ])('refuses %s by validation, with at most five errors', async (_, query) => {
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
    ['brackets after a comment', `# "\n ${'['.repeat(20_000)}`],
    ['brackets after a block string', `{ echo(text: """ \\""" " """, texts: ${'['.repeat(20_000)}`],
    ['parentheses', `query ${'('.repeat(20_000)}`],
    ['type brackets', `query ($a: ${'['.repeat(20_000)}Int${']'.repeat(20_000)}) { hello }`],
  ])('answers 20 000 nested %s with a syntax error', async (_, query) => {
    const reply = await sent(query);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  it('does not count brackets inside strings', async () => {
    const reply = await sent(`{ echo(text: "${'['.repeat(500)}") }`);

    expect(reply.body.data).toEqual({ echo: '['.repeat(500) });
  });
});
