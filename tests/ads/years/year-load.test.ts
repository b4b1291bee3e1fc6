import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { type LegacyCodes, legacyCodes } from '../../../src/ads/years/legacy-codes.ts';
import { yearCounts } from '../../../src/ads/years/year-counts.ts';
import { type LoadedYear, loadYear } from '../../../src/ads/years/year-load.ts';
import { packFolders, readContent } from '../../../src/content/open-content.ts';
import { packVersion, readPack } from '../../../src/content/pack/pack.ts';
import { syncPack } from '../../../src/content/sync-pack.ts';
import type { Database } from '../../../src/database/database.ts';
import { PlaceKind } from '../../../src/entities/vocabulary.ts';
import type { JobPlace, JobSearch } from '../../../src/sources/kinds/job-ads.ts';
import { Ledger } from '../../../src/upstream/ledger.ts';
import {
  address,
  archived,
  concept,
  fileOf,
  goteborg,
  jsonLines,
  zipOf,
} from '../../support/archived-ads.ts';
import { describeOnBothDatabases } from '../../support/database.ts';
import { aCall } from '../../support/upstream.ts';

const now = new Date('2026-03-01T12:00:00Z');
const place = (level: PlaceKind, code: string, taxonomyId: string): { place: JobPlace } => ({
  place: { level, code, name: code, taxonomyId },
});
const inStockholm = place(PlaceKind.MUNICIPALITY, '0180', 'AvNB_uwa_6n6');
const inStockholmCounty = place(PlaceKind.COUNTY, '01', 'CifL_Rzy_Mku');
const developers: JobSearch = { occupationGroups: ['DJh5_yyF_hEM'] };

