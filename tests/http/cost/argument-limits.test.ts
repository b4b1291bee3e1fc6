import { describe, expect, it } from 'vitest';
import { ask, testServer } from '../../support/http.ts';
import { refusal, repeat, sent } from '../../support/refusals.ts';

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

  it('allows first: 0 on a connection, which asks only for counts', async () => {
    const reply = await sent('{ ads(first: 0) { totalCount } }');

    expect(reply.body.data).toEqual({ ads: { totalCount: 0 } });
  });

  it.each([
    ['text', `{ echo(text: "${'x'.repeat(10_001)}") }`, undefined],
    ['text in a variable', 'query ($text: String) { echo(text: $text) }', { text: 'x'.repeat(10_001) }],
    ['list', `{ echo(texts: [${repeat(101, () => '"x"')}]) }`, undefined],
    [
      'an object of many names',
      'query ($t: String) { echo(text: $t) }',
      { t: Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`name${at}`, 1])) },
    ],
    [
      'objects of long texts in a list',
      'query ($t: [String!]) { echo(texts: $t) }',
      { t: [{ a: 'x'.repeat(9_000), b: 'x'.repeat(9_000), c: 'x'.repeat(9_000) }] },
    ],
    [
      'object beside one that a router could ask for',
      'query ($t: [String!]) { echo(texts: $t) }',
      {
        t: [
          { __typename: 'A' },
          Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`name${at}`, 1])),
        ],
      },
    ],
    ['list in a variable', 'query ($t: [String!]) { echo(texts: $t) }', { t: Array(101).fill('x') }],
  ])('refuses a %s that is too long', async (_, query, variables) => {
    const reply = await sent(query, variables);

    expect(reply.status).toBe(400);
    expect(refusal(reply)).toMatchObject({ code: 'BAD_USER_INPUT', maximum: expect.any(Number) });
    expect(reply.calls).toBe(0);
  });

  it('answers an exceeded limit with 400, also to clients that accept application/json', async () => {
    const reply = await ask(
      testServer(),
      { query: '{ ads(first: 101) { totalCount } }' },
      { accept: 'application/json' },
    );

    expect(reply.status).toBe(400);
  });
});
