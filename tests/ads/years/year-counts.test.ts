import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { legacyCodes } from '../../../src/ads/years/legacy-codes.ts';
import { yearCounts } from '../../../src/ads/years/year-counts.ts';
import { loadYear } from '../../../src/ads/years/year-load.ts';
import { readContent } from '../../../src/content/open-content.ts';
import { PlaceKind } from '../../../src/entities/vocabulary.ts';
import { historical } from '../../../src/sources/historical/index.ts';
import type { JobSearch } from '../../../src/sources/kinds/job-ads.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { archiveOf } from '../../support/archive-server.ts';
import { archived, concept, fileOf, jsonLines } from '../../support/archived-ads.ts';
import { describeOnBothDatabases, emptyDatabase, openTestDatabase } from '../../support/database.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { testGateway } from '../../support/gateway.ts';
import { runs } from '../../support/runs.ts';
import { ShiftedClock } from '../../support/shifted-clock.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const sweden = 'i46j_HmG_v64';
const names = ['fg7B_yov_smw', 'rQds_YGd_quU'];
const groups = [
  ['DJh5_yyF_hEM', '2512'],
  ['Z8ci_bBE_tmx', '2221'],
  ['KiVA_anS_RJh', '0110'],
] as const;
const fields = ['apaJ_2ja_LuF', 'NYW6_mP6_vwf'];
const municipalities = [
  ['AvNB_uwa_6n6', '0180'],
  ['PVZL_BQT_XtL', '1480'],
  ['oYPt_yRA_Smm', '1280'],
] as const;
const regions = [
  ['CifL_Rzy_Mku', '01'],
  ['zdoY_6u5_Krt', '14'],
  ['CaRE_1nn_cSU', '12'],
] as const;

/** One value, a list of none, one or several, or nothing. */
const oneOrMany = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof(
    one,
    one.map((value) => [value]),
    fc.array(one, { maxLength: 3 }),
    fc.constantFrom(null, undefined),
  );

const anAddress = fc
  .record({
    municipality: fc.option(fc.constantFrom(...municipalities)),
    region: fc.option(fc.constantFrom(...regions)),
    country: fc.constantFrom(sweden, null, 'QJgN_Zge_BzJ'),
  })
  .map(({ municipality, region, country }) => ({
    municipality_concept_id: municipality?.[0] ?? null,
    municipality_code: municipality?.[1] ?? null,
    region_concept_id: region?.[0] ?? null,
    region_code: region?.[1] ?? null,
    country_concept_id: country,
  }));

const anAd = fc
  .record({
    occupation: oneOrMany(fc.constantFrom(...names).map((id) => concept(id, null))),
    occupation_group: oneOrMany(fc.constantFrom(...groups).map(([id, code]) => concept(id, code))),
    occupation_field: oneOrMany(fc.constantFrom(...fields).map((id) => concept(id, null))),
    workplace_address: oneOrMany(anAddress),
    publication_date: fc.constantFrom(
      '2022-12-31T23:59:59',
      '2023-01-01T00:00:00',
      '2023-07-01T08:00:00',
      '2024-01-01T00:00:01',
    ),
  })
  // The archive makes ids from the ad's content too.
  .map((ad) => ({ ...ad, id: createHash('sha1').update(JSON.stringify(ad)).digest('hex') }));

const aPlace = fc.oneof(
  fc
    .constantFrom(...municipalities)
    .map(([taxonomyId, code]) => ({ level: PlaceKind.MUNICIPALITY, code, name: code, taxonomyId })),
  fc
    .constantFrom(...regions)
    .map(([taxonomyId, code]) => ({ level: PlaceKind.COUNTY, code, name: code, taxonomyId })),
  fc.constant({ level: PlaceKind.COUNTRY, code: 'SE', name: 'Sverige', taxonomyId: sweden }),
);
const groupIds = groups.map(([id]) => id);
const aSearch: fc.Arbitrary<JobSearch> = fc
  .record({
    occupationGroups: fc.option(fc.uniqueArray(fc.constantFrom(...groupIds), { minLength: 1 }), {
      nil: undefined,
    }),
    occupationConcept: fc.option(fc.constantFrom(...names, ...groupIds, ...fields), { nil: undefined }),
    place: fc.option(aPlace, { nil: undefined }),
    countries: fc.option(fc.constant(['SE']), { nil: undefined }),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));

