import { expect, it } from 'vitest';
import { textOf } from '../../../src/entities/job-ad.ts';
import { joblinks } from '../../../src/sources/joblinks/index.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function search(name: string) {
  const server = await fakeUpstream({ '/joblinks': fixture('joblinks', name) });
  const operations = joblinks.open(testUpstream({ ...joblinks, baseUrl: server.url }));
  return operations.searchAds({}, { from: null, limit: 20 }, aCall());
}
const found = once(() => search('joblinks.json'));
async function linkWith(id: string) {
  return (await found()).items.find(({ ad }) => ad.nativeId === id)?.ad;
}

it('drops an ad without a link, without a usable link, or without a headline', async () => {
  const { items, total } = await found();

  expect(items.map(({ ad }) => ad.nativeId)).toEqual([
    'exempel-1',
    'exempel-2',
    'exempel-3',
    'exempel-4',
    '7',
    'exempel/8?å',
    'exempel-1',
  ]);
  expect(total).toBe(42);
});

it('counts dropped ads in the offset after each ad', async () => {
  const { items } = await found();

  expect(items.map(({ next }) => next.split('~')[0])).toEqual(['1', '2', '3', '4', '7', '8', '20']);
});

it('has every link of an ad, the first as `webpageUrl`', async () => {
  expect(await linkWith('exempel-1')).toMatchObject({
    webpageUrl: 'https://example.org/ett',
    links: [
      { site: 'ett.example.org', url: 'https://example.org/ett' },
      { site: 'två.example.org', url: 'https://example.org/tv%C3%A5' },
    ],
  });
});

it('removes contacts from `brief`', async () => {
  expect(textOf((await linkWith('exempel-1'))?.description ?? null)).toBe(
    'Exempel. Ring […] eller skriv till […].',
  );
});

it('reads an ad of id, headline and an unlabelled link, whose host becomes the site', async () => {
  expect(await linkWith('exempel-2')).toMatchObject({
    employer: null,
    description: null,
    publishedAt: null,
    country: 'SE',
    links: [{ site: 'exempel.example.org', url: 'https://exempel.example.org/2' }],
  });
});

it('reads an ad with null in every optional field', async () => {
  expect(await linkWith('exempel-3')).toMatchObject({
    employer: null,
    description: null,
    workplaceLocality: null,
    placeConceptId: null,
    occupationCode: null,
    applicationDeadline: null,
    links: [{ site: 'example.org' }],
  });
});

it('has all valid workplaces, which may have names and no concept ids', async () => {
  const ad = await linkWith('exempel-4');

  expect(ad).toMatchObject({ employer: null, placeConceptId: null, country: 'SE' });
  expect(ad?.workplaces?.[0]).toMatchObject({ municipality: 'Exempelby', county: 'Exempellän' });
  expect(ad?.workplaces?.length).toBeGreaterThan(1);
});

it('reads numeric ids and codes, and a date as midnight in Sweden', async () => {
  expect(await linkWith('7')).toMatchObject({
    occupationCode: '9999',
    employer: null,
    publishedAt: new Date('2026-07-31T22:00:00Z'),
  });
});

it('reads an id with special characters, and has no SSYK code where the group has none', async () => {
  expect(await linkWith('exempel/8?å')).toMatchObject({
    occupationCode: null,
    occupationGroupConcept: { conceptId: 'Exem_pel_grp' },
    country: 'NO',
    workplaceLocality: null,
  });
});

it('is the last page where it is empty', async () => {
  expect(await search('joblinks-empty.json')).toMatchObject({ items: [], total: 0, isLast: true });
});
