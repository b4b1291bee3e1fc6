import { expect, it } from 'vitest';
import { historical } from '../../../src/sources/historical/index.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { served } from '../../support/served.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function archive(route: Route) {
  const server = await fakeUpstream({ '*': route });
  return historical.open(testUpstream({ ...historical, baseUrl: server.url }));
}
const id = (number: number) => String(number).padStart(40, '0');

const found = once(async () => {
  const operations = await archive(fixture('historical', 'search.json'));
  return operations.searchAds({}, { from: null, limit: 20 }, aCall());
});
/** The ad of the page that has this id; the first where two have. */
async function adOfPage(number: number) {
  return (await found()).items.find(({ ad }) => ad.nativeId === id(number))?.ad;
}

it('reads a page whose `label` is the text "[]" and whose `freetext_concepts` have no traits', async () => {
  const { items, total } = await found();

  expect(total).toBe(161);
  expect(items[0]?.ad.headline).toBe(`Exempel ${id(1)}`);
});

it('drops an ad without a headline, and keeps duplicates', async () => {
  const { items } = await found();

  expect(items.map(({ ad }) => Number(ad.nativeId))).toEqual([1, 2, 3, 4, 5, 6, 1]);
});

it('builds the link of an ad from `original_id`, since `webpage_url` is dead', async () => {
  expect(await adOfPage(1)).toMatchObject({
    originalId: '80000001',
    webpageUrl: 'https://arbetsformedlingen.se/platsbanken/annonser/80000001',
    links: [{ site: 'platsbanken' }],
  });
});

it('has no link where `original_id` is null or no number', async () => {
  const [none, other] = await Promise.all([adOfPage(2), adOfPage(3)]);

  expect([none?.originalId, none?.webpageUrl, none?.links]).toEqual([null, null, []]);
  expect([other?.originalId, other?.webpageUrl, other?.links]).toEqual(['EX-3', null, []]);
});

it('reads a list of one where the API has an object', async () => {
  expect(served(await adOfPage(4))).toMatchObject({
    description: 'Exempel i lista',
    employer: 'Exempel AB',
    organisationNumber: '2120000099',
    occupationConcept: { conceptId: 'Exem_pel_yrk' },
    occupationCode: '9999',
    employmentType: 'Exempelanställning',
    placeCode: '0099',
    mustHaveConcepts: [{ conceptId: 'Exem_pel_sk1' }],
  });
});

it('reads an empty list in place of an object as null', async () => {
  expect(await adOfPage(6)).toMatchObject({
    occupationConcept: null,
    employer: null,
    placeCode: null,
    country: 'SE',
  });
});

it('has `removed` of each ad', async () => {
  const ads = await Promise.all([adOfPage(1), adOfPage(5)]);

  expect(ads.map((ad) => ad?.removed)).toEqual([true, false]);
});

it('takes the municipality as locality where the city is null', async () => {
  expect((await adOfPage(5))?.workplaceLocality).toBe('Exempelstad');
});

it('reads winter times an hour ahead of UTC', async () => {
  expect((await adOfPage(1))?.publishedAt).toEqual(new Date('2020-01-15T12:42:57Z'));
});

it('reads an ad requested by its hash like the same ad in a page', async () => {
  const ofPage = await adOfPage(1);
  const operations = await archive(fixture('historical', 'ad.json'));

  const alone = await operations.ad(id(1), aCall());

  expect({ ...alone, provenance: null }).toEqual({ ...ofPage, provenance: null });
});

it('takes the count of a year from `total.value` of an answer without hits', async () => {
  const operations = await archive(fixture('historical', 'count.json'));

  const counts = await operations.countsByYear?.({}, [2019], aCall());

  expect(counts).toMatchObject([{ year: 2019, count: 7 }]);
});