describeOnBothDatabases('the counts of a loaded year', (database) => {
  it('equal those of the Historical API with the same ads, for any search', async () => {
    let ads: object[] = [];
    const server = await fakeUpstream({ '*': (request) => archiveOf(() => ads)(request) });
    const { dataSource } = database();
    const legacy = await legacyCodes(await readContent(database()));

    await fc.assert(
      fc.asyncProperty(
        fc.array(anAd, { minLength: 1, maxLength: 40 }),
        fc.array(aSearch, { minLength: 1, maxLength: 8 }),
        async (some, searches) => {
          // At least one ad is of the year, or the load fails; some are duplicates.
          const all = [...some, archived(), ...some.slice(0, 3)];
          const file = fileOf('2023.jsonl', jsonLines(all));
          const { counted } = await loadYear({
            year: 2023,
            paths: [file],
            database: dataSource,
            legacy,
            now: new Date('2026-01-02'),
            onProgress: () => {},
          });
          ads = all;
          // Clients of their own, so that no answer of an earlier round is remembered.
          const local = yearCounts(dataSource);
          const api = historical.open(testUpstream({ ...historical, baseUrl: server.url }));

          for (const search of [{}, ...searches]) {
            const [here] = await local.countsByYear(search, [2023], aCall());
            const [there] = (await api.countsByYear?.(search, [2023], aCall())) ?? [];
            expect({ search, count: here?.count }).toEqual({ search, count: there?.count });
            expect(here?.count).toBeLessThanOrEqual(counted);
          }
        },
      ),
      { numRuns: runs(80) },
    );
  });
});

