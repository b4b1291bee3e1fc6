import { expect, it } from 'vitest';
import { Language } from '../../../src/entities/language.ts';
import { resolveSelection } from '../../../src/sources/cube/selection.ts';
import { scb } from '../../../src/sources/scb/index.ts';
import { ssb } from '../../../src/sources/ssb/index.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture } from '../../support/fixture.ts';
import { pxwebData } from '../../support/pxweb.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const routes = {
  '/tables/09001/metadata?lang=no': fixture('ssb', 'metadata.json'),
  '/config': fixture('ssb', 'config.json'),
  '/tables/09001/data?lang=no&outputFormat=json-stat2': (_request: unknown, _count: number, body: string) =>
    pxwebData(body),
};
async function agency(now?: string) {
  const { url } = await fakeUpstream(routes);
  const clock = now === undefined ? undefined : new FakeClock(Date.parse(now));
  const upstream = testUpstream({ ...ssb, baseUrl: url }, clock ? { clock } : {});
  const operations = ssb.open(upstream, null);
  const table = await operations.table(
    '09001',
    Language.NO,
    aCall(clock ? { deadline: clock.now() + 10_000 } : {}),
  );
  if (!table) throw new TypeError('a table');
  return { upstream, operations, table, clock };
}

it('orders categories by their index, unlike the keys, and keeps leading zeros in ids', async () => {
  const { table } = await agency();

  expect(table.tableId).toBe('09001');
  expect(table.dimensions[0]?.codes).toEqual(['0', '2', '1']);
});

it('reads the older spelling of codelists, and the role of places that SSB states', async () => {
  const { table } = await agency();

  expect(table.dimensions[0]?.codelists).toEqual([{ id: 'vs_Kjonn', label: 'Kjønn' }]);
  expect(table.dimensions[1]?.role).toBe('GEO');
  expect(table.frequency).toBe('QUARTER');
});

it('keeps our own budget where the configuration says 0, and takes its number of cells, up to our own bound', async () => {
  const { operations, table, upstream } = await agency();

  await operations.cells({ tableId: '09001', dimensions: resolveSelection(table, null).dimensions }, aCall());

  expect(operations.maxCells()).toBe(500_000);
  expect(upstream.health().requestBudget).toMatchObject({ limit: 25, windowSeconds: 60 });
});

it.each([
  // Norway is two hours ahead of UTC in summer.
  ['2026-06-01T04:30:00Z', true],
  ['2026-06-01T06:30:00Z', false],
])('marks what was fetched at %s, while figures are revised: %s', async (now, isMarked) => {
  const { operations, table, clock } = await agency(now);
  const query = { tableId: '09001', dimensions: resolveSelection(table, null).dimensions };

  const { cube } = await operations.cells(query, aCall({ deadline: (clock?.now() ?? 0) + 10_000 }));

  expect(cube.notes.some((note) => note.includes('under revision'))).toBe(isMarked);
});

it.each([
  ['SSB, whose two APIs have the same numbers', ssb, true],
  ['SSB without the address of its first API', ssb, false],
  ['SCB without the address of its first API', scb, false],
])('has no table whose id is a path, and asks nobody: %s', async (_, source, hasSecond) => {
  const fake = await fakeUpstream({});
  const upstream = testUpstream({ ...source, baseUrl: fake.url });
  const operations = source.open(upstream, hasSecond ? upstream : null);

  expect(await operations.table('AM/AM0210/ArbStatusM', Language.SV, aCall())).toBeNull();
  expect(fake.asked).toEqual([]);
});
