import DataLoader from 'dataloader';
import { type JobAd, SourceCount } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { type Answer, type Gathered } from '../sources/across/ask-each.ts';
import { failureOf, type MergedConnection } from '../sources/across/list.ts';
import {
  canSearch,
  type JobOperations,
  type JobPlace,
  type JobSearch,
  type PlaceAdCount,
} from '../sources/kinds/job-ads.ts';
import type { Call } from '../upstream/call.ts';
import { gather } from './gather.ts';
import type { ListArguments } from './list-arguments.ts';

type Counted = Answer<MergedConnection<JobAd>>;

/** So many places are counted one by one, in all sources. `Place.jobAds` declares as many calls. */
export const MOST_SINGLE_COUNTS = 12;

interface Dependencies {
  jobAds(search: JobSearch, window: ListArguments): Promise<Counted>;
  askAdSources(
    has: (operations: JobOperations) => boolean,
    ask: (operations: JobOperations) => Promise<PlaceAdCount[]>,
  ): Promise<Gathered<PlaceAdCount[]>>;
}

/**
 * How many ads searches find that differ in their place alone. Many places are counted together, by the sources that can:
 * one call counts all counties, where a call for each place would pass every limit.
 */
export function adCountLoader({ jobAds, askAdSources }: Dependencies, call: Call) {
  const single = (search: JobSearch) => jobAds(search, { first: 0, after: null });
  const together = async (searches: readonly JobSearch[]): Promise<(Counted | Error)[]> => {
    const { place: _, ...search } = searches[0] ?? {};
    const places = searches.flatMap(({ place }) => place ?? []);
    const gathered = await askAdSources(
      (operations) => operations.countsByPlace !== undefined && canSearch(operations, search),
      async (operations) => (await operations.countsByPlace?.(search, places, call)) ?? [],
    );
    return searches.map(({ place }) => countIn(gathered, place));
  };
  return new DataLoader<JobSearch, Counted, string>(
    async (searches) => {
      if (searches.length <= MOST_SINGLE_COUNTS) return settled(searches.map(single));
      const groups = new Map<string, JobSearch[]>();
      for (const one of searches) {
        const { place, ...search } = one;
        const key = JSON.stringify([place?.level, search]);
        groups.set(key, [...(groups.get(key) ?? []), one]);
      }
      const found = new Map<JobSearch, Counted | Error>();
      await Promise.all(
        [...groups.values()].map(async (group) => {
          const isOfPlaces = group[0]?.place && group[0].place.level !== PlaceKind.COUNTRY;
          const counts = isOfPlaces
            ? await together(group).catch((error: Error) => group.map(() => error))
            : await settled(group.map(single));
          for (const [at, search] of group.entries()) found.set(search, counts[at] ?? new Error('no count'));
        }),
      );
      return searches.map((search) => found.get(search) ?? new Error('no count'));
    },
    gather((search: JobSearch) => JSON.stringify(search)),
  );
}

const settled = (asked: Promise<Counted>[]): Promise<(Counted | Error)[]> =>
  Promise.all(asked.map((one) => one.catch((error: Error) => error)));

function countIn({ answers, failures }: Gathered<PlaceAdCount[]>, place: JobPlace | undefined): Counted {
  const totals = answers.flatMap(({ id, value }) => {
    const found = value.find(({ code }) => code === place?.code);
    return found
      ? [entity(SourceCount, { sourceId: id, count: found.count, provenance: found.provenance })]
      : [];
  });
  if (answers.length === 0 && failures.length > 0) return { value: null, failures };
  const [only] = totals;
  const total = totals.length === 0 ? null : totals.reduce((sum, { count }) => sum + (count ?? 0), 0);
  return {
    value: {
      nodes: [],
      edges: [],
      pageInfo: {
        hasNextPage: (total ?? 0) > 0,
        hasPreviousPage: false,
        startCursor: null,
        endCursor: null,
      },
      totalCount: total,
      totals,
      failures: failures.map(failureOf),
      provenance: only && totals.length === 1 ? only.provenance : null,
    },
    failures,
  };
}