describe('a trend', () => {
  const fiveYears = [2019, 2020, 2021, 2022, 2023];
  const list = fiveYears.flatMap((year) =>
    Array.from({ length: year - 2015 }, () => archived({ publication_date: `${year}-03-01T00:00:00` })),
  );

  async function gatewayWith(loaded: readonly number[]) {
    const server = await fakeUpstream({ '*': (request) => archiveOf(() => list)(request) });
    const gateway = await testGateway({ SOURCES: 'live', SOURCE_HISTORICAL_URL: server.url });
    onTestFinished(() => gateway.close());
    const legacy = await legacyCodes(await readContent(gateway.database));
    for (const year of loaded) {
      const paths = [fileOf(`${year}.jsonl`, jsonLines(list))];
      await loadYear({
        year,
        paths,
        database: gateway.database.dataSource,
        legacy,
        now: new Date(),
        onProgress: () => {},
      });
    }
    return { server, gateway };
  }
  const trend = (filter: string) =>
    `{ jobAdTrend(fromYear: 2019, toYear: 2023, filter: { ${filter} }) { year count provenance { state retrievedAt locator licence source { slug } } } }`;

  it('of five years of which three are loaded sends two requests, and each year has its provenance', async () => {
    const { server, gateway } = await gatewayWith([2020, 2021, 2023]);

    const { data, errors, extensions } = await gateway.ask(trend('occupation: "2512", place: "Stockholm"'));

    expect(errors).toBeUndefined();
    expect(data.jobAdTrend.map(({ year, count }: { year: number; count: number }) => [year, count])).toEqual(
      fiveYears.map((year) => [year, year - 2015]),
    );
    expect(
      data.jobAdTrend.map(({ provenance }: { provenance: { state: string } }) => provenance.state),
    ).toEqual(['LIVE', 'CACHED', 'CACHED', 'LIVE', 'CACHED']);
    expect(data.jobAdTrend[1].provenance).toMatchObject({
      locator: `2020.jsonl: ${list.length} ads read, 5 of the year`,
      licence: 'CC0-1.0',
      source: { slug: 'historical' },
    });
    expect(server.asked.map((asked) => /from=(\d{4})/.exec(asked)?.[1]).sort()).toEqual(['2019', '2022']);
    expect(extensions.sources[0]).toMatchObject({ source: 'historical', requests: 2, cacheHits: 3 });
  });

  it('whose years are all loaded sends no request', async () => {
    const { server, gateway } = await gatewayWith(fiveYears);

    const { data, extensions } = await gateway.ask(
      '{ occupation(code: "2512") { adTrend(fromYear: 2019, toYear: 2023) { count } } }',
    );

    expect(data.occupation.adTrend.map(({ count }: { count: number }) => count)).toEqual([4, 5, 6, 7, 8]);
    expect(server.asked).toEqual([]);
    expect(extensions.sources[0]).toMatchObject({ source: 'historical', state: 'CACHED', requests: 0 });
  });

  it('by words sends a request for every year', async () => {
    const { server, gateway } = await gatewayWith([2020, 2021, 2023]);

    await gateway.ask(trend('query: "utvecklare"'));

    expect(server.asked).toHaveLength(5);
  });

  it('has the loaded years when the API fails, and `extensions.failures` names the archive', async () => {
    const { server, gateway } = await gatewayWith([2020, 2021, 2023]);
    server.answerAll({ status: 503 });

    const { data, errors, extensions } = await gateway.ask(trend('occupation: "2512"'));
    const none = await gateway.ask('{ jobAdTrend(fromYear: 2018, toYear: 2019) { count } }');

    expect(data.jobAdTrend.map(({ year, count }: { year: number; count: number }) => [year, count])).toEqual([
      [2020, 5],
      [2021, 6],
      [2023, 8],
    ]);
    expect(errors).toBeUndefined();
    expect(extensions.failures).toMatchObject([
      { path: ['jobAdTrend'], code: 'SOURCE_UNAVAILABLE', source: 'historical' },
    ]);
    expect(none.data.jobAdTrend).toBeNull();
  });

  it('sends a request for every year while the database fails', async () => {
    const { server, gateway } = await gatewayWith([2020]);
    const { dataSource } = gateway.database;
    await dataSource.query('ALTER TABLE "job_ad_year" RENAME TO "gone"');
    onTestFinished(() => dataSource.query('ALTER TABLE "gone" RENAME TO "job_ad_year"'));

    const { data, errors } = await gateway.ask(trend('occupation: "2512"'));

    expect(errors).toBeUndefined();
    expect(data.jobAdTrend.map(({ count }: { count: number }) => count)).toEqual([4, 5, 6, 7, 8]);
    expect(server.asked).toHaveLength(5);
  });
});

it('reports a database that cannot be reached as an error of the source', async () => {
  const database = await openTestDatabase();
  const counts = yearCounts(database.dataSource);
  await database.close();

  const asking = counts.countsByYear({}, [2023], aCall());

  await expect(asking).rejects.toBeInstanceOf(SourceError);
  await expect(asking).rejects.toMatchObject({ sourceId: 'historical', code: 'SOURCE_UNAVAILABLE' });
});

describeOnBothDatabases('counts that are asked for again', (database) => {
  it('cost no statement while no year is loaded, and are read anew after a minute', async () => {
    await emptyDatabase(database());
    const clock = new ShiftedClock();
    const counts = yearCounts(database().dataSource, clock);
    const statementsOf = async () => {
      const before = database().statements;
      await counts.countsByYear({}, [2022, 2023], aCall());
      return database().statements - before;
    };

    expect(await statementsOf()).toBe(1);
    expect(await statementsOf()).toBe(0);
    clock.putForward(61_000);
    expect(await statementsOf()).toBe(1);
  });
});
