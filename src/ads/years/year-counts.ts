import type { DataSource } from 'typeorm';
import type { JobAdYearRow } from '../../database/job-ad-tables.ts';
import { query, within } from '../../database/query.ts';
import { YearCount } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { DataState, Provenance } from '../../entities/provenance.ts';
import { PlaceKind } from '../../entities/vocabulary.ts';
import { historical } from '../../sources/historical/index.ts';
import { SWEDEN } from '../../sources/jobtech/job-ad.ts';
import type { JobSearch } from '../../sources/kinds/job-ads.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { type Clock, seconds, systemClock } from '../../upstream/time.ts';
import { recent } from './recent.ts';

/** Ad counts of the years that were loaded from files. */
export interface YearCounts {
  /**
   * The number of matching ads in each of the years that are loaded and can answer the search; rejects with a
   * `SourceError` while the database cannot be reached.
   */
  countsByYear(search: JobSearch, years: readonly number[], call: Call): Promise<YearCount[]>;
}

/** A search as the counts can answer it: names of which an ad has one; null for any. */
interface Wanted {
  occupations: readonly string[] | null;
  places: readonly string[] | null;
  /** True for groups; false for a concept that may be an occupation, a group or a field. */
  isByGroup: boolean;
}

/** The Historical API can still answer when the database has not within this time, in milliseconds. */
const READ_WITHIN = seconds(3);
/** So long after a year is loaded or replaced, earlier answers may still be given. */
const KNOWN_FOR = seconds(60);
const MOST_REMEMBERED = 500;
/** A year answers by occupation only while at most this share of its ads has an unknown legacy number. */
const MAX_UNKNOWN_SHARE = 0.01;

type Row = Omit<JobAdYearRow, 'digest'> & { count: number };

export function yearCounts(database: DataSource, clock: Clock = systemClock): YearCounts {
  const remembered = { clock, validFor: KNOWN_FOR };
  const loadedYears = recent<ReadonlySet<number>>({ ...remembered, most: 1 });
  const counts = recent<Row[]>({ ...remembered, most: MOST_REMEMBERED });
  return {
    async countsByYear(search, all, call) {
      const wanted = wantedBy(search);
      if (!wanted) return [];
      const line = call.ledger.line(historical.id, historical);
      line.began(clock.now());
      try {
        const signal = within(call.signal, READ_WITHIN);
        const loaded = await loadedYears('', () => yearsIn(database, signal));
        // Most deployments load none.
        const years = all.filter((year) => loaded.has(year));
        if (years.length === 0) return [];
        const key = JSON.stringify([wanted, years]);
        const rows = await counts(key, () => counted(database, wanted, years, signal));
        return rows
          .filter((row) => canAnswer(row, wanted))
          .map((row) => {
            line.answered(DataState.CACHED, row.loadedAt);
            return entity(YearCount, { year: row.year, count: row.count, provenance: provenanceOf(row) });
          });
      } catch (cause) {
        throw new SourceError(
          historical.id,
          'SOURCE_UNAVAILABLE',
          'is stored in a database that cannot be reached now',
          { cause },
        );
      } finally {
        line.ended(clock.now());
      }
    },
  };
}

const countedBy = new Set(['occupationGroups', 'iscoGroups', 'occupationConcept', 'place', 'countries']);

/** The search as `searchParameters` gives it to the Historical API; null when the counts cannot answer it. */
function wantedBy(search: JobSearch): Wanted | null {
  const given = Object.entries(search).filter(([, value]) => value !== undefined);
  if (given.some(([key]) => !countedBy.has(key))) return null;
  const { occupationConcept, occupationGroups, iscoGroups, place, countries } = search;
  // ISCO groups repeat the occupation groups for other countries; alone they cannot be answered here.
  if (iscoGroups && !occupationGroups) return null;
  const occupations = occupationConcept === undefined ? occupationGroups : [occupationConcept];
  if (occupations?.length === 0) return null;
  const isSweden = place ? place.level === PlaceKind.COUNTRY : countries !== undefined;
  const named = place && [place.code, ...(place.taxonomyId === null ? [] : [place.taxonomyId])];
  return {
    occupations: occupations ?? null,
    places: isSweden ? [SWEDEN] : (named ?? null),
    isByGroup: occupationConcept === undefined,
  };
}

function canAnswer({ counted, withoutGroup, withoutConcepts }: Row, wanted: Wanted): boolean {
  if (!wanted.occupations) return true;
  return (wanted.isByGroup ? withoutGroup : withoutConcepts) <= counted * MAX_UNKNOWN_SHARE;
}

async function yearsIn(database: DataSource, signal: AbortSignal): Promise<ReadonlySet<number>> {
  const rows = await query<{ year: number }>(database, `SELECT "year" FROM "job_ad_year"`, [], signal);
  return new Set(rows.map(({ year }) => year));
}

/** The loaded years with their counts, from sums that were made when they were loaded. */
function counted(
  database: DataSource,
  wanted: Wanted,
  years: readonly number[],
  signal: AbortSignal,
): Promise<Row[]> {
  const values: unknown[] = [years];
  const numbers = (column: string, kind: string, names: readonly string[] | null) => {
    if (!names) return `c."${column}" = 0`;
    values.push(names);
    return `c."${column}" IN (SELECT f."number" FROM "job_ad_year_facet" f
      WHERE f."year" = y."year" AND f."kind" = '${kind}' AND f."names" && $${values.length}::text[])`;
  };
  const conditions = [
    numbers('occupation', 'occupation', wanted.occupations),
    numbers('place', 'place', wanted.places),
  ];
  return query(
    database,
    `SELECT y."year", y."loadedAt", y."files", y."read", y."counted", y."withoutGroup", y."withoutConcepts",
       (SELECT coalesce(sum(c."count"), 0)::int FROM "job_ad_year_count" c
        WHERE c."year" = y."year" AND ${conditions.join(' AND ')}) AS "count"
     FROM "job_ad_year" y WHERE y."year" = ANY($1) ORDER BY y."year"`,
    values,
    signal,
  );
}

function provenanceOf({ loadedAt, files, read, counted, withoutGroup }: Row): Provenance {
  const unknown = withoutGroup > 0 ? `, ${withoutGroup} with an unknown occupation` : '';
  return entity(Provenance, {
    sourceId: historical.id,
    url: historical.documentation,
    retrievedAt: loadedAt,
    state: DataState.CACHED,
    licence: historical.licence,
    attribution: historical.attribution,
    locator: `${files.join(', ')}: ${read} ads read, ${counted} of the year${unknown}`,
  });
}
