import { describe, expect, it } from 'vitest';
import { PlaceKind } from '../../../src/entities/vocabulary.ts';
import { jobsearch } from '../../../src/sources/jobsearch/index.ts';
import type { JobPlace } from '../../../src/sources/source.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, once } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function platsbanken(route: Route) {
  const server = await fakeUpstream({ '*': route });
  return jobsearch.open(testUpstream({ ...jobsearch, baseUrl: server.url }));
}
const first = { from: null, limit: 20 };

async function search(name: string) {
  return (await platsbanken(fixture('jobsearch', name))).searchAds({}, first, aCall());
}
const found = once(() => search('search.json'));
/** The ad of the page that has this id. */
async function adOfPage(id: string) {
  return (await found()).items.find(({ ad }) => ad.nativeId === id)?.ad;
}

describe('a page', () => {
  it('keeps the good ads in their order and drops one without a headline and one that is null', async () => {
    const { items } = await found();

    expect(items.map(({ ad }) => ad.nativeId)).toEqual(
      [1, 2, 3, 4, 5, 6, 8, 9, 10].map((number) => String(90000000 + number)),
    );
  });

  it('gives each ad the offset after it as the API counts it, dropped ads included', async () => {
    const { items } = await found();

    expect(items.map(({ next }) => next)).toEqual(['1', '2', '3', '4', '5', '6', '8', '9', '20']);
  });

  it('counts ads by `total.value`, not by `positions` and not by what it holds', async () => {
    expect(await found()).toMatchObject({ total: 609, isLast: false });
  });

  it('is the last one where it holds nothing', async () => {
    expect(await search('search-empty.json')).toMatchObject({ items: [], total: 0, isLast: true });
  });
});

