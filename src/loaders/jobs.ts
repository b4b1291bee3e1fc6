import DataLoader from 'dataloader';
import type { Ads } from '../ads/open-ads.ts';
import type { YearCounts } from '../ads/years/year-counts.ts';
import type { Connection } from '../entities/connection.ts';
import { type JobAd, SourceCount, type YearCount } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type { OpenSource, Sources } from '../sources/registry.ts';
import type { JobOperations, JobSearch } from '../sources/source.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { CursorError, searchMark } from './dated-cursor.ts';
import { failureOf } from './failures.ts';
import { mergeAds, type Places, type SourcePage } from './merge-ads.ts';
import { type Continuation, mergedCursor, readMergedCursor } from './merged-cursor.ts';
import { once } from './shared-call.ts';
import { shownSince } from './shown-ads.ts';

/** A page of a list, as it is asked for. */
export interface AdWindow {
  first: number;
  after: string | null;
}

export interface JobAdPage extends Connection<JobAd> {
  totals: SourceCount[];
}

/** What came, and what failed; no connection when everything did. */
export interface JobAdAnswer {
  connection: JobAdPage | null;
  errors: SourceError[];
}

/** The years that could be had, in their order, and why there are no others. */
export interface AdTrend {
  years: YearCount[];
  errors: SourceError[];
}

type JobSource = OpenSource<'JOBS'>;

/** Pages looked through for one that holds anything new. */
const MOST_ROUNDS = 5;

/** What the database has of ads. */
interface Stored {
  kept: Ads['store'];
  yearCounts: YearCounts;
}

/** What resolvers ask of the sources of job ads, all of them at once. */
export function jobLoaders(sources: Sources, { kept, yearCounts }: Stored, call: Call) {
  const current = () => sources.ofKind('JOBS').filter(({ operations }) => operations.holds === 'CURRENT');

  /** Each list of today's ads by the sources that have it, the one to ask first in front. */
  const lists = (): JobSource[][] => [
    platsbanken(),
    ...current().flatMap((source) => (source.id === 'jobsearch' ? [] : [[source]])),
  ];
  /** What is kept has the same ads as JobSearch: it goes first while it is up to date, and stands in while it is not. */
  const platsbanken = (): JobSource[] => {
    const store = kept();
    const live = current().filter(({ id }) => id === 'jobsearch');
    if (!store) return live;
    return store.isFresh ? [store.source, ...live] : [...live, store.source];
  };

  const jobAds = once(async (search: JobSearch, { first, after }: AdWindow): Promise<JobAdAnswer> => {
    const mark = searchMark(search);
    const able = lists().filter(([source]) => source && canSearch(source, search));
    const before = after === null ? null : readMergedCursor(after, mark, Date.now());
    let position = before;
    for (let round = 1; ; round++) {
      const { pages, errors } = await pagesFrom(able, search, position, first);
      if (pages.length === 0) return { connection: null, errors };
      const { connection, next, repeated } = connected({ pages, errors, first, before: position, mark });
      const isEmpty = connection.nodes.length === 0 && first > 0;
      // Nothing but what was given before: what comes behind it is looked for, though not for ever.
      if (isEmpty && repeated > 0 && connection.pageInfo.hasNextPage && round < MOST_ROUNDS) {
        position = next;
        continue;
      }
      if (isEmpty && repeated === 0 && after !== null && errors.length === 0) {
        throw new CursorError(
          'after is beyond the end of the list, which has become shorter: begin anew without it.',
        );
      }
      connection.pageInfo.hasPreviousPage = before !== null;
      return { connection, errors };
    }
  });

  async function pagesFrom(
    able: readonly (readonly JobSource[])[],
    search: JobSearch,
    before: Continuation | null,
    first: number,
  ): Promise<{ pages: SourcePage[]; errors: SourceError[] }> {
    // Once a list has ended, its source is not asked again; one that has been switched on since is left out. A list
    // is gone on with where it was begun.
    const asked = before
      ? able.map((list) => list.filter(({ id }) => typeof before.places[id] === 'string'))
      : able;
    const open = asked.filter((list) => list.length > 0);
    if (open.length === 0 && before) {
      throw new CursorError('after belongs to a source that is switched off now: begin anew without it.');
    }
    const settled = await Promise.allSettled(
      open.map((list) =>
        firstToAnswer(list, async (source): Promise<SourcePage> => {
          const from = before?.places[source.id] ?? '';
          const page = await source.operations.searchAds(search, { from: from || null, limit: first }, call);
          return { id: source.id, from, page };
        }),
      ),
    );
    const errors: SourceError[] = [];
    const pages: SourcePage[] = [];
    for (const one of settled) {
      if (one.status === 'fulfilled') pages.push(one.value);
      else if (one.reason instanceof SourceError) errors.push(one.reason);
      else throw one.reason;
    }
    return { pages, errors };
  }

  return {
    jobAds,
    /** Asks for ads of Platsbanken, of whoever has them first. */
    async platsbanken<T>(ask: (operations: JobOperations) => Promise<T>): Promise<T> {
      const [first, ...others] = platsbanken();
      if (!first)
        throw new SourceError('jobsearch', 'SOURCE_NOT_CONFIGURED', 'is switched off in this deployment');
      return firstToAnswer([first, ...others], ({ operations }) => ask(operations));
    },
    /** Sources of today's ads that can answer the search. */
    jobSources: (search: JobSearch) =>
      lists().flatMap(([source]) => (source && canSearch(source, search) ? [source] : [])),
    /** One ad by source and id, `jobsearch:31281556`; null where the source is unknown or switched off. */
    jobAd: new DataLoader<string, JobAd | null>((keys) =>
      Promise.all(
        keys.map(async (key) => {
          const colon = key.indexOf(':');
          const [id, nativeId] = [key.slice(0, colon), key.slice(colon + 1)];
          const source = sources.get(id);
          const list = id === 'jobsearch' ? platsbanken() : source?.kind === 'JOBS' ? [source] : [];
          return adOf(list, nativeId, call).catch((error: Error) => error);
        }),
      ),
    ),
    /** Ads published in each year from the first to the last: of files where the year was loaded, else of the source. */
    adTrend: once(async (search: JobSearch, fromYear: number, toYear: number): Promise<AdTrend> => {
      const archive = sources.ofKind('JOBS').find(({ operations }) => operations.countsByYear !== null);
      if (!archive?.operations.countsByYear) {
        throw new SourceError('historical', 'SOURCE_NOT_CONFIGURED', 'is switched off in this deployment');
      }
      const years = Array.from({ length: toYear - fromYear + 1 }, (_, at) => fromYear + at);
      const loaded = await yearCounts.countsByYear(search, years, call).catch(noneOfDatabase);
      const known = new Set(loaded.map(({ year }) => year));
      const others = years.filter((year) => !known.has(year));
      if (others.length === 0) return { years: loaded, errors: [] };
      try {
        const asked = await archive.operations.countsByYear(search, others, call);
        return { years: [...loaded, ...asked].sort((a, b) => a.year - b.year), errors: [] };
      } catch (error) {
        if (loaded.length === 0 || !(error instanceof SourceError)) throw error;
        return { years: loaded, errors: [error] };
      }
    }),
  };
}

