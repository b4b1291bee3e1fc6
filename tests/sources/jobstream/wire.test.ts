import { expect, it } from 'vitest';
import { jobstream } from '../../../src/sources/jobstream/index.ts';
import type { AdChange } from '../../../src/sources/kinds/job-stream.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const span = { from: new Date('2026-08-12T06:00:00Z'), to: new Date('2026-08-12T07:30:00Z') };

async function stream() {
  const server = await fakeUpstream({ '*': fixture('jobstream', 'stream.json') });
  return jobstream.open(testUpstream({ ...jobstream, baseUrl: server.url }));
}
const changes = once(async () => (await stream()).changes(span, aCall()));
const removals = async () => (await changes()).changes.flatMap(({ removal }) => removal ?? []);
const adsWith = async (id: string) =>
  (await changes()).changes.flatMap(({ ad }) => (ad?.ad.nativeId === id ? [ad] : []));

it('reads ads and removals of one list in their order, and counts invalid items', async () => {
  const { changes: list, dropped } = await changes();

  expect(list.map(({ ad, removal }) => [ad?.ad.nativeId ?? removal?.id, removal !== null])).toEqual([
    ['90000001', false],
    ['90000002', false],
    ['90000003', true],
    ['90000004', true],
    ['90000005', true],
    ['90000006', false],
    ['90000001', false],
  ]);
  expect(dropped).toBe(3);
});

it('reads an ad in the shape of JobSearch without `relevance`, with its search keys', async () => {
  const [ad] = await adsWith('90000001');

  expect(ad).toMatchObject({
    ad: { headline: 'Exempel: hel annons, ring […]', occupationCode: '9999', removed: false },
    occupations: ['Exem_pel_yrk', 'Exem_pel_grp', '9999', 'Exem_pel_fal'],
    places: ['0099', 'Exem_pel_kom', '99', 'Exem_pel_lan', 'i46j_HmG_v64'],
    skills: ['Exem_pel_sk1'],
  });
});

it('reads `timestamp` as epoch milliseconds, and the other times as Swedish time', async () => {
  const [ad] = await adsWith('90000001');

  expect(ad).toMatchObject({
    changedAt: new Date(1_784_498_483_254),
    lastPublished: new Date('2026-09-06T21:59:59Z'),
    ad: { publishedAt: new Date('2026-07-19T22:01:23Z') },
  });
});

it('reads an ad with null in every nullable field; it has no search keys', async () => {
  expect(await adsWith('90000002')).toMatchObject([
    { occupations: [], places: [], skills: [], lastPublished: null, ad: { employer: null, country: 'SE' } },
  ]);
});

it('has a skill once that is in both `must_have` and `nice_to_have`', async () => {
  expect(await adsWith('90000006')).toMatchObject([
    { skills: ['Exem_pel_sk1', 'Exem_pel_sk2'], changedAt: null },
  ]);
});

it('returns a duplicate ad twice, the newest version last', async () => {
  const list = await adsWith('90000001');

  expect(list.map(({ ad, changedAt }) => [ad.headline, changedAt?.getTime()])).toEqual([
    ['Exempel: hel annons, ring […]', 1_784_498_483_254],
    ['Exempel: samma annons igen, ändrad', 1_784_498_499_999],
  ]);
});

it('reads a removal with concept ids as strings', async () => {
  expect((await removals())[0]).toEqual({
    id: '90000003',
    at: new Date('2026-08-12T07:10:11Z'),
    occupations: ['Exem_pel_yrk', 'Exem_pel_grp', 'Exem_pel_fal'],
    places: ['Exem_pel_kom', 'Exem_pel_lan', 'i46j_HmG_v64'],
  });
});

it('reads a removal with concepts as objects or null, and a numeric id', async () => {
  expect((await removals())[1]).toEqual({
    id: '90000004',
    at: new Date(1_786_518_611_000),
    occupations: ['Exem_pel_yrk', 'Exem_pel_grp', 'Exem_pel_fal'],
    places: ['i46j_HmG_v64'],
  });
});

it('reads a removal with an id and nothing else', async () => {
  expect((await removals())[2]).toEqual({ id: '90000005', at: null, occupations: [], places: [] });
});

it('contains no contacts', async () => {
  // The port in the address of the provenance may hold any digits.
  expect(JSON.stringify((await changes()).changes)).not.toMatch(/070|@|Exempel Exempel/);
});

it('reads the same list as a snapshot, and returns the ids of invalid items', async () => {
  const ids: (string | undefined)[] = [];
  const take = async (batch: AdChange[]) => {
    ids.push(...batch.map(({ ad, removal }) => ad?.ad.nativeId ?? removal?.id));
  };

  const result = await (await stream()).snapshot(take, aCall());

  expect(result).toMatchObject({ items: 7, dropped: 3, unread: ['90000007'] });
  expect(ids).toEqual((await changes()).changes.map(({ ad, removal }) => ad?.ad.nativeId ?? removal?.id));
});
