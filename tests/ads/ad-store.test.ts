import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { anAd, startJobStream, type WireAd } from '../../bench/support/job-stream.mjs';
import { adStore } from '../../src/ads/ad-store.ts';
import { StreamStatus } from '../../src/ads/stream-status.ts';
import { PlaceKind } from '../../src/entities/vocabulary.ts';
import type { JobOperations, JobSearch } from '../../src/sources/kinds/job-ads.ts';
import { describeOnBothDatabases } from '../support/database.ts';
import { deleteAds, followerOf, HandClock } from '../support/followed-stream.ts';
import { runs } from '../support/runs.ts';
import { aCall } from '../support/upstream.ts';

const stockholm = {
  level: PlaceKind.MUNICIPALITY,
  code: '0180',
  name: 'Stockholm',
  taxonomyId: 'AvNB_uwa_6n6',
};
const stockholmCounty = {
  level: PlaceKind.COUNTY,
  code: '01',
  name: 'Stockholms län',
  taxonomyId: 'CifL_Rzy_Mku',
};
const halland = { level: PlaceKind.COUNTY, code: '13', name: 'Hallands län', taxonomyId: 'wjee_qH2_yb6' };
const sweden = { level: PlaceKind.COUNTRY, code: 'SE', name: 'Sverige', taxonomyId: 'i46j_HmG_v64' };

const nurse = {
  occupation: { concept_id: 'bbbb_bbb_001', label: 'Sjuksköterska, grundutbildad' },
  occupation_group: {
    concept_id: 'Z8ci_bBE_tmx',
    label: 'Grundutbildade sjuksköterskor',
    legacy_ams_taxonomy_id: '2221',
  },
  occupation_field: { concept_id: 'NYW6_mP6_vwf', label: 'Hälso- och sjukvård', legacy_ams_taxonomy_id: '8' },
};
const halmstad = {
  workplace_address: {
    municipality: 'Halmstad',
    municipality_code: '1380',
    municipality_concept_id: 'kUQB_KdK_kAh',
    region: 'Hallands län',
    region_code: '13',
    region_concept_id: 'wjee_qH2_yb6',
    country: 'Sverige',
    country_concept_id: 'i46j_HmG_v64',
  },
};
const oslo = { workplace_address: { country: 'Norge', country_concept_id: 'QJgN_Zge_BzJ', city: 'Oslo' } };

