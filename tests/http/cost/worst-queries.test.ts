import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { worstQueries } from './worst-queries.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

/** Fields and items of lists in an answer. */
function fieldsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
  return parts.reduce<number>((sum, part) => sum + 1 + fieldsIn(part), 0);
}

it.each(Object.entries(worstQueries))('%s', async (_, { query, variables, outcome }) => {
  const reply = await gateway.server.inject({
    method: 'POST',
    url: '/graphql',
    payload: { query, variables },
  });
  const { data, errors, extensions } = reply.json();

  if ('refused' in outcome) {
    expect(reply.statusCode).toBe(400);
    expect(errors[0].extensions.code).toBe(outcome.refused);
    expect(data).toBeUndefined();
    return;
  }
  const calls = extensions.sources.reduce(
    (sum: number, { requests }: { requests: number }) => sum + requests,
    0,
  );
  expect(data).toBeDefined();
  expect(fieldsIn(data)).toBeLessThanOrEqual(outcome.fields);
  expect(fieldsIn(data)).toBeGreaterThan(outcome.fields / 100);
  expect(reply.body.length).toBeLessThanOrEqual(outcome.bytes);
  expect(calls).toBe(outcome.calls);
});
