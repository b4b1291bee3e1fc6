import { expect, it, onTestFinished } from 'vitest';
import { keepTableLists } from '../../../src/sources/cube/table-lists.ts';
import { openSources } from '../../../src/sources/open-sources.ts';
import { registry } from '../../../src/sources/registry.ts';
import { hours } from '../../../src/upstream/time.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture } from '../../support/fixture.ts';
import { aCall } from '../../support/upstream.ts';

it('asks for a list of tables before a client does, and goes on where another agency fails', async () => {
  const failing = await fakeUpstream({ '*': { status: 400 } });
  const scb = await fakeUpstream({ '/tables': fixture('scb', 'tables.json') });
  const sources = openSources({
    mode: 'live',
    declarations: registry.filter(({ id }) => id === 'kolada' || id === 'scb'),
    baseUrls: { kolada: failing.url, scb: scb.url },
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent: 'test of table lists',
  });
  onTestFinished(() => sources.close());
  const clock = new FakeClock();
  const ending = new AbortController();
  const ended = keepTableLists(sources, { signal: ending.signal, clock, callOf: () => aCall() });

  await clock.advance(hours(1) - 1);
  expect(scb.asked).toEqual([]);
  await clock.advance(1);
  await expect.poll(() => clock.asleep).toBe(1);

  expect(failing.asked.length).toBeGreaterThan(0);
  expect(scb.asked).toHaveLength(1);
  await sources.member('STATISTICS', 'scb')?.operations.tables('arbete', aCall());
  expect(scb.asked).toHaveLength(1);
  ending.abort();
  await ended;
});
