import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { mean, ndcgAt10 } from '../support/ranking.ts';

/** Queries and what they should find, written by someone who had not seen the rules of search. */
interface JudgedQuery {
  id: string;
  /** The rules may be tuned on one half; the other half is held out. */
  set: 'tuning' | 'held';
  query: string;
  relevant: { id: string; grade: number }[];
}
const { queries }: { queries: JudgedQuery[] } = JSON.parse(
  readFileSync(new URL('judged-queries.json', import.meta.url), 'utf8'),
);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

/** The first ten hits of a query, as the list of queries names them. */
async function found(query: string): Promise<string[]> {
  const { data, errors } = await gateway.ask(
    'query ($query: String!) { search(query: $query, first: 10) { ... on Node { id } } }',
    { query },
  );
  expect(errors).toBeUndefined();
  return data.search.map(({ id }: { id: string }) => judgedId(Buffer.from(id, 'base64url').toString()));
}

const judgedId = (id: string) => id.replace('LegalAct:sfs:', 'LegalAct:');
/** The list names types and keys as an editor reads them in the content pack. */
const foundId = (id: string) =>
  id
    .replace(/^(?:Obstacle|Measure):/, 'Concept:')
    .replace(/^(Position:.*)\/[A-Z]{2}\//, '$1/')
    .replace(/^(Commentary:[^/]+)\//, '$1/commentary/');

describe.each(['tuning', 'held'] as const)('search on the %s half of the judged queries', (set) => {
  it('puts the relevant hits first', { timeout: 60_000 }, async () => {
    const scores: number[] = [];
    const without: string[] = [];
    for (const { query, relevant } of queries.filter((one) => one.set === set)) {
      const hits = await found(query);
      const score = ndcgAt10(hits, new Map(relevant.map(({ id, grade }) => [foundId(id), grade])));
      scores.push(score);
      if (hits.length === 0) without.push(query);
    }

    expect(mean(scores)).toBeGreaterThanOrEqual(0.85);
    expect(without.length / scores.length).toBeLessThanOrEqual(0.03);
  });
});