describeOnBothDatabases('stored ads', (database) => {
  const clock = new HandClock(Date.parse('2026-08-12T08:00:00Z'));
  let operations: JobOperations;

  /** Stores these ads, and no others. */
  async function store(ads: readonly WireAd[]): Promise<void> {
    await deleteAds(database());
    const stream = await startJobStream({ now: clock.now });
    for (const ad of ads) stream.publish(ad);
    await followerOf(database(), { url: stream.url, clock }).step();
    await stream.close();
  }
  beforeEach(() => {
    operations = adStore({ database: database().dataSource, status: new StreamStatus(database()), clock });
  });
  const found = async (search: JobSearch) => {
    const { items, total } = await operations.searchAds(search, { from: null, limit: 100 }, aCall());
    expect(total).toBe(items.length);
    return items.map(({ ad }) => ad.nativeId).sort();
  };

  describe('are found', () => {
    beforeEach(() =>
      store([
        anAd('1', {
          headline: 'Javautvecklare',
          must_have: { skills: [{ concept_id: 'ssss_bbb_001', label: 'Java' }] },
        }),
        anAd('2', {
          ...nurse,
          ...halmstad,
          headline: 'Sjuksköterskor sökes',
          employer: { organization_number: '2021001234', name: 'Region Halland, hälso- & sjukvård' },
          publication_date: '2026-08-01T08:00:00',
        }),
        anAd('3', {
          ...halmstad,
          description: { text: 'Möjlighet att arbeta hemifrån två dagar.' },
          nice_to_have: { skills: [{ concept_id: 'ssss_bbb_002', label: 'Python' }] },
        }),
        anAd('4', { ...oslo, headline: 'Utvecklare i Oslo' }),
        anAd('5', { workplace_address: null, headline: 'Utvecklare någonstans' }),
        anAd('6', { last_publication_date: '2026-08-11T23:59:59' }),
      ]),
    );

    it.each<[string, JobSearch, string[]]>([
      ['all of them', {}, ['1', '2', '3', '4', '5']],
      ['by another form of a word, whatever the case and accents', { text: 'sjukskoterska' }, ['2']],
      ['by all words only', { text: 'region halmstad java' }, []],
      ['by words from several fields', { text: 'Halland sjuksköterska Halmstad' }, ['2']],
      ['by one of some phrases', { anyOf: ['arbeta hemifrån', 'region halland'] }, ['2', '3']],
      ['by groups, as ids or codes', { occupationGroups: ['Z8ci_bBE_tmx', '9999'] }, ['2']],
      ['by SSYK codes', { occupationGroups: ['2512'] }, ['1', '3', '4', '5']],
      ['by an occupation name', { occupationConcept: 'bbbb_bbb_001' }, ['2']],
      ['by a field', { occupationConcept: 'NYW6_mP6_vwf' }, ['2']],
      ['not by a legacy code of an occupation', { occupationGroups: ['2419'] }, []],
      ['by municipality', { place: stockholm }, ['1']],
      ['by county', { place: halland }, ['2', '3']],
      ['by country', { place: sweden }, ['1', '2', '3']],
      ['by code of the country', { countries: ['SE'] }, ['1', '2', '3']],
      [
        'by a place within the country, which does not widen it',
        { place: halland, countries: ['SE'] },
        ['2', '3'],
      ],
      [
        'by one of some skills, required or preferred',
        { skills: ['ssss_bbb_001', 'ssss_bbb_002'] },
        ['1', '3'],
      ],
      ['by time', { publishedAfter: '2026-08-10T00:00:00Z' }, ['1', '3', '4', '5']],
      ['with remote work', { remote: true }, ['3']],
      ['without remote work', { remote: false }, ['1', '2', '4', '5']],
      ['by words of the employer’s name', { employer: 'halland region' }, ['2']],
      ['by organisation number', { employer: '202100-1234' }, ['2']],
      ['by the beginning of an organisation number', { employer: '2' }, ['2']],
      ['not by characters without meaning', { text: '%_ \' "; --' }, []],
      ['not by an employer of such characters', { employer: '%' }, []],
      [
        'by all filters together',
        { text: 'javautvecklare', occupationGroups: ['2512'], place: stockholm },
        ['1'],
      ],
    ])('%s', async (_, search, ids) => {
      expect(await found(search)).toEqual(ids);
    });

    it('with their provenance, and the same id as from JobSearch', async () => {
      const { items, provenance } = await operations.searchAds(
        { text: 'java' },
        { from: null, limit: 1 },
        aCall(),
      );

      expect(provenance).toMatchObject({ sourceId: 'jobstream', licence: 'CC0-1.0' });
      expect(items[0]?.ad).toMatchObject({
        headline: 'Javautvecklare',
        publishedAt: new Date('2026-08-12T08:00:00Z'),
        provenance: { url: 'https://arbetsformedlingen.se/platsbanken/annonser/1' },
      });
      expect(Buffer.from(items[0]?.ad.id ?? '', 'base64url').toString()).toBe('JobAd:jobsearch:1');
    });

    it('by id, as long as they are published', async () => {
      const ids = await Promise.all(
        ['1', '6', '77'].map(async (id) => (await operations.ad(id, aCall()))?.nativeId ?? null),
      );

      expect(ids).toEqual(['1', null, null]);
    });

    it('in counts by place, as many as a search for each place finds', async () => {
      const counts = await operations.countsByPlace?.(
        { occupationGroups: ['2512'] },
        [stockholmCounty, halland],
        aCall(),
      );

      expect(counts?.map(({ code, count }) => [code, count]).sort()).toEqual([
        ['01', 1],
        ['13', 1],
      ]);
    });
  });

  it('are paged without gaps, the newest first, beyond two thousand and within the same second', async () => {
    const same = '2026-08-11T12:00:00';
    const ads = Array.from({ length: 2_350 }, (_, at) =>
      anAd(String(1_000_000 + at), {
        publication_date: at % 3 === 0 ? same : `2026-08-10T0${at % 10}:00:0${at % 7}`,
      }),
    );
    await store(ads);

    const seen: { id: string; at: number }[] = [];
    let from: string | null = null;
    for (;;) {
      const { items, isLast, total } = await operations.searchAds({}, { from, limit: 100 }, aCall());
      expect(total).toBe(2_350);
      seen.push(...items.map(({ ad, at }) => ({ id: ad.nativeId, at: at?.getTime() ?? 0 })));
      from = items.at(-1)?.next ?? null;
      if (isLast) break;
    }

    expect(new Set(seen.map(({ id }) => id)).size).toBe(2_350);
    expect(seen).toHaveLength(2_350);
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).sort((a, b) => b - a));
  });

  it('match a search exactly as its filters say', async () => {
    const groups = ['2512', '2221'];
    const wires = fc.array(
      fc.record({
        group: fc.constantFrom(...groups),
        where: fc.constantFrom('0180', '1380', 'abroad', 'nowhere'),
        skills: fc.subarray(['ssss_bbb_001', 'ssss_bbb_002']),
        word: fc.constantFrom('lastbil', 'bageri', 'skola'),
        hour: fc.integer({ min: 10, max: 20 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const searches = fc.record(
      {
        text: fc.constantFrom('lastbil', 'bageri', 'skola'),
        occupationGroups: fc.subarray(groups, { minLength: 1 }),
        place: fc.constantFrom(stockholm, halland, sweden),
        skills: fc.subarray(['ssss_bbb_001', 'ssss_bbb_002'], { minLength: 1 }),
        publishedAfter: fc.constant('2026-08-11T13:00:00Z'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(wires, fc.array(searches, { minLength: 1, maxLength: 6 }), async (facts, wanted) => {
        await store(
          facts.map(({ group, where, skills, word, hour }, at) =>
            anAd(String(at), {
              ...(group === '2221' ? nurse : {}),
              ...(where === '1380'
                ? halmstad
                : where === 'abroad'
                  ? oslo
                  : where === 'nowhere'
                    ? { workplace_address: null }
                    : {}),
              headline: `Vi söker till ${word}`,
              must_have: { skills: skills.map((id) => ({ concept_id: id, label: 'x' })) },
              publication_date: `2026-08-11T${hour}:00:00`,
            }),
          ),
        );
        for (const search of wanted) {
          const expected = facts.flatMap(({ group, where, skills, word, hour }, at) => {
            const { place } = search;
            const isThere =
              !place ||
              (place === stockholm
                ? where === '0180'
                : place === halland
                  ? where === '1380'
                  : /\d/.test(where));
            const fits =
              isThere &&
              (!search.text || search.text === word) &&
              (!search.occupationGroups || search.occupationGroups.includes(group)) &&
              (!search.skills || search.skills.some((skill) => skills.includes(skill))) &&
              // Two hours ahead of UTC.
              (!search.publishedAfter || hour >= 15);
            return fits ? [String(at)] : [];
          });
          expect(await found(search)).toEqual(expected.sort());
        }
      }),
      { numRuns: runs(15) },
    );
  });
});