describe('an ad', () => {
  it('of a page and one asked for by its id, which has no `relevance`, are the same', async () => {
    const ofPage = await adOfPage('90000001');
    const operations = await platsbanken(fixture('jobsearch', 'ad.json'));

    const alone = await operations.ad('90000001', aCall());

    expect({ ...alone, provenance: null }).toEqual({ ...ofPage, provenance: null });
  });

  it('takes its times without a zone as Swedish ones', async () => {
    expect(await adOfPage('90000001')).toMatchObject({
      publishedAt: new Date('2026-07-19T22:01:23Z'),
      applicationDeadline: new Date('2026-09-06T21:59:59Z'),
      lastDay: new Date('2026-09-06T21:59:59Z'),
    });
  });

  it('takes the first of two possible times in autumn, and null for a day that does not exist', async () => {
    expect(await adOfPage('90000006')).toMatchObject({
      publishedAt: new Date('2026-10-25T00:30:00Z'),
      applicationDeadline: null,
      lastDay: new Date('2026-03-29T01:30:00Z'),
    });
  });

  it('has the point as latitude and longitude, which the answer holds in the other order', async () => {
    expect((await adOfPage('90000001'))?.coordinates).toEqual({ latitude: 60.25, longitude: 15.5 });
  });

  it('has no point where the coordinates are null, two nulls or off the map', async () => {
    const ads = await Promise.all(['90000004', '90000005', '90000008'].map(adOfPage));

    expect(ads.map((ad) => ad?.coordinates)).toEqual([null, null, null]);
  });

  it('takes the SSYK code from the group, whose old id it is, and not from the occupation', async () => {
    expect(await adOfPage('90000001')).toMatchObject({
      occupationCode: '9999',
      occupationConcept: { conceptId: 'Exem_pel_yrk', label: 'Exempelyrke', legacyCode: '9001' },
      occupationGroupConcept: { conceptId: 'Exem_pel_grp', legacyCode: '9999' },
    });
  });

  it('has the demands of all five lists, each with the type of its list', async () => {
    const ad = await adOfPage('90000001');

    expect(ad?.mustHaveConcepts.map(({ conceptId, type }) => [conceptId, type])).toEqual([
      ['Exem_pel_sk1', 'skill'],
      ['Exem_pel_spr', 'language'],
      ['Exem_pel_yrk', 'occupation-name'],
      ['Exem_pel_utb', 'sun-education-field-3'],
      ['Exem_pel_niv', 'sun-education-level-3'],
    ]);
    expect(ad?.niceToHaveConcepts).toMatchObject([
      { conceptId: 'Exem_pel_yr2', legacyCode: null },
      { conceptId: 'Exem_pel_yrk', legacyCode: '9001' },
    ]);
  });

  it('keeps the good demands where a list holds null or a label of null, or is null or missing', async () => {
    const ad = await adOfPage('90000009');

    expect(ad?.mustHaveConcepts.map(({ conceptId }) => conceptId)).toEqual(['Exem_pel_sk1']);
    expect(ad?.niceToHaveConcepts.map(({ conceptId }) => conceptId)).toEqual(['Exem_pel_sk3']);
  });

  it('is read where every field that may be null is null', async () => {
    expect(await adOfPage('90000002')).toMatchObject({
      headline: 'Exempel: allt som får vara tomt är null',
      description: null,
      employer: null,
      organisationNumber: null,
      occupationConcept: null,
      occupationGroupConcept: null,
      occupationCode: null,
      placeCode: null,
      placeConceptId: null,
      workplaceLocality: null,
      applicationDeadline: null,
      numberOfVacancies: null,
      employmentType: null,
      workingHoursType: null,
      coordinates: null,
      mustHaveConcepts: [],
      niceToHaveConcepts: [],
      webpageUrl: null,
      links: [],
      country: 'SE',
    });
  });

  it('has its locality from the city, else the municipality, else the county', async () => {
    const ads = await Promise.all(['90000001', '90000005', '90000004'].map(adOfPage));

    expect(ads.map((ad) => ad?.workplaceLocality)).toEqual(['Exempelby', 'Exempellän', null]);
  });

  it('in a county alone has the code and the concept of the county', async () => {
    expect(await adOfPage('90000005')).toMatchObject({
      placeCode: '99',
      placeConceptId: 'Exem_pel_lan',
      country: 'SE',
    });
  });

  it('abroad has the ISO code of its country, which the `country_code` 155 is not', async () => {
    expect(await adOfPage('90000004')).toMatchObject({
      country: 'NO',
      placeCode: null,
      placeConceptId: null,
    });
  });

  it('has no organisation number where it would be a personal number', async () => {
    expect(await adOfPage('90000003')).toMatchObject({
      organisationNumber: null,
      employer: 'Exempelfirman […]',
    });
  });

  it('has its ids, numbers and codes as text also where they come as numbers', async () => {
    expect(await adOfPage('90000008')).toMatchObject({
      nativeId: '90000008',
      originalId: '80000008',
      organisationNumber: '2120000099',
      occupationCode: '9999',
    });
  });

  it('has its own id as the original one where that is null', async () => {
    expect((await adOfPage('90000001'))?.originalId).toBe('90000001');
  });

  it('has the plain text, not the HTML, and no contact in it or in the headline', async () => {
    const ad = await adOfPage('90000001');

    expect(ad?.headline).toBe('Exempel: hel annons, ring […]');
    expect(ad?.description?.split(/\s+/)).toEqual(['Exempel.', 'Frågor:', '[…],', '[…].']);
  });

  it('holds nothing of its contacts, of how to apply, or of the employer’s telephone and e-mail', async () => {
    expect(JSON.stringify(await found())).not.toMatch(/070|@|%40|Exempel Exempel|EX-1/);
  });

  it('has no link where the address of its page holds an e-mail address', async () => {
    expect(await adOfPage('90000010')).toMatchObject({ webpageUrl: null, links: [] });
  });

  it('is null where the answer is 404, with a JSON body or with an empty one', async () => {
    const withBody = await platsbanken({ status: 404, json: { message: 'Ad not found' } });
    const empty = await platsbanken({ status: 404, body: '', headers: { 'content-type': '' } });

    expect(await withBody.ad('90000099', aCall())).toBeNull();
    expect(await empty.ad('90000099', aCall())).toBeNull();
  });
});

it('tells the status of a refused search, and nothing of its body', async () => {
  const operations = await platsbanken(fixture('jobsearch', 'error-400.json', { status: 400 }));

  await expect(operations.searchAds({}, first, aCall())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
    refusedWith: 400,
    message: expect.not.stringContaining('Exempel'),
  });
});

describe('counts by place', () => {
  const place = (code: string, taxonomyId: string | null): JobPlace => ({
    level: PlaceKind.MUNICIPALITY,
    code,
    name: 'Exempel',
    taxonomyId,
  });
  const counts = async (...places: JobPlace[]) => {
    const operations = await platsbanken(fixture('jobsearch', 'counts.json'));
    const list = await operations.countsByPlace?.({}, places, aCall());
    return list?.map(({ code, count }) => [code, count]);
  };

  it('are found by concept id, and by code where there is no concept id', async () => {
    expect(await counts(place('0000', 'Exem_pel_kom'), place('0098', null))).toEqual([
      ['0000', 20],
      ['0098', 12],
    ]);
  });

  it('may come as text', async () => {
    expect(await counts(place('0097', 'Exem_pel_kb3'))).toEqual([['0097', 5]]);
  });

  it('leave out a place that is not listed where a value names no place', async () => {
    expect(await counts(place('0001', null))).toEqual([]);
  });
});