/** The answer of the first source that gives one; the error of the last when none does. */
async function firstToAnswer<T>(
  [source, ...others]: readonly JobSource[],
  ask: (source: JobSource) => Promise<T>,
): Promise<T> {
  if (!source) throw new TypeError('no source to ask');
  try {
    return await ask(source);
  } catch (error) {
    if (others.length === 0 || !(error instanceof SourceError)) throw error;
    return firstToAnswer(others, ask);
  }
}

/** Without the database all is asked of the source. */
function noneOfDatabase(error: unknown): YearCount[] {
  if (error instanceof SourceError) return [];
  throw error;
}

/** One ad; what is kept may lack one that is a minute old, so the next source is asked too before it is said not to exist. */
async function adOf(list: readonly JobSource[], id: string, call: Call): Promise<JobAd | null> {
  let failure: SourceError | null = null;
  for (const { operations } of list) {
    try {
      const found = await operations.ad(id, call);
      if (found) return found;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failure = error;
    }
  }
  if (failure) throw failure;
  return null;
}

function canSearch({ operations }: JobSource, search: JobSearch): boolean {
  const { countries, searchesBy } = operations;
  if (search.countries && !search.countries.some((country) => countries.includes(country))) return false;
  if (search.place && !countries.includes('SE')) return false;
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || searchesBy.has(key as keyof JobSearch)) continue;
    // The same occupations, said in two classifications: one that is understood will do.
    if (key === 'occupationGroups' && search.iscoGroups && searchesBy.has('iscoGroups')) continue;
    if (key === 'iscoGroups' && search.occupationGroups && searchesBy.has('occupationGroups')) continue;
    return false;
  }
  return true;
}

interface Parts {
  pages: readonly SourcePage[];
  errors: readonly SourceError[];
  first: number;
  before: Continuation | null;
  mark: string;
}

function connected({ pages, errors, first, before, mark }: Parts): {
  connection: JobAdPage;
  /** How the lists go on after all that was looked at. */
  next: Continuation;
  repeated: number;
} {
  const now = Date.now();
  const totals = pages.map(({ id, page: { total, provenance } }) =>
    entity(SourceCount, { sourceId: id, count: total, provenance }),
  );
  const isCounted = errors.length === 0 && totals.every(({ count }) => count !== null);
  const counted = isCounted ? totals.reduce((sum, { count }) => sum + (count ?? 0), 0) : null;
  // Later pages do not ask the sources whose lists have ended, so they cannot count anew.
  const total = before ? before.total : counted;
  // Failed sources are asked again from where they were.
  const failed = Object.fromEntries(errors.map(({ sourceId }) => [sourceId, before?.places[sourceId] ?? '']));
  const shown = before?.shown ?? {};
  const merged = mergeAds(pages, first, shown);
  const goesOn = (after: Places, count: number): Continuation => {
    const places = { ...before?.places, ...failed, ...after };
    // A list of one source repeats nothing.
    const isOfSeveral = Object.keys(places).length > 1;
    return { places, total, shown: isOfSeveral ? shownSince(shown, merged.ads.slice(0, count)) : shown };
  };
  const edges = merged.ads.map(({ ad, after }, at) => ({
    node: ad,
    // Made when asked for: it holds what was given so far.
    get cursor() {
      return mergedCursor(mark, goesOn(after, at + 1), now);
    },
  }));
  const next = goesOn(merged.after, 0);
  const isAllRepeated = edges.length === 0 && merged.repeated > 0;
  const [only] = pages;
  const connection: JobAdPage = {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: merged.hasMore,
      hasPreviousPage: before !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? (isAllRepeated ? mergedCursor(mark, next, now) : null),
    },
    totalCount: total,
    totals,
    failures: errors.map(failureOf),
    provenance: only && pages.length === 1 ? only.page.provenance : null,
  };
  return { connection, next, repeated: merged.repeated };
}
