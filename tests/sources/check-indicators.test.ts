import { expect, it, onTestFinished } from 'vitest';
import { checkIndicators } from '../../src/sources/check-indicators.ts';
import { allIndicators } from '../../src/sources/cube/indicator-file.ts';
import { noteVerified, verifiedIndicators } from '../../src/sources/cube/verified-indicators.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { registry } from '../../src/sources/registry.ts';
import { temporaryFolder } from '../support/database.ts';
import { fakeUpstream, type Route } from '../support/fake-upstream.ts';

const side = (codes: readonly string[]) => ({
  category: { index: Object.fromEntries(codes.map((code, at) => [code, at])) },
});

/** Stands in for Statistics Norway: it has one of the two tables, in which a code is missing or not. */
async function checked(metrics: readonly string[]) {
  const table: Route = {
    json: {
      class: 'dataset',
      role: { time: ['Tid'], metric: ['ContentsCode'] },
      id: ['Kjonn', 'Alder', 'Justering', 'ContentsCode', 'Tid'],
      size: [1, 1, 1, metrics.length, 1],
      dimension: {
        Kjonn: side(['0']),
        Alder: side(['15-74']),
        Justering: side(['S']),
        ContentsCode: side(metrics),
        Tid: side(['2026M09']),
      },
      value: [],
    },
  };
  const { url } = await fakeUpstream({
    '/tables/13760/metadata': table,
    '/tables/05810/metadata': { status: 404 },
  });
  const declarations = registry.filter(({ id }) => id === 'ssb');
  const sources = openSources({
    mode: 'live',
    baseUrls: { ssb: url },
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent: 'test',
    declarations,
  });
  onTestFinished(() => sources.close());
  const found = new Map<string, string | null>();
  for await (const { slug, problem } of checkIndicators(sources, 'ssb')) found.set(slug, problem);
  return found;
}

it('finds the indicators whose table and codes the agency has, and says what it lacks', async () => {
  const good = await checked(['ArbledProsArbstyrk']);
  const bad = await checked(['Another']);

  expect(good.get('norway-unemployment-rate')).toBeNull();
  expect(good.get('norway-population')).toMatch(/knows no table 05810/);
  expect(bad.get('norway-unemployment-rate')).toMatch(/no code "ArbledProsArbstyrk" in ContentsCode/);
});

it('finds the table, the dimensions and the codes of every indicator at what stands in for its agency', async () => {
  const declarations = registry.filter(({ kind }) => kind === 'STATISTICS');
  const sources = openSources({
    mode: 'sample',
    baseUrls: {},
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent: 'test',
    declarations,
  });
  onTestFinished(() => sources.close());

  const found: { slug: string; problem: string | null }[] = [];
  for (const { id } of declarations) {
    for await (const checkedOne of checkIndicators(sources, id)) found.push(checkedOne);
  }

  expect(found.map(({ slug }) => slug).sort()).toEqual(
    allIndicators()
      .map(({ slug }) => slug)
      .sort(),
  );
  expect(found.filter(({ problem }) => problem !== null)).toEqual([]);
});

it('notes what was found, and takes out what is found no more', async () => {
  const folder = temporaryFolder();

  expect(await verifiedIndicators(folder)).toEqual(new Set());
  await noteVerified(folder, [
    { slug: 'a', problem: null },
    { slug: 'b', problem: null },
  ]);
  await noteVerified(folder, [
    { slug: 'b', problem: 'gone' },
    { slug: 'c', problem: null },
  ]);

  expect(await verifiedIndicators(folder)).toEqual(new Set(['a', 'c']));
});
