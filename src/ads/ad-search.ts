import type { DataSource } from 'typeorm';
import { PlaceKind } from '../entities/vocabulary.ts';
import type { ListWindow } from '../sources/across/list-page.ts';
import { SWEDEN } from '../sources/jobtech/job-ad.ts';
import type { JobPlace, JobSearch } from '../sources/kinds/job-ads.ts';
import { employerWords, type StoredAd } from './ad-row.ts';

/** An ad that was found. */
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

/** A part of a statement and the values that it refers to by their numbers. */
export class Statement {
  private readonly conditions: string[] = [];

  /** Parts of one statement share their values. */
  constructor(readonly values: unknown[] = []) {}

  /** Adds a condition; `?` in it stands for the value. */
  and(condition: string, value?: unknown): this {
    if (value === undefined) this.conditions.push(condition);
    else this.conditions.push(condition.replace('?', () => this.value(value)));
    return this;
  }
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
  toString(): string {
    return this.conditions.join(' AND ') || 'TRUE';
  }
}

/** Ads that are published at the time, and no examples. */
export function published(statement: Statement, now: Date): Statement {
  return statement
    .and('a."removedAt" IS NULL AND NOT a."isSample"')
    .and('(a."lastPublished" IS NULL OR a."lastPublished" >= ?)', now);
}

/**
 * What JobSearch would be asked by, as conditions on what is stored: families of filters narrow each other, and a
 * value of a family is asked for as a code or a concept id. Words are found by their stems wherever an ad has them.
 * Held against the ad, or against what an event keeps of the ad as it was before.
 */
export function searched(statement: Statement, search: JobSearch, row: 'a' | 'e' = 'a'): Statement {
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
  if (text !== undefined) statement.and(`${row}."words" @@ plainto_tsquery('graph_swedish', ?)`, text);
  if (anyOf) {
    const phrases = anyOf.map((phrase) => `phraseto_tsquery('graph_swedish', ${statement.value(phrase)})`);
    statement.and(phrases.length > 0 ? `${row}."words" @@ (${phrases.join(' || ')})` : 'FALSE');
  }
  if (occupationGroups) statement.and(`${row}."occupations" && ?::text[]`, occupationGroups);
  if (occupationConcept !== undefined)
    statement.and(`${row}."occupations" && ?::text[]`, [occupationConcept]);
  if (place?.level === PlaceKind.COUNTRY || (!place && search.countries)) {
    statement.and(`${row}."places" && ?::text[]`, [SWEDEN]);
  } else if (place) {
    statement.and(
      `${row}."places" && ?::text[]`,
      place.taxonomyId ? [place.code, place.taxonomyId] : [place.code],
    );
  }
  if (skills) statement.and(`${row}."skills" && ?::text[]`, skills);
  if (publishedAfter !== undefined) statement.and(`${row}."publishedAt" >= ?`, new Date(publishedAfter));
  if (remote !== undefined) statement.and(`${row}."isRemote" = ?`, remote);
  if (employer !== undefined) employedBy(statement, employer, row);
  return statement;
}

/** A number is the beginning of an organisation's; words begin words of the name. */
function employedBy(statement: Statement, employer: string, row: 'a' | 'e'): void {
  const digits = employer.replace(/[\s-]/g, '');
  if (/^\d+$/.test(digits)) statement.and(`starts_with(${row}."organisationNumber", ?)`, digits);
  else {
    for (const word of employerWords(employer).trim().split(' '))
      statement.and(`strpos(${row}."employer", ?) > 0`, ` ${word}`);
  }
}

/** A page of the ads that answer a search, the newest first, and how many there are in all. */
export async function searchStoredAds(
  database: DataSource,
  search: JobSearch,
  { from, limit }: ListWindow,
  now: Date,
): Promise<FoundPage> {
  const wanted = searched(published(new Statement(), now), search);
  const all = wanted.toString();
  const after = from === null ? null : readPlace(from);
  if (after) {
    const [time, id] = [wanted.value(after.publishedAt), wanted.value(after.id)];
    wanted.and(`(a."publishedAt", a."id") < (${time}, ${id})`);
  }
  const most = wanted.value(limit + 1);
  const rows: { total: number; id: string | null; ad: StoredAd; publishedAt: Date }[] = await database.query(
    `SELECT t."total", p.* FROM (SELECT count(*)::int AS "total" FROM "job_ad" a WHERE ${all}) t
       LEFT JOIN LATERAL (
         SELECT a."id", a."ad", a."publishedAt" FROM "job_ad" a WHERE ${wanted}
         ORDER BY a."publishedAt" DESC, a."id" DESC LIMIT ${most}
       ) p ON TRUE
       ORDER BY p."publishedAt" DESC, p."id" DESC`,
    wanted.values,
  );
  const found = rows.flatMap(({ id, ad, publishedAt }) => (id === null ? [] : [{ id, ad, publishedAt }]));
  return { total: rows[0]?.total ?? 0, ads: found.slice(0, limit), isLast: found.length <= limit };
}

/** How many ads of a search each place has, by its code. */
export async function countStoredAds(
  database: DataSource,
  search: JobSearch,
  places: readonly JobPlace[],
  now: Date,
): Promise<{ code: string; count: number }[]> {
  const wanted = searched(published(new Statement(), now), search);
  const codes = wanted.value(places.map(({ code }) => code));
  const ids = wanted.value(places.map(({ taxonomyId }) => taxonomyId));
  return database.query(
    `SELECT p."code", count(a."id")::int AS "count"
     FROM unnest(${codes}::text[], ${ids}::text[]) AS p("code", "id")
     LEFT JOIN "job_ad" a ON a."places" && ARRAY[p."code", p."id"] AND ${wanted}
     GROUP BY p."code"`,
    wanted.values,
  );
}

/** One ad that is published; null for any other. */
export async function storedAd(database: DataSource, id: string, now: Date): Promise<FoundAd | null> {
  const wanted = published(new Statement().and('a."id" = ?', id), now);
  const [found]: FoundAd[] = await database.query(
    `SELECT a."id", a."ad", a."publishedAt" FROM "job_ad" a WHERE ${wanted}`,
    wanted.values,
  );
  return found ?? null;
}

/** A place in a list that stays where it is when ads come and go before it. */
export function placeOf({ id, publishedAt }: FoundAd): string {
  return `${publishedAt.getTime()}~${id}`;
}

function readPlace(from: string): { publishedAt: Date; id: string } {
  const [time = '', ...id] = from.split('~');
  return { publishedAt: new Date(Number(time) || 0), id: id.join('~') };
}
