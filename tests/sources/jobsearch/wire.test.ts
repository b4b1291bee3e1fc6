import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/entities/job-ad.ts';
import { PlaceKind } from '../../../src/entities/vocabulary.ts';
import { jobsearch } from '../../../src/sources/jobsearch/index.ts';
import type { JobPlace } from '../../../src/sources/kinds/job-ads.ts';
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
  it('keeps the valid ads in their order, and drops an ad without a headline and an ad of null', async () => {
    const { items } = await found();

    expect(items.map(({ ad }) => ad.nativeId)).toEqual(
      [1, 2, 3, 4, 5, 6, 8, 9, 10].map((number) => String(90000000 + number)),
    );
  });

  it('counts dropped ads in the position after each ad, which begins with its second', async () => {
    const { items } = await found();

    expect(items.map(({ next }) => next.split('~')[0])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '1',
      '1',
      '2',
      '13',
    ]);
  });

  it('takes the total from `total.value`, not from `positions` or the number of hits', async () => {
    expect(await found()).toMatchObject({ total: 609, isLast: false });
  });

  it('is the last page where it is empty', async () => {
    expect(await search('search-empty.json')).toMatchObject({ items: [], total: 0, isLast: true });
  });
});

describe('an ad', () => {
  it('requested by its id, without `relevance`, is read like the same ad in a page', async () => {
    const ofPage = await adOfPage('90000001');
    const operations = await platsbanken(fixture('jobsearch', 'ad.json'));

    const alone = await operations.ad('90000001', aCall());

    expect({ ...alone, provenance: null }).toEqual({ ...ofPage, provenance: null });
  });

  it('has times without a zone read as Swedish time', async () => {
    expect(await adOfPage('90000001')).toMatchObject({
      publishedAt: new Date('2026-07-19T22:01:23Z'),
      applicationDeadline: new Date('2026-09-06T21:59:59Z'),
      lastDay: new Date('2026-09-06T21:59:59Z'),
    });
  });

  it('has the first of two possible instants in autumn, and null for a date that does not exist', async () => {
    expect(await adOfPage('90000006')).toMatchObject({
      publishedAt: new Date('2026-10-25T00:30:00Z'),
      applicationDeadline: null,
      lastDay: new Date('2026-03-29T01:30:00Z'),
    });
  });

  it('has its coordinates swapped, since the API sends longitude first', async () => {
    expect((await adOfPage('90000001'))?.coordinates).toEqual({ latitude: 60.25, longitude: 15.5 });
  });

  it('has no point where the coordinates are null, hold nulls or are out of range', async () => {
    const ads = await Promise.all(['90000004', '90000005', '90000008'].map(adOfPage));

    expect(ads.map((ad) => ad?.coordinates)).toEqual([null, null, null]);
  });

  it('takes the SSYK code from the legacy id of the group, not of the occupation', async () => {
    expect(await adOfPage('90000001')).toMatchObject({
      occupationCode: '9999',
      occupationConcept: { conceptId: 'Exem_pel_yrk', label: 'Exempelyrke', legacyCode: '9001' },
      occupationGroupConcept: { conceptId: 'Exem_pel_grp', legacyCode: '9999' },
    });
  });

  it('has the concepts of all five requirement lists, each with the type of its list', async () => {
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

  it('keeps the valid requirements where a list holds null or a concept without label, is null, or is missing', async () => {
    const ad = await adOfPage('90000009');

    expect(ad?.mustHaveConcepts.map(({ conceptId }) => conceptId)).toEqual(['Exem_pel_sk1']);
    expect(ad?.niceToHaveConcepts.map(({ conceptId }) => conceptId)).toEqual(['Exem_pel_sk3']);
  });

  it('is read with null in every nullable field', async () => {
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

  it('takes its locality from the city, or else from the region', async () => {
    const ads = await Promise.all(['90000001', '90000005', '90000004'].map(adOfPage));

    expect(ads.map((ad) => ad?.workplaceLocality)).toEqual(['Exempelby', 'Exempellän', null]);
  });

  it('without a municipality has the code and concept id of the region', async () => {
    expect(await adOfPage('90000005')).toMatchObject({
      placeCode: '99',
      placeConceptId: 'Exem_pel_lan',
      country: 'SE',
    });
  });

  it('abroad has the ISO code of its country name; `country_code` is no ISO code', async () => {
    expect(await adOfPage('90000004')).toMatchObject({
      country: 'NO',
      placeCode: null,
      placeConceptId: null,
    });
  });

  it('has no organisation number where the value is a personal number', async () => {
    expect(await adOfPage('90000003')).toMatchObject({
      organisationNumber: null,
      employer: 'Exempelfirman […]',
    });
  });

  it('is read with numbers as ids and codes', async () => {
    expect(await adOfPage('90000008')).toMatchObject({
      nativeId: '90000008',
      originalId: '80000008',
      organisationNumber: '2120000099',
      occupationCode: '9999',
    });
  });

  it('has its own id as `originalId` where `original_id` is null', async () => {
    expect((await adOfPage('90000001'))?.originalId).toBe('90000001');
  });

  it('has `description.text`, and no contact in it or in the headline', async () => {
    const ad = await adOfPage('90000001');

    expect(ad?.headline).toBe('Exempel: hel annons, ring […]');
    expect(textOf(ad?.description ?? null)?.split(/\s+/)).toEqual(['Exempel.', 'Frågor:', '[…],', '[…].']);
  });

  it('contains no contacts, telephone numbers or e-mail addresses', async () => {
    expect(JSON.stringify(await found())).not.toMatch(/\b070|@|%40|Exempel Exempel/);
  });

  it('has no link where `webpage_url` contains an e-mail address', async () => {
    expect(await adOfPage('90000010')).toMatchObject({ webpageUrl: null, links: [] });
  });

  it('is null on a 404, with a JSON body or an empty body', async () => {
    const withBody = await platsbanken({ status: 404, json: { message: 'Ad not found' } });
    const empty = await platsbanken({ status: 404, body: '', headers: { 'content-type': '' } });

    expect(await withBody.ad('90000099', aCall())).toBeNull();
    expect(await empty.ad('90000099', aCall())).toBeNull();
  });
});

it('reports the status of a 400, and nothing of its body', async () => {
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

  it('match by concept id, or by code where there is no concept id', async () => {
    expect(await counts(place('0000', 'Exem_pel_kom'), place('0098', null))).toEqual([
      ['0000', 20],
      ['0098', 12],
    ]);
  });

  it('may be strings', async () => {
    expect(await counts(place('0097', 'Exem_pel_kb3'))).toEqual([['0097', 5]]);
  });

  it('omit an unlisted place where a value without concept id and code makes the answer incomplete', async () => {
    expect(await counts(place('0001', null))).toEqual([]);
  });
});
