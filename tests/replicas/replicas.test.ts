import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { skipsBalancer, startBalancer } from '../support/balancer.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { freePort } from '../support/free-port.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { dataDirectory, type Program, runProgram } from '../support/program.ts';
import { type RedisServer, skipsRedis, startRedis } from '../support/redis.ts';
import { buildReleased, hasTag } from '../support/released.ts';
import { send, steadyLoad } from '../support/steady-load.ts';

// Each starts several processes.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const release = 'v0.2.0';
const budgetOfJobSearch = 300;
const own = {
  name: 'own content',
  query: '{ questionnaire(slug: "valkompass-2022") { title questions { number positions { stance } } } }',
};
const jobAds = (words: string) =>
  `{ jobAds(filter: { query: "${words}", sources: ["jobsearch"] }, first: 5) { totalCount nodes { headline } } }`;
const cached = { name: 'cached data', query: jobAds('snickare') };
const load = [own, { ...own, name: 'own content by GET', isGet: true }, cached];

interface Slot {
  port: number;
  program: Program;
}

describe.skipIf(!hasPostgres() || skipsRedis || skipsBalancer)('three gateways behind a balancer', () => {
  let postgres: TestServer;

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  /** PostgreSQL, a shared cache, a source and a balancer, all of this machine, and three gateways. */
  async function deployment({ cwd }: { cwd?: string } = {}) {
    const redis: RedisServer = await startRedis();
    onTestFinished(() => redis.stop());
    const source = await fakeUpstream({
      '*': { json: { total: { value: 0 }, hits: [] }, delay: 50 },
    });
    const settings = {
      DATABASE_URL: await postgres.createDatabase(),
      CACHE_URL: redis.url,
      SOURCES: 'live',
      SOURCE_JOBSEARCH_URL: source.url,
      SOURCE_TAXONOMY_ENABLED: 'false',
      TRUST_PROXY: '1',
      RATE_LIMIT: '1000000',
      LOG_LEVEL: 'info',
      REQUEST_TIMEOUT_MS: '8000',
      DRAIN_MS: '3000',
    };
    const { DRAIN_MS: _, ...settingsOfRelease } = settings;
    const start = (port: number, folder?: string): Slot => ({
      port,
      program: runProgram(
        ['serve'],
        { ...(folder ? settingsOfRelease : settings), PORT: String(port), DATA_DIR: dataDirectory() },
        folder,
      ),
    });
    const ready = async ({ port, program }: Slot) => {
      await program.url;
      await expect
        .poll(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.status, {
          timeout: 60_000,
        })
        .toBe(200);
    };
    const ports = [await freePort(), await freePort(), await freePort()];
    // Together, on an empty database: one of them makes the tables, and the others wait for it.
    const slots = ports.map((port) => start(port, cwd));
    await Promise.all(slots.map(ready));
    const address = await startBalancer(ports);
    await expect.poll(() => send(address, own.query), { timeout: 20_000 }).toBe('ok');
    return {
      ...{ address, redis, source, slots },
      /** Starts this version in the place of another gateway, which has ended. */
      async replace(at: number) {
        const slot = start(slots[at]?.port ?? 0);
        slots[at] = slot;
        await ready(slot);
      },
      end: async (at: number, signal: 'SIGKILL' | 'SIGTERM') => {
        slots[at]?.program.process.kill(signal);
        return slots[at]?.program.ended;
      },
    };
  }

  it('answer all clients while one is killed, one is replaced, and the cache and the database restart', async () => {
    const { address, redis, slots, end, replace } = await deployment();
    expect(await send(address, cached.query)).toBe('ok');
    const clients = steadyLoad(address, load);
    await clients.answers(60);

    await end(0, 'SIGKILL');
    await clients.answers(100);
    await replace(0);
    await clients.answers(100);

    const { code } = (await end(1, 'SIGTERM')) ?? {};
    expect(code).toBe(0);
    await clients.answers(100);
    await replace(1);

    await redis.stop();
    await clients.answers(100);
    await redis.start();
    await clients.answers(100);

    await postgres.restart();
    await clients.answers(100);

    const { counts, failures } = await clients.stop();
    expect(failures).toEqual([]);
    for (const { name } of load) expect(counts[name]).toBeGreaterThan(50);
    for (const { program } of slots) expect(program.process.exitCode).toBeNull();
  });

  it('ask a source once for what many ask at the same time, and keep its limit together', async () => {
    const { address, source } = await deployment();
    const askedFor = (words: string) => source.asked.filter((request) => request.includes(words)).length;

    const same = await Promise.all(Array.from({ length: 60 }, () => send(address, jobAds('svetsare'))));
    expect(new Set(same)).toEqual(new Set(['ok']));
    expect(askedFor('svetsare')).toBe(1);

    const startedAt = Date.now();
    const words = Array.from({ length: 1.5 * budgetOfJobSearch }, (_, at) => `olika${at}`);
    const outcomes = await Promise.all(words.map((word) => send(address, jobAds(word))));
    // All of them lie within one window of the budget.
    expect(Date.now() - startedAt).toBeLessThan(60_000);
    const sent = source.asked.length;
    expect(sent).toBeLessThanOrEqual(budgetOfJobSearch);
    expect(sent).toBeGreaterThan(0.9 * budgetOfJobSearch);
    expect(new Set(outcomes.filter((outcome) => outcome !== 'ok'))).toEqual(new Set(['SOURCE_RATE_LIMITED']));
  });

  it.skipIf(!hasTag(release))(`roll from ${release} to this version without an error`, async () => {
    const { address, end, replace } = await deployment({ cwd: buildReleased(release) });
    expect(await send(address, cached.query)).toBe('ok');
    const clients = steadyLoad(address, load);
    await clients.answers(100);

    for (const at of [0, 1, 2]) {
      await end(at, 'SIGTERM');
      await replace(at);
      await clients.answers(100);
    }

    const { counts, failures } = await clients.stop();
    expect(failures).toEqual([]);
    for (const { name } of load) expect(counts[name]).toBeGreaterThan(50);
  });
});
