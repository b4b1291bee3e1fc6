import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlaceKind } from '../../../src/entities/vocabulary.ts';
import { jobsearch } from '../../../src/sources/jobsearch/index.ts';
import { adPage, jobAd } from '../../../src/sources/jobtech/job-ad.ts';
import type { JobOperations, JobPage } from '../../../src/sources/kinds/job-ads.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { runs } from '../../support/runs.ts';
import { served } from '../../support/served.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function platsbanken(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  const operations = jobsearch.open(testUpstream({ ...jobsearch, baseUrl: server.url }));
  return { server, operations };
}

const concept = (id: string, label: string, code: string | null = null) => ({
  concept_id: id,
  label,
  legacy_ams_taxonomy_id: code,
});
const hit = (id: string, changes: object = {}) => ({
  relevance: 1,
  id,
  external_id: null,
  original_id: null,
  label: [],
  webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${id}`,
  headline: 'Exempel: utvecklare',
  application_deadline: '2026-09-06T23:59:59',
  number_of_vacancies: 2,
  description: {
    text: 'Exempel. Frågor: exempel@foretag.se eller 070-000 00 00.',
    text_formatted: '<p></p>',
  },
  employment_type: concept('PFZr_Syz_cUq', 'Vanlig anställning', '1'),
  working_hours_type: concept('6YE1_gAC_R2G', 'Heltid', '1'),
  employer: {
    phone_number: '070-000 00 00',
    email: 'exempel@foretag.se',
    organization_number: '2021002114',
    name: 'Exempelmyndigheten',
  },
  occupation: concept('fg7B_yov_smw', 'Systemutvecklare/Programmerare', '2419'),
  occupation_group: concept('DJh5_yyF_hEM', 'Mjukvaru- och systemutvecklare m.fl.', '2512'),
  workplace_address: {
    municipality: 'Halmstad',
    municipality_code: '1380',
    municipality_concept_id: 'kUQB_KdK_kAh',
    region: 'Hallands län',
    region_code: '13',
    region_concept_id: 'wjee_qH2_yb6',
    country: 'Sverige',
    country_code: '199',
    country_concept_id: 'i46j_HmG_v64',
    city: 'Halmstad',
    coordinates: [12.879161, 56.6808866],
  },
  must_have: { skills: [concept('Exem_pel_sk1', 'Exempel')], languages: [] },
  nice_to_have: null,
  application_contacts: [
    { name: 'Exempel Exempelsson', email: 'exempel@foretag.se', telephone: '070-000 00 00' },
  ],
  publication_date: '2026-07-20T00:01:23',
  removed: false,
  timestamp: 1784498483254,
  ...changes,
});
const page = (total: number, ...hits: object[]) => ({
  json: { total: { value: total }, positions: total, hits },
});
const first = { from: null, limit: 20 };

describe('an ad', () => {
  it('leaves with real instants, the point the right way round, and codes that join', async () => {
    const { operations } = await platsbanken({ '/search': page(1, hit('1')) });

    const { items, total } = await operations.searchAds({}, first, aCall());

    expect(total).toBe(1);
    expect(items[0]?.ad).toMatchObject({
      nativeId: '1',
      originalId: '1',
      employer: 'Exempelmyndigheten',
      organisationNumber: '2021002114',
      occupationCode: '2512',
      occupationConcept: { conceptId: 'fg7B_yov_smw', legacyCode: '2419' },
      placeCode: '1380',
      placeConceptId: 'kUQB_KdK_kAh',
      coordinates: { latitude: 56.6808866, longitude: 12.879161 },
      publishedAt: new Date('2026-07-19T22:01:23Z'),
      applicationDeadline: new Date('2026-09-06T21:59:59Z'),
      mustHaveConcepts: [{ conceptId: 'Exem_pel_sk1', type: 'skill' }],
      niceToHaveConcepts: [],
      country: 'SE',
      removed: false,
      provenance: { state: 'LIVE', url: 'https://arbetsformedlingen.se/platsbanken/annonser/1' },
    });
  });

  it('contains no contact details, in whatever field they were', async () => {
    const { operations } = await platsbanken({
      '/search': page(1, hit('1', { headline: 'Exempel, ring 070-000 00 00' })),
    });

    const { items } = await operations.searchAds({}, first, aCall());

    expect(JSON.stringify(items)).not.toMatch(/Exempelsson|@|\b070/);
  });

  it.each([
    [
      'a sole trader’s personal number',
      { employer: { name: 'Exempel', organization_number: '8001010000' } },
      { organisationNumber: null },
    ],
    [
      'an ad abroad',
      { workplace_address: { country: 'Norge', country_code: '155', country_concept_id: 'Exem_pel_nor' } },
      { country: 'NO', placeCode: null },
    ],
    [
      'an ad without address',
      { workplace_address: null },
      { country: 'SE', coordinates: null, placeCode: null },
    ],
    [
      'a county only',
      { workplace_address: { region_code: '13', country: 'Sverige', country_concept_id: 'i46j_HmG_v64' } },
      { placeCode: '13' },
    ],
    [
      'lists where objects should be',
      {
        occupation: [concept('a_b_c', 'Exempel')],
        employer: [{ name: 'Exempel', organization_number: null }],
        description: [{ text: 'Exempel' }],
        workplace_address: [{ municipality_code: '1380' }],
        must_have: [{ skills: [null, concept('Exem_pel_sk1', 'Exempel')] }],
      },
      {
        occupationConcept: { label: 'Exempel' },
        employer: 'Exempel',
        description: 'Exempel',
        placeCode: '1380',
        mustHaveConcepts: [{ conceptId: 'Exem_pel_sk1' }],
      },
    ],
    [
      'nothing in its nested objects',
      { employer: null, description: null, occupation: null, must_have: null },
      { employer: null, description: null, occupationConcept: null, mustHaveConcepts: [] },
    ],
    [
      'numbers where texts should be',
      { id: 7, original_id: 8, employer: { organization_number: 2021002114, name: 'Exempel' } },
      { nativeId: '7', originalId: '8', organisationNumber: '2021002114' },
    ],
    [
      'a country that is only an id',
      { workplace_address: { country_concept_id: 'Exem_pel_nor' } },
      { country: 'ZZ' },
    ],
    [
      'an employer that is a way to reach somebody',
      { employer: { name: 'Exempelbygg 070-123 45 67' } },
      { employer: 'Exempelbygg […]' },
    ],
    ['a page that is no address', { webpage_url: 'javascript:alert(1)' }, { webpageUrl: null, links: [] }],
  ])('with %s is read', async (_, changes, expected) => {
    const { operations } = await platsbanken({ '/search': page(1, hit('1', changes)) });

    const { items } = await operations.searchAds({}, first, aCall());

    expect(served(items[0]?.ad)).toMatchObject(expected);
  });

  it('that is unknown is null, with an empty body or without', async () => {
    const { operations } = await platsbanken({
      '/ad/1': { status: 404, body: '' },
      '/ad/2': { json: hit('2') },
    });

    expect(await operations.ad('1', aCall())).toBeNull();
    expect(await operations.ad('2', aCall())).toMatchObject({ nativeId: '2' });
    expect(await operations.ad('../search', aCall())).toBeNull();
  });
});

describe('a search', () => {
  const place = { level: PlaceKind.MUNICIPALITY, code: '1380', name: 'Halmstad', taxonomyId: 'kUQB_KdK_kAh' };

  it.each([
    ['words, all of which must occur', { text: '+öppna -data "x*' }, 'q=öppna data x'],
    ['phrases, of which one must', { anyOf: ['öppna data', 'ai'] }, 'q="öppna data" "ai"'],
    ['a group by its SSYK code', { occupationGroups: ['2512'] }, 'occupation-group=2512'],
    [
      'a concept of any level',
      { occupationConcept: 'DJh5_yyF_hEM' },
      'occupation-name=DJh5_yyF_hEM&occupation-group=DJh5_yyF_hEM&occupation-field=DJh5_yyF_hEM',
    ],
    [
      'a municipality by its concept, and no country beside it',
      { place, countries: ['SE'] },
      'municipality=kUQB_KdK_kAh',
    ],
    [
      'a municipality by its code where no concept is known',
      { place: { ...place, taxonomyId: null } },
      'municipality=1380',
    ],
    ['a county', { place: { ...place, level: PlaceKind.COUNTY, code: '13', taxonomyId: null } }, 'region=13'],
    ['a country', { countries: ['SE'] }, 'country=i46j_HmG_v64'],
    [
      'the time in Sweden',
      { publishedAfter: '2026-07-20T10:00:00.000Z' },
      'published-after=2026-07-20T12:00:00',
    ],
    [
      'skills and an employer’s number',
      { skills: ['a', 'b'], employer: '202100-2114' },
      'skill=a&skill=b&employer=2021002114',
    ],
    ['work from elsewhere', { remote: true }, 'remote=true'],
  ])('asks by %s', async (_, query, expected) => {
    const { server, operations } = await platsbanken({ '*': page(0) });

    await operations.searchAds(query, first, aCall());

    expect(server.asked).toEqual([`GET /search?${expected}&sort=pubdate-desc&limit=20`]);
    expect(server.headers[0]?.['x-feature-freetext-bool-method']).toBe('text' in query ? 'and' : undefined);
  });

  it('counts with one call that brings no ads', async () => {
    const { server, operations } = await platsbanken({ '/search': page(609) });

    const { total, items } = await operations.searchAds({}, { from: null, limit: 0 }, aCall());

    expect([total, items]).toEqual([609, []]);
    expect(server.asked).toEqual(['GET /search?sort=pubdate-desc&limit=0']);
  });

  it('keeps the others when one ad cannot be read, and its place in the list', async () => {
    const { operations } = await platsbanken({ '/search': page(10, hit('1'), { id: 7 }) });

    const { items } = await operations.searchAds({}, { from: null, limit: 2 }, aCall());

    expect(items.map(({ ad, next }) => [ad.nativeId, next])).toEqual([['1', '2~2026-07-20T00:01:23.1~10']]);
  });

  it('takes a page that holds nothing for the end, whatever is counted', async () => {
    const { server, operations } = await platsbanken({ '/search': page(99_999) });

    const { items, isLast } = await operations.searchAds({}, { from: null, limit: 2 }, aCall());

    expect([items, isLast, server.asked.length]).toEqual([[], true, 1]);
  });

  it('counts places by the list as it came, so that no ad comes twice', async () => {
    const { operations } = await platsbanken({ '/search': page(10, { id: 7 }, hit('1'), hit('2')) });

    const { items } = await operations.searchAds({}, { from: null, limit: 3 }, aCall());

    expect(items.map(({ ad, next }) => [ad.nativeId, next])).toEqual([
      ['1', '1~2026-07-20T00:01:23.1~10'],
      ['2', '2~2026-07-20T00:01:23.1.2~10'],
    ]);
  });

  it.each([
    ['a changed shape', { json: { hits: [] } }, 'SOURCE_BAD_RESPONSE'],
    ['a count beyond counting', page(99_999_999_999), 'SOURCE_BAD_RESPONSE'],
    ['a refusal', { status: 400, json: { message: 'no' } }, 'SOURCE_BAD_RESPONSE'],
    ['a limit', { status: 429 }, 'SOURCE_RATE_LIMITED'],
  ])('names the fault for %s', async (_, reply, code) => {
    const { operations } = await platsbanken({ '*': reply });

    await expect(operations.searchAds({}, first, aCall())).rejects.toMatchObject({
      sourceId: 'jobsearch',
      code,
    });
  });
});

describe('a list longer than 2 100', () => {
  /** Behind the rules of the real API. */
  const behindRules = (stock: { id: string; publication_date: string }[]) =>
    platsbanken({
      '*': ({ url = '' }) => {
        const query = new URL(url, 'http://x').searchParams;
        const offset = Number(query.get('offset') ?? 0);
        const limit = Number(query.get('limit'));
        if (offset > 2000 || limit > 100) return { status: 400 };
        const before = query.get('published-before');
        const found = stock.filter((one) => before === null || one.publication_date < before);
        return page(found.length, ...found.slice(offset, offset + limit).map((one) => hit(one.id, one)));
      },
    });
  const walk = async (operations: JobOperations, limit: number, total: number) => {
    const walked: string[] = [];
    let from: string | null = null;
    for (let pages = 0; pages < 400; pages++) {
      const found: JobPage = await operations.searchAds({}, { from, limit }, aCall());
      expect(found.total).toBe(total);
      walked.push(...found.items.map(({ ad }) => ad.nativeId));
      from = found.items.at(-1)?.next ?? null;
      expect(from?.length ?? 0).toBeLessThan(4000);
      if (found.isLast) break;
    }
    return walked;
  };
  /** 5 000 ads, some of them in each second. */
  const stockOf = (inASecond: number) =>
    Array.from({ length: 5000 }, (_, at) => {
      const second = new Date(Date.parse('2026-08-01T12:00:00Z') - Math.floor(at / inASecond) * 1000);
      return { id: String(at), publication_date: second.toISOString().slice(0, 19) };
    });

  it.each([
    ['with three in each second', 3, 100],
    ['with more in a second than on a page', 130, 40],
  ])('is walked to its end, every ad once, %s', async (_, inASecond, limit) => {
    const stock = stockOf(inASecond);
    const { server, operations } = await behindRules(stock);

    const walked = await walk(operations, limit, 5000);

    expect(walked).toEqual(stock.map(({ id }) => id));
    expect(server.asked.length).toBeLessThan((5000 / limit) * 1.2);
  });

  it('neither repeats nor skips an ad when others arrive and leave between two pages', async () => {
    const ad = (id: number, second: number) => ({
      id: String(id),
      publication_date: new Date(Date.parse('2026-08-01T12:00:00Z') + second * 1000)
        .toISOString()
        .slice(0, 19),
    });
    const change = fc.record({
      arrive: fc.array(fc.nat({ max: 5 }), { maxLength: 30 }),
      leave: fc.array(fc.nat({ max: 150 }), { maxLength: 15 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 150 }),
        fc.integer({ min: 3, max: 60 }),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (seconds, limit, changes) => {
          const stock = seconds.sort((a, b) => b - a).map((second, at) => ad(at, second));
          const first = [...stock];
          const gone = new Set<string>();
          const { operations } = await behindRules(stock);
          const walked: string[] = [];
          let from: string | null = null;
          for (let pages = 0; pages < 200; pages++) {
            const found: JobPage = await operations.searchAds({}, { from, limit }, aCall());
            walked.push(...found.items.slice(0, limit).map(({ ad: { nativeId } }) => nativeId));
            from = found.items.slice(0, limit).at(-1)?.next ?? from;
            if (found.isLast && found.items.length <= limit) break;
            const { arrive = [], leave = [] } = changes[pages] ?? {};
            for (const at of leave) for (const { id } of stock.splice(at, 1)) gone.add(id);
            // New ads are newer than all others.
            stock.unshift(
              ...arrive.map((second) => ad(1000 + pages * 100 + walked.length + second, 100 + pages)),
            );
          }

          expect(new Set(walked).size).toBe(walked.length);
          const stayed = first.map(({ id }) => id).filter((id) => !gone.has(id));
          expect(walked).toEqual(expect.arrayContaining(stayed));
        },
      ),
      { numRuns: runs(25) },
    );
  });

  it('loses none at the hour that comes twice in autumn', async () => {
    // The ad at the largest offset is of 02:59:59, which is one second before 02:00:00 by the clock.
    const stock = Array.from({ length: 2200 }, (_, at) => {
      const second = new Date(Date.parse('2026-10-25T02:59:59Z') - Math.max(0, at - 2000) * 1000);
      const earlier = new Date(Date.parse('2026-10-25T12:00:00Z') - at * 1000);
      return { id: String(at), publication_date: (at < 2000 ? earlier : second).toISOString().slice(0, 19) };
    });
    const { operations } = await behindRules(stock);

    // 23 pages of 87 end behind that ad.
    const walked = await walk(operations, 87, 2200);

    expect(walked).toEqual(stock.map(({ id }) => id));
  });

  it('is an error when one second has more ads than can be paged', async () => {
    const { operations } = await behindRules(stockOf(5000));
    const from = '2100~2026-08-01T12:00:00.1~5000';

    await expect(operations.searchAds({}, { from, limit: 20 }, aCall())).rejects.toMatchObject({
      message: expect.stringContaining('no more than 2100 ads'),
    });
  });
});

describe.skipIf(!recordedFile('jobtech-jobsearch/search-q-utvecklare.json'))('a recorded answer', () => {
  const decode = adPage(jobAd({ isArchive: false }));

  it('is read whole, without contacts', () => {
    const text = recordedText('jobtech-jobsearch/search-q-utvecklare.json');

    const { value, dropped } = decodeAtOnce('jobsearch', text, { format: 'json', schema: decode });

    expect(dropped).toBe(0);
    expect(value).toMatchObject({
      total: { value: 609 },
      hits: [
        { nativeId: '31281556', occupationCode: '2512', placeCode: '1380', country: 'SE' },
        { nativeId: '31340569', occupationCode: '3113', placeCode: '1480' },
      ],
    });
  });

  it('gives data or a SourceError when any value has another type', () => {
    const recorded: unknown = JSON.parse(recordedText('jobtech-jobsearch/search-q-utvecklare.json'));
    const paths = leaves(recorded);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const changed = JSON.stringify(withAt(recorded, path, value));
        try {
          decodeAtOnce('jobsearch', changed, { format: 'json', schema: decode });
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
    );
  });
});

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]))];
}

function withAt(value: unknown, [key, ...rest]: string[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = withAt(copy[key], rest, put);
  return copy;
}
