import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Ledger } from '../../src/upstream/ledger.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { aCall, testUpstream, thing } from '../support/upstream.ts';

const minute = 60_000;

/** A source whose answers are fresh for a minute and usable for ten, on a clock of its own. */
async function aSource(reply: Reply, services: Parameters<typeof testUpstream>[1] = {}) {
  const clock = new FakeClock();
  const server = await fakeUpstream({ '*': reply });
  const upstream = testUpstream({ baseUrl: server.url }, { clock, ...services });
  const call = () => aCall({ deadline: clock.now() + 10_000 });
  return { clock, server, upstream, call, ask: () => upstream.get(thing, call()) };
}

describe('an answer', () => {
  it('is LIVE first and CACHED while it is fresh', async () => {
    const { ask, server, clock } = await aSource({ json: { name: 'a' } });

    const first = await ask();
    await clock.advance(minute - 1);
    const second = await ask();

    expect([first, second].map(({ provenance }) => provenance.state)).toEqual(['LIVE', 'CACHED']);
    expect(second.provenance.retrievedAt).toEqual(first.provenance.retrievedAt);
    expect(server.asked).toHaveLength(1);
  });

  it('has the same value and the same provenance each time that it comes from memory', async () => {
    const { ask, clock } = await aSource({ json: { name: 'a' } });
    await ask();

    const [one, other] = [await ask(), await ask()];
    await clock.advance(minute);
    const later = await ask();

    expect(other.value).toBe(one.value);
    expect(other.provenance).toBe(one.provenance);
    expect(later.provenance).not.toBe(one.provenance);
  });

  it('is fetched again when it is no longer fresh', async () => {
    const { ask, server, clock } = await aSource({ json: { name: 'a' } });
    await ask();
    server.answerAll({ json: { name: 'b' } });

    await clock.advance(minute);
    const { value, provenance } = await ask();

    expect(value).toEqual({ name: 'b' });
    expect(provenance.state).toBe('LIVE');
  });

  it('carries its provenance and licence', async () => {
    const { ask, server, clock } = await aSource({ json: { name: 'a' } });

    const { provenance } = await ask();

    expect(provenance).toMatchObject({
      sourceId: 'test-source',
      url: `${server.url}/thing`,
      retrievedAt: new Date(clock.now()),
      licence: 'CC0-1.0',
      attribution: 'Test',
    });
  });

  it.each<[string, Reply]>([
    ['fails', { status: 500 }],
    ['limits us', { status: 429 }],
    ['changes shape', { json: {} }],
    ['sends a web page', { body: '<h1>Service</h1>', headers: { 'content-type': 'text/html' } }],
  ])('is STALE, with its age, when the source %s', async (_, reply) => {
    const { ask, server, clock } = await aSource({ json: { name: 'a' } });
    const first = await ask();
    server.answerAll(reply);

    await clock.advance(5 * minute);
    const asked = ask();
    await clock.advance(500);
    const { value, provenance } = await asked;

    expect(value).toEqual({ name: 'a' });
    expect(provenance).toMatchObject({ state: 'STALE', retrievedAt: first.provenance.retrievedAt });
  });

  it('is STALE after a second when the source is slow, and the slow answer is stored', async () => {
    const { ask, server, clock } = await aSource({ json: { name: 'a' } });
    await ask();
    await clock.advance(minute);
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.answerAll({ json: { name: 'b' }, after: gate });

    const asked = ask();
    await clock.advance(1000);
    const late = await asked;
    release();
    await expect.poll(async () => (await ask()).value).toEqual({ name: 'b' });

    expect(late).toMatchObject({ value: { name: 'a' }, provenance: { state: 'STALE' } });
    expect(server.asked).toHaveLength(2);
  });

  it('is an error once it is no longer usable', async () => {
    const { ask, server, clock } = await aSource({ json: { name: 'a' } });
    await ask();
    server.answerAll({ status: 400 });

    await clock.advance(10 * minute);

    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  });

  it('that cannot be read is never stored', async () => {
    const { ask, server } = await aSource({ json: {} });
    await ask().catch(() => null);
    server.answerAll({ json: { name: 'a' } });

    const { provenance } = await ask();

    expect(provenance.state).toBe('LIVE');
  });

  it('counts the items that were left out', async () => {
    const { upstream, call } = await aSource({ json: [{ name: 'a' }, { name: 1 }] });
    const { listOf } = await import('../../src/upstream/decode.ts');

    const answer = await upstream.get({ ...thing, decode: listOf(z.object({ name: z.string() })) }, call());

    expect(answer).toMatchObject({ value: [{ name: 'a' }], dropped: 1 });
    expect(upstream.health().health).toBe('DEGRADED');
  });
});

