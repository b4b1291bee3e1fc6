import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultAnswerLimits } from '../../../src/http/cost/answer-meter.ts';
import { createSchema } from '../../../src/schema.ts';
import { type Measured, searchForCost } from '../../support/cost-search.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { runs } from '../../support/runs.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await testGateway({ RATE_LIMIT: '100000000' });
});
afterAll(() => gateway.close());

/** Sends a query, and watches the process meanwhile. */
async function measure(query: string): Promise<Measured> {
  let [stall, memory, last] = [0, process.memoryUsage.rss(), process.cpuUsage()];
  const before = memory;
  const look = () => {
    const { user, system } = process.cpuUsage(last);
    stall = Math.max(stall, (user + system) / 1000);
    last = process.cpuUsage();
    memory = Math.max(memory, process.memoryUsage.rss());
  };
  // Not by setImmediate, which would spin, and so count as work of the request.
  const looking = setInterval(look, 2);
  const startedAt = process.cpuUsage();
  const reply = await gateway.server.inject({ method: 'POST', url: '/graphql', payload: { query } });
  const { user, system } = process.cpuUsage(startedAt);
  look();
  clearInterval(looking);
  const code = /"code":"(\w+)"/.exec(reply.body.slice(0, 2_000))?.[1] ?? null;
  return {
    status: reply.statusCode,
    code,
    cpu: (user + system) / 1000,
    stall,
    bytes: reply.body.length,
    memory: memory - before,
  };
}

it('finds no query whose answer is larger than allowed, or that the gateway does not understand', async () => {
  const seed = Number(process.env['COST_SEARCH_SEED'] ?? 1);
  const failures: string[] = [];
  const factor = runs(1);
  const startedAt = performance.now();
  // An hour with the factor of test:long.
  const goOn = (step: number) => (factor === 1 ? step < 60 : performance.now() - startedAt < factor * 36_000);

  const worst = await searchForCost(
    createSchema(),
    async (query) => {
      const measured = await measure(query);
      if (measured.bytes > defaultAnswerLimits.maxBytes || measured.status >= 500) failures.push(query);
      if (measured.code === 'INTERNAL_SERVER_ERROR') failures.push(query);
      return measured;
    },
    { seed, goOn },
  );

  const report = process.env['COST_SEARCH_REPORT'];
  if (report) writeFileSync(report, JSON.stringify(worst, null, 1));
  expect(failures).toEqual([]);
  expect(worst.bytes[0]?.measured.bytes).toBeGreaterThan(0);
});
