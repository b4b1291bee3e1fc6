import { expect, it } from 'vitest';
import { nextPublication } from '../../src/upstream/publication.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { aCall, testUpstream, thing } from '../support/upstream.ts';

const eightInStockholm = { hour: 8, timeZone: 'Europe/Stockholm' };

it.each([
  ['in winter, before the hour', '2026-01-15T06:59:59Z', '2026-01-15T07:00:00Z'],
  ['in winter, at the hour', '2026-01-15T07:00:00Z', '2026-01-16T07:00:00Z'],
  ['in summer', '2026-07-15T05:00:00Z', '2026-07-15T06:00:00Z'],
  ['the night summer time begins', '2026-03-28T20:00:00Z', '2026-03-29T06:00:00Z'],
  ['the day before summer time begins', '2026-03-28T06:30:00Z', '2026-03-28T07:00:00Z'],
  ['the night summer time ends', '2026-10-24T20:00:00Z', '2026-10-25T07:00:00Z'],
  ['when the day in the zone is not the day in UTC', '2026-01-15T23:30:00Z', '2026-01-16T07:00:00Z'],
])('gives the next publication %s', (_, now, expected) => {
  expect(new Date(nextPublication(eightInStockholm, Date.parse(now))).toISOString()).toBe(
    new Date(expected).toISOString(),
  );
});

it('gives one for an hour that summer time skips, and for another time zone', () => {
  const skipped = nextPublication(
    { hour: 2, minute: 30, timeZone: 'Europe/Stockholm' },
    Date.parse('2026-03-28T23:00:00Z'),
  );
  const far = nextPublication({ hour: 8, timeZone: 'Pacific/Auckland' }, Date.parse('2026-01-15T12:00:00Z'));

  expect(skipped).toBeGreaterThan(Date.parse('2026-03-28T23:00:00Z'));
  expect(skipped).toBeLessThanOrEqual(Date.parse('2026-03-29T02:00:00Z'));
  expect(new Date(far).toISOString()).toBe('2026-01-15T19:00:00.000Z');
});

it('ends the freshness of an answer, whatever its headers say', async () => {
  const clock = new FakeClock(Date.parse('2026-01-15T06:00:00Z'));
  const server = await fakeUpstream({
    '*': { json: { name: 'a' }, headers: { 'cache-control': 'max-age=86400' } },
  });
  const day = 86_400_000;
  const upstream = testUpstream(
    { baseUrl: server.url, freshFor: day, usableFor: 30 * day, publishesAt: eightInStockholm },
    { clock },
  );
  const ask = async () =>
    (await upstream.get(thing, aCall({ deadline: clock.now() + 10_000 }))).provenance.state;

  const states = [await ask()];
  for (const wait of [3_599_000, 1_000]) {
    await clock.advance(wait);
    states.push(await ask());
  }

  expect(states).toEqual(['LIVE', 'CACHED', 'LIVE']);
});