describe("the source's own headers", () => {
  it.each([
    ['max-age', { 'cache-control': 'max-age=120' }, 119, 'CACHED'],
    ['max-age', { 'cache-control': 'max-age=120' }, 121, 'LIVE'],
    ['max-age less Age', { 'cache-control': 'max-age=120', age: '100' }, 21, 'LIVE'],
    ['no-cache', { 'cache-control': 'no-cache' }, 0, 'LIVE'],
    ['no-store', { 'cache-control': 'no-store' }, 0, 'LIVE'],
  ])('%s: after %j and %i s the answer is %s', async (_, headers, seconds, state) => {
    const { ask, clock } = await aSource({ json: { name: 'a' }, headers });
    await ask();

    await clock.advance(seconds * 1000);
    const { provenance } = await ask();

    expect(provenance.state).toBe(state);
  });

  it('no-store: nothing is stored for when the source fails', async () => {
    const { ask, server, clock } = await aSource({
      json: { name: 'a' },
      headers: { 'cache-control': 'no-store' },
    });
    await ask();
    server.answerAll({ status: 400 });

    await clock.advance(1);

    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  });

  it('an ETag is sent back, and “not modified” renews the answer', async () => {
    const { ask, server, clock } = await aSource({ json: { name: 'a' }, headers: { etag: '"1"' } });
    await ask();
    await clock.advance(minute);
    server.answerAll({ status: 304 });

    const renewed = await ask();
    const after = await ask();

    expect(server.headers[1]).toMatchObject({ 'if-none-match': '"1"' });
    expect(renewed).toMatchObject({ value: { name: 'a' }, provenance: { state: 'LIVE' } });
    expect(after.provenance.state).toBe('CACHED');
  });
});

describe('an object that the source does not have', () => {
  it('is null, and not asked for again within a minute', async () => {
    const { upstream, call, server, clock } = await aSource({ status: 404 });

    const first = await upstream.find({ ...thing, echo: null }, call());
    const second = await upstream.find({ ...thing, echo: null }, call());
    await clock.advance(minute);
    await upstream.find({ ...thing, echo: null }, call());

    expect([first, second]).toEqual([null, null]);
    expect(server.asked).toHaveLength(2);
  });
});

describe('last good answers', () => {
  it('are CACHED after a restart while fresh, without a request', async () => {
    const lastGood = new MemoryStore();
    const before = await aSource({ json: { name: 'a' } }, { lastGood });
    await before.ask();
    await before.upstream.close();

    const after = testUpstream({ baseUrl: before.server.url }, { clock: before.clock, lastGood });
    const { value, provenance } = await after.get(thing, before.call());

    expect(value).toEqual({ name: 'a' });
    expect(provenance.state).toBe('CACHED');
    expect(before.server.asked).toHaveLength(1);
  });

  it('are STALE after a restart when the source is down', async () => {
    const lastGood = new MemoryStore();
    const before = await aSource({ json: { name: 'a' } }, { lastGood });
    await before.ask();
    await before.upstream.close();
    before.server.answerAll({ status: 400 });
    await before.clock.advance(minute);

    const after = testUpstream({ baseUrl: before.server.url }, { clock: before.clock, lastGood });
    const { provenance } = await after.get(thing, before.call());

    expect(provenance.state).toBe('STALE');
  });

  it('of an older decoder are not used', async () => {
    const lastGood = new MemoryStore();
    const { ask, upstream, call, server } = await aSource({ json: { name: 'a' } }, { lastGood });
    await ask();

    await upstream.get({ ...thing, version: 2 }, call());

    expect(server.asked).toHaveLength(2);
  });

  it.each([
    ['broken', () => Promise.reject(new Error('database is gone'))],
    ['slow', () => new Promise<never>(() => {})],
  ])('in a %s store delay no request', async (_, get) => {
    const lastGood = Object.assign(new MemoryStore(), { get });
    const { upstream, call, clock } = await aSource({ json: { name: 'a' } }, { lastGood });

    const asked = upstream.get(thing, call());
    await clock.advance(250);

    await expect(asked).resolves.toMatchObject({ value: { name: 'a' } });
  });
});

