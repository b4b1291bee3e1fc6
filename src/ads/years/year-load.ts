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
  /** Files of historical ads, as they were downloaded. */
  paths: readonly string[];
  database: DataSource;
  legacy: LegacyCodes;
  now: Date;
  onProgress(line: string): void;
}

/** What came of the files. */
export interface LoadedYear {
  year: number;
  /** False where the same counts were there before. */
  isNew: boolean;
  files: string[];
  read: number;
  unreadable: number;
  counted: number;
  others: number;
  twice: number;
  withoutGroup: number;
  withoutConcepts: number;
  /** Months of the year in which no ad was published. */
  emptyMonths: string[];
  rows: number;
}

/** A few ads that cannot be read leave the counts nearly whole; more would make them another year's. */
const MOST_UNREADABLE = 0.01;
/** Of little may be left out more, but never most. */
const FEW = 10;
/** Rows in one statement. */
const batch = 20_000;
/** Any number; whoever loads a year takes turns by it. */
const yearLock = 7_261_914_040;

/**
 * Counts a year's ads from files and puts the counts in the place of what was there, all or nothing. Nothing is
 * written before all is read: a load that was stopped has left nothing behind, and is simply run again.
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
    for await (const values of adValues(progress.watch(file))) {
      for (const value of values) {
        const ad = archivedAd.safeParse(value);
        if (ad.success) tally.add(ad.data);
        else unreadable++;
      }
      read += values.length;
      progress.have(values.length);
    }
    progress.ended();
  }
  if (unreadable > Math.max(read * MOST_UNREADABLE, Math.min(FEW, read / 2))) {
    throw new YearLoadError(
      `${unreadable} of ${read} ads cannot be read, so that their counts would be too low: give whole files of historical ads.`,
    );
  }
  if (tally.counted === 0) {
    throw new YearLoadError(`None of the ${read} ads was published in ${year}: correct --year or the files.`);
  }
  const { counted, others, twice, withoutGroup, withoutConcepts } = tally;
  onProgress(`writing the counts of ${counted} ads`);
  const rows = tally.rows();
  const facts = { files: [...files].sort(), read, counted, withoutGroup, withoutConcepts };
  const isNew = await write(database, { year, ...facts, loadedAt: now }, rows);
  return {
    year,
    ...facts,
    isNew,
    unreadable,
    others,
    twice,
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
      `${year} is not over: its counts would soon be too low, and the Historical API counts it as it goes on.`,
    );
  }
}

const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);

type Facts = Omit<JobAdYearRow, 'digest'>;

/** Writes the year in the place of what was there; false where it was the same. */
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
      `The counts could not be written${code}: see to the database and its disk, and run it again.`,
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
  // The embedded database never does so by itself, and takes several times as long for an answer without.
  await manager.query('ANALYZE "job_ad_year_facet", "job_ad_year_count"');
}

function* inBatches<T>(list: readonly T[]): Generator<[from: number, part: T[]]> {
  for (let from = 0; from < list.length; from += batch) yield [from, list.slice(from, from + batch)];
}
