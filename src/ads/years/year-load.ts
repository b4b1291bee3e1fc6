import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { JobAdYearRow } from '../../database/job-ad-tables.ts';
import { archivedAd } from '../../sources/historical/archived-ad.ts';
import { firstArchiveYear } from '../../sources/historical/index.ts';
import { toJson } from '../ad-row.ts';
import { adFiles, checkPaths } from './ad-files.ts';
import { adValues } from './ad-values.ts';
import type { LegacyCodes } from './legacy-codes.ts';
import { LoadProgress } from './load-progress.ts';
import { YearLoadError } from './year-load-error.ts';
import { type YearRows, YearTally } from './year-tally.ts';

export interface YearToLoad {
  year: number;
  /** Downloaded files of historical ads. */
  paths: readonly string[];
  database: DataSource;
  legacy: LegacyCodes;
  now: Date;
  onProgress(line: string): void;
}

/** The result of loading a year. */
export interface LoadedYear {
  year: number;
  /** False when the same counts were stored before. */
  isNew: boolean;
  files: string[];
  read: number;
  unreadable: number;
  counted: number;
  otherYears: number;
  duplicates: number;
  withoutGroup: number;
  withoutConcepts: number;
  /** Months of the year in which no ad was published. */
  emptyMonths: string[];
  rows: number;
}

/** With more unreadable ads than this share the counts would be too low. */
const MAX_UNREADABLE_SHARE = 0.01;
/** This many may always be unreadable, as long as they are at most half of the ads. */
const FEW = 10;
/** Rows per statement. */
const BATCH_SIZE = 20_000;
/** An arbitrary number for the advisory lock that serialises loads. */
const yearLock = 7_261_914_040;

/**
 * Counts a year's ads from files and replaces the year's counts in one transaction. Nothing is written before all files
 * are read, so an interrupted load changes nothing and can be run again.
 */
export async function loadYear(wanted: YearToLoad): Promise<LoadedYear> {
  const { year, paths, database, legacy, now, onProgress } = wanted;
  refuseYear(year, now);
  await checkPaths(paths);
  const tally = new YearTally(year, legacy);
  const progress = new LoadProgress(onProgress);
  const files: string[] = [];
  let read = 0;
  let unreadable = 0;
  for await (const file of adFiles(paths)) {
    files.push(file.name);
    for await (const values of adValues(progress.measured(file))) {
      for (const value of values) {
        const ad = archivedAd.safeParse(value);
        if (ad.success) tally.add(ad.data);
        else unreadable++;
      }
      read += values.length;
      progress.addAds(values.length);
    }
    progress.reportNow();
  }
  if (unreadable > Math.max(read * MAX_UNREADABLE_SHARE, Math.min(FEW, read / 2))) {
    throw new YearLoadError(
      `${unreadable} of ${read} ads cannot be read, so the counts would be too low: give complete files of historical ads.`,
    );
  }
  if (tally.counted === 0) {
    throw new YearLoadError(`None of the ${read} ads was published in ${year}: correct --year or the files.`);
  }
  const { counted, otherYears, duplicates, withoutGroup, withoutConcepts } = tally;
  onProgress(`writing the counts of ${counted} ads`);
  const rows = tally.rows();
  const facts = { files: [...files].sort(), read, counted, withoutGroup, withoutConcepts };
  const isNew = await write(database, { year, ...facts, loadedAt: now }, rows);
  return {
    year,
    ...facts,
    isNew,
    unreadable,
    otherYears,
    duplicates,
    emptyMonths: monthsOf(year).filter((month) => !tally.months.has(month)),
    rows: rows.counts.count.length,
  };
}

function refuseYear(year: number, now: Date): void {
  if (year < firstArchiveYear) {
    throw new YearLoadError(`Trends begin in ${firstArchiveYear}: give files of that year or a later one.`);
  }
  if (year >= now.getFullYear()) {
    throw new YearLoadError(
      `${year} is not over: its counts would soon be too low, and the Historical API answers the current year.`,
    );
  }
}

const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);

type Facts = Omit<JobAdYearRow, 'digest'>;

/** Replaces the year's counts; returns false when they were the same. */
async function write(database: DataSource, facts: Facts, rows: YearRows): Promise<boolean> {
  const { loadedAt, ...counted } = facts;
  const digest = createHash('sha256')
    .update(JSON.stringify([counted, rows]))
    .digest('base64url');
  try {
    return await database.transaction(async (manager) => {
      await manager.query('SET LOCAL statement_timeout = 120000');
      await manager.query('SELECT pg_advisory_xact_lock($1)', [yearLock]);
      const [before]: { digest: string }[] = await manager.query(
        'SELECT "digest" FROM "job_ad_year" WHERE "year" = $1',
        [facts.year],
      );
      if (before?.digest === digest) return false;
      await replace(manager, facts, digest, rows);
      return true;
    });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new YearLoadError(
      `The counts could not be written${code}: check the database and its disk, then run the command again.`,
      { cause },
    );
  }
}

async function replace(manager: EntityManager, facts: Facts, digest: string, rows: YearRows): Promise<void> {
  const { year, loadedAt, files, read, counted, withoutGroup, withoutConcepts } = facts;
  for (const table of ['job_ad_year', 'job_ad_year_facet', 'job_ad_year_count']) {
    await manager.query(`DELETE FROM "${table}" WHERE "year" = $1`, [year]);
  }
  await manager.query(
    `INSERT INTO "job_ad_year" ("year", "loadedAt", "files", "read", "counted", "withoutGroup", "withoutConcepts", "digest")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [year, loadedAt, files, read, counted, withoutGroup, withoutConcepts, digest],
  );
  for (const [kind, facets] of [
    ['occupation', rows.occupations],
    ['place', rows.places],
  ] as const) {
    for (const [from, part] of inBatches(facets)) {
      const numbered = part.map((names, at) => ({ number: from + at + 1, names }));
      await manager.query(
        `INSERT INTO "job_ad_year_facet" ("year", "kind", "number", "names")
         SELECT $1, $2, r."number", r."names" FROM jsonb_to_recordset($3::jsonb) AS r("number" int, "names" text[])`,
        [year, kind, toJson(numbered)],
      );
    }
  }
  const { occupation, place, count } = rows.counts;
  for (const [from, part] of inBatches(count)) {
    const to = from + part.length;
    await manager.query(
      `INSERT INTO "job_ad_year_count" ("year", "occupation", "place", "count")
       SELECT $1, r.* FROM unnest($2::int[], $3::int[], $4::int[]) AS r`,
      [year, occupation.slice(from, to), place.slice(from, to), part],
    );
  }
  // The embedded database has no autovacuum; without statistics its queries take several times as long.
  await manager.query('ANALYZE "job_ad_year_facet", "job_ad_year_count"');
}

function* inBatches<T>(list: readonly T[]): Generator<[from: number, part: T[]]> {
  for (let from = 0; from < list.length; from += BATCH_SIZE)
    yield [from, list.slice(from, from + BATCH_SIZE)];
}