describe('samples', () => {
  it('replace a source that was never reached, and are not stored', async () => {
    const lastGood = new MemoryStore();
    const { ask, server } = await aSource({ status: 400 }, { mode: 'auto', lastGood });

    const sample = await ask();
    server.answerAll({ json: { name: 'a' } });
    const real = await ask();

    expect(sample).toMatchObject({
      value: { name: 'Exempel' },
      provenance: { state: 'SAMPLE', retrievedAt: null },
    });
    expect(real.provenance.state).toBe('LIVE');
    expect(JSON.stringify([...lastGood.answers.values()])).not.toContain('Exempel');
  });

  it('end once the source has answered, also before a restart', async () => {
    const lastGood = new MemoryStore();
    const before = await aSource({ json: { name: 'a' } }, { mode: 'auto', lastGood });
    await before.ask();
    await before.upstream.close();
    before.server.answerAll({ status: 400 });

    const after = testUpstream(
      { baseUrl: before.server.url },
      { mode: 'auto', clock: before.clock, lastGood },
    );

    await expect(after.get({ ...thing, path: 'another' }, before.call())).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
    });
  });

  it('are never used under SOURCES=live', async () => {
    const { ask } = await aSource({ status: 400 }, { mode: 'live' });

    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  });

  it('are the only answers under SOURCES=sample: nothing is sent', async () => {
    const { ask, server } = await aSource({ json: { name: 'a' } }, { mode: 'sample' });

    const { provenance } = await ask();

    expect(provenance.state).toBe('SAMPLE');
    expect(server.asked).toEqual([]);
  });
});

it('records in the ledger what a request has requested from sources', async () => {
  const { upstream, clock } = await aSource({ json: { name: 'a' } });
  const ledger = new Ledger();
  const call = aCall({ ledger, deadline: clock.now() + 10_000 });

  await upstream.get(thing, call);
  await upstream.get(thing, call);

  expect(ledger.report()).toEqual([
    {
      source: 'test-source',
      state: 'CACHED',
      requests: 1,
      cacheHits: 1,
      error: null,
      milliseconds: 0,
      retrievedAt: new Date(clock.now()),
      licence: 'CC0-1.0',
    },
  ]);
});

it('cancels the request of a client that disconnects', async () => {
  const { upstream, server, clock } = await aSource({ fault: 'hang' });
  const gone = new AbortController();
  const asked = upstream.get(thing, aCall({ signal: gone.signal, deadline: clock.now() + 10_000 }));
  const outcome = asked.catch((error: unknown) => error);
  await expect.poll(() => server.asked).toHaveLength(1);

  gone.abort();

  expect(await outcome).toMatchObject({ code: 'SOURCE_TIMEOUT' });
  await expect.poll(() => server.abandoned).toHaveLength(1);
  expect(upstream.health()).toMatchObject({ health: 'UNKNOWN', lastError: null });
});

it('sends a POST with its body, and stores the answers of different bodies separately', async () => {
  const { upstream, call, server } = await aSource({ json: { name: 'a' } });

  await upstream.post({ ...thing, body: { query: 1 } }, call());
  await upstream.post({ ...thing, body: { query: 2 } }, call());
  const { provenance } = await upstream.post({ ...thing, body: { query: 1 } }, call());

  expect(server.asked).toEqual(['POST /thing', 'POST /thing']);
  expect(provenance.state).toBe('CACHED');
});

describe('health', () => {
  it('follows real traffic', async () => {
    const { upstream, call, server } = await aSource({ json: { name: 'a' } });
    const at = (path: string) => upstream.get({ ...thing, path }, call()).catch(() => null);
    const before = upstream.health().health;

    await at('1');
    const up = upstream.health();
    server.answerAll({ status: 501, body: 'secret' });
    await at('2');
    const degraded = upstream.health().health;
    for (const path of ['3', '4', '5', '6', '7', '8', '9']) await at(path);
    const down = upstream.health();
    await at('10');

    expect([before, up.health, degraded, down.health]).toEqual(['UNKNOWN', 'UP', 'DEGRADED', 'DOWN']);
    expect(up).toMatchObject({ latency: { samples: 1 }, requestBudget: { limit: 1000, remaining: 999 } });
    expect(down).toMatchObject({
      lastError: 'test-source answered with status 501',
      lastSuccessAt: up.lastSuccessAt,
    });
    // The breaker is open: the tenth never left.
    expect(server.asked).toHaveLength(9);
  });
});
