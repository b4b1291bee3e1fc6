import { describe, expect, it } from 'vitest';
import { PlaceKind } from '../../../src/entities/vocabulary.ts';
import { jobsearch } from '../../../src/sources/jobsearch/index.ts';
import type { JobPlace } from '../../../src/sources/kinds/job-ads.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const group = { occupationGroups: ['DJh5_yyF_hEM'] };

function county(code: string, taxonomyId: string | null = `coun_${code}_aaaa`): JobPlace {
  return { level: PlaceKind.COUNTY, code, name: `Län ${code}`, taxonomyId };
}
const municipality = (at: number): JobPlace => ({
  level: PlaceKind.MUNICIPALITY,
  code: String(1400 + at),
  name: `Kommun ${at}`,
  taxonomyId: null,
});
const value = (code: string, count: unknown, concept_id: string | null = null) => ({
  term: `Plats ${code}`,
  concept_id,
  code,
  count,
});
const stats = (total: number, type: string, values: unknown) => ({
  json: { total: { value: total }, positions: total, stats: [{ type, values }], hits: [] },
});

async function counted(route: Route, places: readonly JobPlace[], query: object = group) {
  const server = await fakeUpstream({ '*': route });
  const operations = jobsearch.open(testUpstream({ ...jobsearch, baseUrl: server.url }));
  const found = await operations.countsByPlace?.({ ...group, ...query }, places, aCall());
  return { asked: server.asked, counts: found?.map(({ code, count }) => [code, count]), found };
}

describe('counts by place', () => {
  it('cost one call without ads, and know the places by id or by code', async () => {
    const route = stats(12, 'region', [value('unknown', 7, 'coun_01_aaaa'), value('12', '5')]);

    const { asked, counts, found } = await counted(route, [county('01'), county('12'), county('13')]);

    expect(asked).toEqual(['GET /search?occupation-group=DJh5_yyF_hEM&limit=0&stats=region&stats.limit=30']);
    expect(counts).toEqual([
      ['01', 7],
      ['12', 5],
      ['13', 0],
    ]);
    expect(found?.[0]?.provenance).toMatchObject({ sourceId: 'jobsearch', state: 'LIVE' });
  });

  it('ask for the municipalities of a county with the county alone', async () => {
    const place = { level: PlaceKind.COUNTY, code: '14', name: 'Västra Götalands län', taxonomyId: null };

    const { asked } = await counted(stats(1, 'municipality', [value('1401', 1)]), [municipality(1)], {
      place,
    });

    expect(asked).toEqual([
      'GET /search?occupation-group=DJh5_yyF_hEM&region=14&limit=0&stats=municipality&stats.limit=30',
    ]);
  });

  it('name the rest in a second call where the first is as long as the API makes it', async () => {
    const places = Array.from({ length: 49 }, (_, at) => municipality(at));
    const listed = places.slice(0, 30).map(({ code }) => value(code, 2));
    const route: Route = (_, count) =>
      stats(70, 'municipality', count === 1 ? listed : [value('1430', 3), value('1448', 1)]);

    const { asked, counts } = await counted(route, places, {
      place: { level: PlaceKind.COUNTY, code: '14', name: 'Västra Götalands län', taxonomyId: null },
    });

    expect(asked).toHaveLength(2);
    const second = new URL(asked[1]?.slice(4) ?? '', 'http://jobsearch').searchParams;
    // Beside the county they would widen the search to all of it.
    expect([second.get('region'), second.getAll('municipality')]).toEqual([
      null,
      places.slice(30).map(({ code }) => code),
    ]);
    expect(counts).toHaveLength(49);
    expect(counts).toEqual(
      expect.arrayContaining([
        ['1400', 2],
        ['1430', 3],
        ['1431', 0],
        ['1448', 1],
      ]),
    );
  });

  it('are zeros where there are no ads at all, whatever statistics come', async () => {
    const none = { json: { total: { value: 0 }, stats: [], hits: [] } };

    expect((await counted(none, [county('01')])).counts).toEqual([['01', 0]]);
  });

  it('leave out what a value that cannot be read may have counted', async () => {
    const route = stats(9, 'region', [value('01', 4), { term: 'Plats 12', count: 5 }]);

    expect((await counted(route, [county('01'), county('12')])).counts).toEqual([['01', 4]]);
  });

  it.each([
    ['are missing', { json: { total: { value: 3 }, hits: [] } }],
    ['are of something else', stats(3, 'occupation-group', [value('2512', 3)])],
    ['are no list', stats(3, 'region', { '01': 3 })],
    ['hold nothing that can be read', stats(3, 'region', [value('01', -1), { term: 'Skåne' }])],
    ['stand beside no total', { json: { stats: [{ type: 'region', values: [] }], hits: [] } }],
  ])('are an error, not zeros, where they %s', async (_, reply) => {
    await expect(counted(reply, [county('01')])).rejects.toMatchObject({
      sourceId: 'jobsearch',
      code: 'SOURCE_BAD_RESPONSE',
    });
  });
});
