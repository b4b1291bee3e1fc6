import type { DataSource } from 'typeorm';
import { query } from '../database/query.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { notOurs } from '../sources/across/list-cursor.ts';
import type { ListWindow } from '../sources/across/list-page.ts';
import { SWEDEN } from '../sources/jobtech/job-ad.ts';
import type { JobPlace, JobSearch } from '../sources/kinds/job-ads.ts';
import { employerWords, type StoredAd } from './ad-row.ts';
import { WhereClause } from './where-clause.ts';

/** A stored ad that a search found. */
export interface FoundAd {
  id: string;
  ad: StoredAd;
  publishedAt: Date;
}

export interface FoundPage {
  total: number;
  ads: FoundAd[];
  isLast: boolean;
}

/** When a search was made, and the signal that ends it. */
export interface Moment {
  now: Date;
  signal?: AbortSignal;
}

/** Only ads that are published at `now`, without samples. */
export function wherePublished(where: WhereClause, now: Date): WhereClause {
  return where
    .and('a."removedAt" IS NULL AND NOT a."isSample"')
    .and('(a."lastPublished" IS NULL OR a."lastPublished" >= ?)', now);
}

/**
 * The filters of JobSearch as conditions on stored ads. All filters must hold; a filter's value may be a code or a
 * concept id. Words are matched by their stems in any text of the ad. The conditions apply to the ad (`a`), or to the
 * columns of an event (`e`) that hold the ad as it was before the event.
 */
export function whereMatches(where: WhereClause, search: JobSearch, row: 'a' | 'e' = 'a'): WhereClause {
  const {
    text,
    anyOf,
    occupationGroups,
    occupationConcept,
    place,
    skills,
    publishedAfter,
    remote,
    employer,
  } = search;
  if (text !== undefined) where.and(`${row}."words" @@ plainto_tsquery('graph_swedish', ?)`, text);
  if (anyOf) {
    const phrases = anyOf.map((phrase) => `phraseto_tsquery('graph_swedish', ${where.parameter(phrase)})`);
    where.and(phrases.length > 0 ? `${row}."words" @@ (${phrases.join(' || ')})` : 'FALSE');
  }
  if (occupationGroups) where.and(`${row}."occupations" && ?::text[]`, occupationGroups);
  if (occupationConcept !== undefined) where.and(`${row}."occupations" && ?::text[]`, [occupationConcept]);
  if (place?.level === PlaceKind.COUNTRY || (!place && search.countries)) {
    where.and(`${row}."places" && ?::text[]`, [SWEDEN]);
  } else if (place) {
    where.and(
      `${row}."places" && ?::text[]`,
      place.taxonomyId ? [place.code, place.taxonomyId] : [place.code],
    );
  }
  if (skills) where.and(`${row}."skills" && ?::text[]`, skills);
  if (publishedAfter !== undefined) where.and(`${row}."publishedAt" >= ?`, new Date(publishedAfter));
  if (remote !== undefined) where.and(`${row}."isRemote" = ?`, remote);
  if (employer !== undefined) whereEmployer(where, employer, row);
  return where;
}

/** Digits match the beginning of the organisation number; each word matches the beginning of a word of the name. */
function whereEmployer(where: WhereClause, employer: string, row: 'a' | 'e'): void {
  const digits = employer.replace(/[\s-]/g, '');
  if (/^\d+$/.test(digits)) where.and(`starts_with(${row}."organisationNumber", ?)`, digits);
  else {
    for (const word of employerWords(employer).trim().split(' '))
      where.and(`strpos(${row}."employer", ?) > 0`, ` ${word}`);
  }
}

/** A page of the ads that match a search, the newest first, and the total count. */
export async function searchStoredAds(
  database: DataSource,
  search: JobSearch,
  { from, limit }: ListWindow,
  { now, signal }: Moment,
): Promise<FoundPage> {
  const where = whereMatches(wherePublished(new WhereClause(), now), search);
  const all = where.toString();
  const after = from === null ? null : readPosition(from);
  if (after) {
    const [time, id] = [where.parameter(after.publishedAt), where.parameter(after.id)];
    where.and(`(a."publishedAt", a."id") < (${time}, ${id})`);
  }
  const max = where.parameter(limit + 1);
  const rows = await query<{ total: number; id: string | null; ad: StoredAd; publishedAt: Date }>(
    database,
    `SELECT t."total", p.* FROM (SELECT count(*)::int AS "total" FROM "job_ad" a WHERE ${all}) t
       LEFT JOIN LATERAL (
         SELECT a."id", a."ad", a."publishedAt" FROM "job_ad" a WHERE ${where}
         ORDER BY a."publishedAt" DESC, a."id" DESC LIMIT ${max}
       ) p ON TRUE
       ORDER BY p."publishedAt" DESC, p."id" DESC`,
    where.values,
    signal,
  );
  const found = rows.flatMap(({ id, ad, publishedAt }) => (id === null ? [] : [{ id, ad, publishedAt }]));
  return { total: rows[0]?.total ?? 0, ads: found.slice(0, limit), isLast: found.length <= limit };
}

/** The number of matching ads of each place, by the place's code. */
export async function countStoredAds(
  database: DataSource,
  search: JobSearch,
  places: readonly JobPlace[],
  { now, signal }: Moment,
): Promise<{ code: string; count: number }[]> {
  const where = whereMatches(wherePublished(new WhereClause(), now), search);
  const codes = where.parameter(places.map(({ code }) => code));
  const ids = where.parameter(places.map(({ taxonomyId }) => taxonomyId));
  return query(
    database,
    `SELECT p."code", count(a."id")::int AS "count"
     FROM unnest(${codes}::text[], ${ids}::text[]) AS p("code", "id")
     LEFT JOIN "job_ad" a ON a."places" && ARRAY[p."code", p."id"] AND ${where}
     GROUP BY p."code"`,
    where.values,
    signal,
  );
}

/** A published ad; null when it does not exist or is no longer published. */
export async function storedAd(
  database: DataSource,
  id: string,
  { now, signal }: Moment,
): Promise<FoundAd | null> {
  const where = wherePublished(new WhereClause().and('a."id" = ?', id), now);
  const [found] = await query<FoundAd>(
    database,
    `SELECT a."id", a."ad", a."publishedAt" FROM "job_ad" a WHERE ${where}`,
    where.values,
    signal,
  );
  return found ?? null;
}

/** The position after an ad; it stays valid when ads are added or removed before it. */
export function positionOf({ id, publishedAt }: FoundAd): string {
  return `${publishedAt.getTime()}~${id}`;
}

function readPosition(from: string): { publishedAt: Date; id: string } {
  const [, time, id = ''] = /^(\d{1,13})~(.{1,200})$/s.exec(from) ?? [];
  if (time === undefined) throw notOurs();
  return { publishedAt: new Date(Number(time)), id };
}
