import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes, seconds } from '../../src/upstream/time.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { fakeUpstream, type Route } from '../support/fake-upstream.ts';
import { aCall, testUpstream, thing } from '../support/upstream.ts';

/** A source, asked through a clock that the test sets. */
async function aSource(route: Route) {
  const clock = new FakeClock();
  const server = await fakeUpstream({ '*': route });
  const upstream = testUpstream({ baseUrl: server.url }, { clock });
  const ask = () => upstream.get(thing, aCall({ deadline: clock.now() + seconds(10) }));
  return { clock, server, ask };
}

describe('when the machine’s clock is set back a day', () => {
  it('an answer from before is not CACHED until tomorrow: the source is asked', async () => {
    const { clock, server, ask } = await aSource({ json: { name: 'a' } });
    await ask();
    clock.setWall(-days(1));

    const { provenance } = await ask();

    expect(server.asked).toHaveLength(2);
    expect(provenance.state).toBe('LIVE');
    expect(provenance.retrievedAt?.getTime()).toBeLessThanOrEqual(clock.wall());
  });

  it('an answer from before still stands in for a source that fails, and is not from the future', async () => {
    const { clock, ask } = await aSource((_, count) =>
      count === 1 ? { json: { name: 'a' } } : { status: 500 },
    );
    await ask();
    clock.setWall(-days(1));

    const asked = ask();
    await clock.advance(seconds(1));
    const { provenance } = await asked;

    expect(provenance.state).toBe('STALE');
    expect(provenance.retrievedAt?.getTime()).toBeLessThanOrEqual(clock.wall());
  });

  it('a pause that the source asked for does not become longer', async () => {
    const { clock, ask } = await aSource((_, count) =>
      count === 1 ? { status: 429, headers: { 'retry-after': '60' } } : { json: { name: 'a' } },
    );
    await expect(ask()).rejects.toMatchObject({ retryAfterSeconds: 60 });
    clock.setWall(-days(1));
    await clock.advance(seconds(61));

    await expect(ask()).resolves.toMatchObject({ value: { name: 'a' } });
  });

  it('a budget is counted as before', async () => {
    const clock = new FakeClock();
    const server = await fakeUpstream({ '*': { json: { name: 'a' } } });
    const upstream = testUpstream(
      { baseUrl: server.url, budget: { limit: 1, windowSeconds: 60 }, freshFor: 0, usableFor: 0 },
      { clock },
    );
    const ask = () => upstream.get(thing, aCall({ deadline: clock.now() + seconds(10) }));
    await ask();
    clock.setWall(-days(1));
    await clock.advance(minutes(1) + 1);

    await expect(ask()).resolves.toMatchObject({ value: { name: 'a' } });
  });
});

describe('a wait that a source asks for', () => {
  it.each([['99999999999999'], ['9'.repeat(400)], [new Date(8.64e15).toUTCString()]])(
    'is an hour at most: Retry-After: %s',
    async (retryAfter) => {
      const { clock, ask } = await aSource((_, count) =>
        count === 1 ? { status: 503, headers: { 'retry-after': retryAfter } } : { json: { name: 'a' } },
      );

      await expect(ask()).rejects.toMatchObject({ retryAfterSeconds: 3600 });
      await clock.advance(hours(1) + 1);

      await expect(ask()).resolves.toMatchObject({ value: { name: 'a' } });
    },
  );

  it('is counted by the source’s own clock where it gives an instant', async () => {
    const date = (at: string) => new Date(at).toUTCString();
    const headers = {
      // A year before ours.
      date: date('2025-01-15T12:00:00Z'),
      'retry-after': date('2025-01-15T12:00:30Z'),
    };
    const { ask } = await aSource({ status: 503, headers });

    await expect(ask()).rejects.toMatchObject({ retryAfterSeconds: 30 });
  });

  it('is bounded too where it comes as a quota', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999999999999' };
    const { clock, ask } = await aSource({ json: { name: 'a' }, headers });
    await ask();
    await clock.advance(hours(1) + 1);

    await expect(ask()).resolves.toMatchObject({ value: { name: 'a' } });
  });
});

/** Where the machine's clock is read: for instants that are shown, stored or compared with such. */
const READ_THE_WALL_CLOCK = [
  'database/data-directory.ts',
  'http/routes/feeds.ts',
  'http/saved-queries/variables.ts',
  'loaders/indicators.ts',
  'loaders/match-ads.ts',
  'resolvers/job-ad.ts',
  'resolvers/support/job-filter.ts',
  'sources/across/list.ts',
  'sources/across/ranked-list.ts',
  'sources/cube/frozen.ts',
  'sources/historical/index.ts',
  'sources/jobtech/sample.ts',
  'sources/kinds/job-stream.ts',
  'sources/riksdagen/index.ts',
  'upstream/stores/valkey.ts',
  'upstream/time.ts',
];

it('only code that needs an instant reads the machine’s clock', () => {
  const src = join(import.meta.dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const readers = files.filter((name) => /Date\.now\(\)/.test(readFileSync(join(src, name), 'utf8')));

  expect(readers.sort()).toEqual(READ_THE_WALL_CLOCK);
});