describeOnBothDatabases('loading a year of files', (database) => {
  let legacy: LegacyCodes | null = null;
  beforeEach(async () => {
    const { dataSource } = database();
    legacy ??= await referenceCodes(database());
    await dataSource.query('TRUNCATE "job_ad_year", "job_ad_year_facet", "job_ad_year_count"');
  });

  async function load(paths: string[], changes: { year?: number; now?: Date } = {}): Promise<LoadedYear> {
    if (!legacy) throw new TypeError('no codes');
    const { dataSource } = database();
    return loadYear({
      year: 2023,
      now,
      paths,
      database: dataSource,
      legacy,
      onProgress: () => {},
      ...changes,
    });
  }
  const counts = async (search: JobSearch, years = [2023]) => {
    const found = await yearCounts(database().dataSource).countsByYear(search, years, aCall());
    return found.map(({ count }) => count);
  };
  const stored = async () => {
    const { dataSource } = database();
    return [
      await dataSource.query('SELECT * FROM "job_ad_year" ORDER BY 1'),
      await dataSource.query('SELECT * FROM "job_ad_year_facet" ORDER BY 1, 2, 3'),
      await dataSource.query('SELECT * FROM "job_ad_year_count" ORDER BY 1, 2, 3'),
    ];
  };

  describe('reads', () => {
    const ads = () => [archived(), archived({ workplace_address: goteborg }), archived()];

    it.each<[string, (ads: object[]) => string | Promise<string>]>([
      ['an ad in each line', (list) => fileOf('2023.jsonl', jsonLines(list))],
      ['a last line without a line break', (list) => fileOf('2023.jsonl', jsonLines(list).trimEnd())],
      [
        'Windows line endings and a byte order mark',
        (list) => fileOf('2023.jsonl', `\ufeff${jsonLines(list).replaceAll('\n', '\r\n')}`),
      ],
      ['one array', (list) => fileOf('2023.json', JSON.stringify(list))],
      ['one array over many lines', (list) => fileOf('2023.json', JSON.stringify(list, null, 2))],
      ['an ad in each line of a .json file', (list) => fileOf('2023.json', jsonLines(list))],
      [
        'a file in a zip',
        (list) => zipOf('2023.zip', { 'readme.txt': 'Exempel', '2023.jsonl': jsonLines(list) }),
      ],
      [
        'several files in a zip',
        (list) =>
          zipOf('2023.zip', {
            'a/1.jsonl': jsonLines(list.slice(0, 1)),
            'a/2.json': JSON.stringify(list.slice(1)),
          }),
      ],
    ])('%s', async (_, write) => {
      const loaded = await load([await write(ads())]);

      expect(loaded).toMatchObject({ isNew: true, read: 3, counted: 3, unreadable: 0 });
      expect(await counts({})).toEqual([3]);
      expect(await counts(inStockholm)).toEqual([2]);
    });

    it('a line that is longer than a chunk of the file', async () => {
      const long = archived({ description: { text: 'å'.repeat(900_000) } });

      await load([fileOf('2023.jsonl', jsonLines([archived(), long, archived({ headline: 'a\u2028b' })]))]);

      expect(await counts(developers)).toEqual([3]);
    });

    it('several files, and counts an ad that is in two of them once', async () => {
      const [one, two, three] = ads();
      const first = fileOf('q1.jsonl', jsonLines([one ?? {}, two ?? {}]));
      const second = fileOf('q2.jsonl', jsonLines([two ?? {}, three ?? {}]));

      const loaded = await load([first, second]);

      expect(loaded).toMatchObject({ read: 4, counted: 3, duplicates: 1, files: ['q1.jsonl', 'q2.jsonl'] });
    });

    it('lists where other files have one value, and counts the ad once under each name in them', async () => {
      const ad = archived({
        occupation: [concept('fg7B_yov_smw', '2419')],
        occupation_group: [concept('DJh5_yyF_hEM', '2512'), concept('Z8ci_bBE_tmx', '2221')],
        workplace_address: [goteborg],
      });

      await load([fileOf('2023.jsonl', jsonLines([ad, archived()]))]);

      expect(await counts(developers)).toEqual([2]);
      expect(await counts({ occupationGroups: ['Z8ci_bBE_tmx'] })).toEqual([1]);
      expect(await counts({ occupationGroups: ['Z8ci_bBE_tmx', 'DJh5_yyF_hEM'] })).toEqual([2]);
      expect(await counts(place(PlaceKind.COUNTY, '14', 'zdoY_6u5_Krt'))).toEqual([1]);
    });

    it('years in Swedish time, and leaves out ads of other years', async () => {
      const dates = [
        '2022-12-31T23:59:59',
        '2022-12-31T23:30:00Z',
        '2023-01-01T00:45:00+01:00',
        '2022-12-31T23:45:00Z',
        '2023-01-01',
        '2023-12-31 23:59:59',
        '2023-12-31T23:00:00Z',
        '2024-01-01T00:00:00',
      ];

      const loaded = await load([
        fileOf('2023.jsonl', jsonLines(dates.map((publication_date) => archived({ publication_date })))),
      ]);

      expect(loaded).toMatchObject({ counted: 5, otherYears: 3 });
      expect(loaded.emptyMonths).toEqual(
        ['02', '03', '04', '05', '06', '07', '08', '09', '10', '11'].map((month) => `2023-${month}`),
      );
    });

    it('files with a few unreadable ads, and leaves these out', async () => {
      const bad = [
        '{"id": "1", "publication_date"',
        '[]',
        '{"publication_date":"2023-01-01"}',
        '{"id":"x","publication_date":"soon"}',
      ];

      const loaded = await load([
        fileOf('2023.jsonl', `${bad.join('\n')}\n${jsonLines([...ads(), ...ads()])}`),
      ]);

      expect(loaded).toMatchObject({ read: 10, counted: 6, unreadable: 4 });
    });
  });

  describe('with legacy numbers of occupations', () => {
    const old = (number: string, group: string | null = null) =>
      archived({
        occupation: { label: 'Exempel', legacy_ams_taxonomy_id: number },
        occupation_group: group === null ? null : { label: 'Exempel', legacy_ams_taxonomy_id: group },
        occupation_field: { label: 'Exempel', legacy_ams_taxonomy_id: 3 },
        workplace_address: { municipality_code: '0180', region_code: '01', country: 'Sverige' },
      });

    it('counts ads under the concepts of the reference file', async () => {
      const loaded = await load([fileOf('2023.jsonl', jsonLines([old('2419'), archived()]))]);

      expect(loaded).toMatchObject({ withoutGroup: 0, withoutConcepts: 0 });
      expect(await counts(developers)).toEqual([2]);
      expect(await counts({ occupationConcept: 'fg7B_yov_smw' })).toEqual([2]);
      expect(await counts({ occupationConcept: 'apaJ_2ja_LuF' })).toEqual([2]);
      expect(await counts({ ...developers, ...inStockholm })).toEqual([2]);
      expect(await counts({ countries: ['SE'] })).toEqual([2]);
    });

    it('answers by place but not by occupation when too many numbers are unknown', async () => {
      const loaded = await load([fileOf('2023.jsonl', jsonLines([old('99999'), archived()]))]);

      expect(loaded).toMatchObject({ counted: 2, withoutGroup: 1, withoutConcepts: 1 });
      expect(await counts(developers)).toEqual([]);
      expect(await counts(inStockholmCounty)).toEqual([2]);
      expect(await counts({})).toEqual([2]);
    });

    it('answers by group when only the occupations are unknown', async () => {
      await load([fileOf('2023.jsonl', jsonLines([old('99999', '2512'), archived()]))]);

      expect(await counts(developers)).toEqual([2]);
      expect(await counts({ occupationConcept: 'DJh5_yyF_hEM' })).toEqual([]);
    });

    it('does not take a number for the code of a group', async () => {
      const file = fileOf(
        '2023.jsonl',
        jsonLines([old('2221'), ...Array.from({ length: 200 }, () => archived())]),
      );

      await load([file]);

      expect(await counts({ occupationGroups: ['2221'] })).toEqual([0]);
      expect(await counts({ occupationGroups: ['2512'] })).toEqual([200]);
    });
  });

  describe('changes', () => {
    it('nothing when it is loaded again', async () => {
      const file = fileOf('2023.jsonl', jsonLines([archived(), archived({ workplace_address: goteborg })]));
      await load([file]);
      const before = await stored();

      const again = await load([file], { now: new Date('2026-04-01T00:00:00Z') });

      expect(again.isNew).toBe(false);
      expect(await stored()).toEqual(before);
    });

    it('all counts of its year, and none of another year', async () => {
      await load([fileOf('2022.jsonl', jsonLines([archived({ publication_date: '2022-01-01' })]))], {
        year: 2022,
      });
      await load([fileOf('2023.jsonl', jsonLines([archived(), archived()]))]);

      await load([fileOf('2023.jsonl', jsonLines([archived({ workplace_address: goteborg })]))]);

      expect(await counts({}, [2022, 2023, 2024])).toEqual([1, 1]);
      expect(await counts(inStockholm, [2022, 2023])).toEqual([1, 0]);
    });

    const whole = () => jsonLines(Array.from({ length: 40 }, () => archived()));
    it.each<[string, () => string | Promise<string>, RegExp]>([
      [
        'lines are cut',
        () => fileOf('2023.jsonl', whole().slice(0, -30)),
        /2023\.jsonl ends in the middle of an ad: download it again/,
      ],
      [
        'an array is cut',
        () => fileOf('2023.json', JSON.stringify([archived(), archived()]).slice(0, -1)),
        /2023\.json ends in the middle of an ad/,
      ],
      [
        'an array is broken',
        () => fileOf('2023.json', `[${JSON.stringify(archived())},,]`),
        /not valid JSON/,
      ],
      [
        'something follows an array',
        () => fileOf('2023.json', `[${JSON.stringify(archived())}] []`),
        /after the end of its list/,
      ],
      ['a file is empty', () => fileOf('2023.jsonl', ''), /2023\.jsonl is empty/],
      [
        'most ads cannot be read',
        () => fileOf('2023.jsonl', `${'{}\n'.repeat(3)}${jsonLines([archived(), archived()])}`),
        /3 of 5 ads cannot be read/,
      ],
      [
        'many ads cannot be read',
        () => fileOf('2023.jsonl', `${'{}\n'.repeat(11)}${whole()}`),
        /11 of 51 ads cannot be read/,
      ],
      [
        'no ad is of the year',
        () => fileOf('2024.jsonl', jsonLines([archived({ publication_date: '2024-02-01' })])),
        /None of the 1 ads was published in 2023: correct --year or the files/,
      ],
      [
        'a file is neither lines nor an array',
        () => fileOf('2023.json', 'x'.repeat(5_000_000)),
        /neither a list of ads nor an ad in each line/,
      ],
      [
        'a file has another extension',
        () => fileOf('2023.csv', 'id;label'),
        /2023\.csv: give files that end in \.jsonl, \.json or \.zip/,
      ],
      [
        'there is no such file',
        () => '/nowhere/2023.jsonl',
        /\/nowhere\/2023\.jsonl cannot be read \(ENOENT\): correct the path/,
      ],
      [
        'a zip file is not a zip',
        () => fileOf('2023.zip', whole()),
        /2023\.zip is not a complete zip file \(.+\): download it again/,
      ],
      [
        'a zip is cut',
        async () => cutZip(await zipOf('2023.zip', { '2023.jsonl': whole() }), 0.5),
        /not a complete zip file/,
      ],
      [
        'a zip is damaged',
        async () => damagedZip(await zipOf('2023.zip', { '2023.jsonl': whole() })),
        /not a complete zip file/,
      ],
      [
        'an uncompressed zip is damaged',
        async () => damagedZip(await zipOf('2023.zip', { '2023.jsonl': whole() }, false)),
        /2023\.zip is not a complete zip file \(a checksum does not match\)/,
      ],
      [
        'a zip holds no ads',
        () => zipOf('2023.zip', { 'readme.txt': 'Exempel' }),
        /2023\.zip holds no file that ends in/,
      ],
      [
        'the second file in a zip is cut',
        () => zipOf('2023.zip', { '1.jsonl': whole(), '2.jsonl': whole().slice(0, -9) }),
        /2023\.zip\/2\.jsonl ends in the middle/,
      ],
    ])('nothing when %s', async (_, write, message) => {
      await load([fileOf('2023.jsonl', jsonLines([archived()]))]);
      const before = await stored();

      const loading = load([await write()]);

      await expect(loading).rejects.toThrow(message);
      await expect(loading).rejects.toThrow(/Nothing was changed\.$/);
      expect(await stored()).toEqual(before);
    });

    it('nothing when the same file is given twice', async () => {
      const file = fileOf('2023.jsonl', jsonLines([archived()]));

      await expect(load([file, file])).rejects.toThrow(/is given twice: leave one out/);
    });

    it.each([
      [2015, /Trends begin in 2016/],
      [2026, /2026 is not over/],
    ])('nothing of %d', async (year, message) => {
      const file = fileOf('ads.jsonl', jsonLines([archived({ publication_date: `${year}-02-01` })]));

      await expect(load([file], { year })).rejects.toThrow(message);
    });

    it('nothing when the database fails in the middle', async () => {
      await load([fileOf('2023.jsonl', jsonLines([archived()]))]);
      const before = await stored();
      const { dataSource } = database();
      await dataSource.query('ALTER TABLE "job_ad_year_count" ADD CONSTRAINT "full" CHECK ("count" < 3)');

      const loading = load([fileOf('2023.jsonl', jsonLines([archived(), archived(), archived()]))]);

      await expect(loading).rejects.toThrow(/could not be written \(23514\): check the database/);
      await dataSource.query('ALTER TABLE "job_ad_year_count" DROP CONSTRAINT "full"');
      expect(await stored()).toEqual(before);
    });
  });

  it('gives counts with the files, the load time and the number of ads read, without a request', async () => {
    await load([
      await zipOf('2023.zip', {
        'ads.jsonl': jsonLines([archived(), archived({ publication_date: '2022-01-01' })]),
      }),
    ]);
    const ledger = new Ledger();

    const [year] = await yearCounts(database().dataSource).countsByYear({}, [2023], aCall({ ledger }));

    expect(year).toMatchObject({
      year: 2023,
      count: 1,
      provenance: {
        sourceId: 'historical',
        state: 'CACHED',
        retrievedAt: now,
        licence: 'CC0-1.0',
        locator: '2023.zip/ads.jsonl: 2 ads read, 1 of the year',
      },
    });
    expect(ledger.report()).toMatchObject([
      { source: 'historical', state: 'CACHED', requests: 0, cacheHits: 1, retrievedAt: now },
    ]);
  });

  it.each<[string, JobSearch]>([
    ['words', { text: 'java' }],
    ['skills', { skills: ['Q1D1_Pdc_rnT'] }],
    ['an employer', { employer: 'Exempel' }],
    ['remote work', { remote: false }],
    ['a time', { publishedAfter: '2023-05-01T00:00:00Z' }],
    ['groups of another classification alone', { iscoGroups: ['2512'] }],
    ['no group at all', { occupationGroups: [] }],
  ])('gives no counts for a search by %s', async (_, search) => {
    await load([fileOf('2023.jsonl', jsonLines([archived()]))]);

    expect(await counts(search)).toEqual([]);
  });

  it('does not take the code of a place for one of a group', async () => {
    // Kalix is 2514, and so are systems testers.
    const kalix = address([null, '2514'], [null, '25']);

    await load([fileOf('2023.jsonl', jsonLines([archived({ workplace_address: kalix }), archived()]))]);

    expect(await counts({ occupationGroups: ['2514'] })).toEqual([0]);
    expect(await counts(place(PlaceKind.MUNICIPALITY, '2514', 'cUyN_C9V_HLU'))).toEqual([1]);
  });

  it('counts an ad in the county that it names only', async () => {
    const ads = [
      archived({ workplace_address: address(['AvNB_uwa_6n6', '0180'], null) }),
      archived({ workplace_address: address(null, ['CifL_Rzy_Mku', '01']) }),
    ];

    await load([fileOf('2023.jsonl', jsonLines(ads))]);

    expect(await counts(inStockholmCounty)).toEqual([1]);
    expect(await counts(inStockholm)).toEqual([1]);
  });
});

async function referenceCodes(database: Database): Promise<LegacyCodes> {
  const folders = packFolders(null);
  await syncPack(database.dataSource, await packVersion(folders), () => readPack(folders));
  return legacyCodes(await readContent(database));
}

function cutZip(path: string, share: number): string {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * share)));
  return path;
}

/** Turns a bit in the middle of what is packed. */
function damagedZip(path: string): string {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length / 3);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  return path;
}
