import { expect, it } from 'vitest';
import { z } from 'zod';
import { listOf } from '../../../src/upstream/decode.ts';
import { silentLogger } from '../../../src/upstream/logger.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const minute = 60_000;
const things = {
  operation: 'things',
  path: 'things',
  decode: z.object({ things: listOf(z.object({ name: z.string() })) }),
};
const whole = { json: { things: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } };
const mostlyLost = { json: { things: [{ name: 'd' }, { title: 'b' }, { title: 'c' }] } };
const partlyLost = { json: { things: [{ name: 'd' }, { name: 'e' }, { title: 'c' }] } };

/** A source that has answered well once. */
async function aSource() {
  const clock = new FakeClock();
  const server = await fakeUpstream({ '*': whole });
  const logged: string[] = [];
  const logger = { ...silentLogger, error: (_: object, message: string) => logged.push(message) };
  const upstream = testUpstream(
    { baseUrl: server.url, freshFor: minute, usableFor: 1000 * minute },
    { clock, logger },
  );
  const ask = async (path = 'things') => {
    const asked = upstream.get({ ...things, path }, aCall({ deadline: clock.now() + 10_000 }));
    const { value, provenance, dropped } = await asked;
    return { names: value.things.map(({ name }) => name).join(''), state: provenance.state, dropped };
  };
  const later = async (path?: string) => {
    await clock.advance(2 * minute);
    return ask(path);
  };
  await ask();
  return { server, upstream, ask, later, logged, clock };
}

it('uses the items that can be read while few are dropped', async () => {
  const { server, later, upstream, logged } = await aSource();
  server.answerAll(partlyLost);

  for (let time = 0; time < 10; time++) await later();

  expect(await later()).toMatchObject({ names: 'de', state: 'LIVE', dropped: 1 });
  expect(upstream.health()).toMatchObject({ health: 'DEGRADED', quarantined: [] });
  expect(logged).toEqual([]);
});

it('quarantines an operation that drops most of its items, logs an error and serves the older answer', async () => {
  const { server, later, ask, upstream, logged } = await aSource();
  await ask('older');
  server.answerAll(mostlyLost);
  await later();
  await later();

  // The third is refused, so the older answer of another address stands in.
  const third = await later('older');

  expect(third).toMatchObject({ names: 'abc', state: 'STALE' });
  expect(logged).toHaveLength(1);
  expect(upstream.health()).toMatchObject({
    health: 'DEGRADED',
    quarantined: ['things'],
  });
});

it('asks once a minute in quarantine, which ends when an answer can be read whole', async () => {
  const { server, later, ask, upstream, clock } = await aSource();
  server.answerAll({ json: { things: 'none' } });
  for (let time = 0; time < 3; time++) await later();
  await expect.poll(() => upstream.health().quarantined).toEqual(['things']);
  const before = server.asked.length;

  await clock.advance(2000);
  await ask().catch(() => null);
  const during = server.asked.length - before;
  server.answerAll(whole);
  await later();

  expect(during).toBe(0);
  await expect.poll(() => upstream.health().quarantined).toEqual([]);
  expect(await ask()).toMatchObject({ names: 'abc', state: 'CACHED' });
});

it('reports the changed shape when there is no older answer', async () => {
  const { server, later, upstream } = await aSource();
  server.answerAll(mostlyLost);
  for (let time = 0; time < 3; time++) await later();

  const error = await later('other').catch((caught: unknown) => caught);

  expect(error).toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  expect(String(error)).toContain('has changed the shape of its answers to things');
  expect(upstream.health().health).toBe('DEGRADED');
});
