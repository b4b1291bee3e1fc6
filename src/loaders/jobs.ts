import DataLoader from 'dataloader';
import type { Ads } from '../ads/open-ads.ts';
import type { YearCounts } from '../ads/years/year-counts.ts';
import type { JobAd, YearCount } from '../entities/job-ad.ts';
import { type Answer, askEach } from '../sources/across/ask-each.ts';
import { firstToAnswer, listAcross, type MergedConnection } from '../sources/across/list.ts';
import { adList, adMerge, canSearch, type JobOperations, type JobSearch } from '../sources/kinds/job-ads.ts';
import type { OpenSource, Sources } from '../sources/open-sources.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { adCountLoader } from './ad-counts.ts';
import { splitSourceKey } from './by-source.ts';
import type { ListArguments } from './list-arguments.ts';
import { sharedCall } from './shared-call.ts';

type JobSource = OpenSource<'JOBS'>;

/** Sources with the same list of ads, the one to call first in front. `id` is that of the registered source. */
interface AdSources {
  id: string;
  sources: readonly JobSource[];
}

/** Ads and counts in the database. */
interface Storage {
  adStore: Ads['store'];
  yearCounts: YearCounts;
}

/** The loaders of job ads. */
export function jobLoaders(sources: Sources, { adStore, yearCounts }: Storage, call: Call) {
  /** The sources of current ads. The ad store is called before its source while it is up to date, else after it. */
  const current = (): AdSources[] => {
    const all = sources
      .ofKind('JOBS')
      .filter(({ operations }) => operations.holds === 'CURRENT')
      .map((source): AdSources => ({ id: source.id, sources: [source] }));
    const store = adStore();
    if (!store) return all;
    const { standsInFor, isFresh, source } = store;
    const live = all.find(({ id }) => id === standsInFor)?.sources ?? [];
    const both = { id: standsInFor, sources: isFresh ? [source, ...live] : [...live, source] };
    const isOn = live.length > 0;
    return isOn ? all.map((one) => (one.id === standsInFor ? both : one)) : [both, ...all];
  };
  const able = (can: (operations: JobOperations) => boolean): AdSources[] =>
    current().filter(({ sources: [first] }) => first && can(first.operations));
  /** Errors for sources that are switched off: those that the client named, or all when no source can be called. */
  const off = (on: readonly AdSources[], ids?: readonly string[] | null): readonly SourceError[] => {
    if (!ids && on.length > 0) return [];
    return sources.members('JOBS', {
      ids: ids ?? null,
      can: ({ operations }) => operations.holds === 'CURRENT',
    }).off;
  };

  const jobAds = sharedCall(
    async (
      search: JobSearch,
      window: ListArguments,
      ids: readonly string[] | null = null,
      can: 'SEARCH' | 'READ_TEXTS' = 'SEARCH',
    ): Promise<Answer<MergedConnection<JobAd>>> => {
      const on = able(
        (operations) => canSearch(operations, search) && (can === 'SEARCH' || operations.hasSwedishTexts),
      ).filter(({ id }) => !ids || ids.includes(id));
      return listAcross({
        lists: on.map((one) => one.sources.map((source) => adList(source, search, call))),
        off: off(on, ids),
        search: ids ? { ...search, ids } : search,
        rule: adMerge,
        keeper: sources.cursors,
        ...window,
      });
    },
  );

  /** Calls an operation of all sources of current ads that have it. When one fails, the next with the same ads is called. */
  function askAdSources<T>(
    has: (operations: JobOperations) => boolean,
    ask: (operations: JobOperations) => Promise<T>,
  ) {
    const on = able(has);
    return askEach({ on, off: off(on) }, (one) =>
      firstToAnswer(one.sources, ({ operations }) => ask(operations)),
    );
  }

  return {
    jobAds,
    /** The sources of current ads that support the search. */
    jobSources: (search: JobSearch): JobSource[] =>
      able((operations) => canSearch(operations, search)).flatMap(({ sources: [first] }) => first ?? []),
    askAdSources,
    adCount: adCountLoader({ jobAds, askAdSources }, call),
    /** One ad by source and id, `jobsearch:31281556`. Null for an unknown source; an error for one that is switched off. */
    jobAd: new DataLoader<string, JobAd | null>((keys) =>
      Promise.all(
        keys.map(async (key) => {
          try {
            const { sourceId, id } = splitSourceKey(key);
            const same = current().find((one) => one.id === sourceId)?.sources;
            const source = same ? null : sources.member('JOBS', sourceId);
            return await adOf(same ?? (source ? [source] : []), id, call);
          } catch (error) {
            return error instanceof Error ? error : new Error(String(error));
          }
        }),
      ),
    ),
    /**
     * The number of ads published in each year, with a row for each archive that counts them. Years that were loaded
     * from files come from the database, the others from the source.
     */
    adTrend: sharedCall(
      async (search: JobSearch, fromYear: number, toYear: number): Promise<Answer<YearCount[]>> => {
        const years = Array.from({ length: toYear - fromYear + 1 }, (_, at) => fromYear + at);
        const loaded = await yearCounts.countsByYear(search, years, call).catch(emptyWithoutDatabase);
        const known = new Set(loaded.map(({ year, provenance }) => `${provenance.sourceId} ${year}`));
        const archives = sources.members('JOBS', {
          can: ({ operations }) => operations.countsByYear !== undefined,
        });
        const asked = await askEach(archives, async ({ id, operations }) => {
          const others = years.filter((year) => !known.has(`${id} ${year}`));
          return others.length > 0 ? ((await operations.countsByYear?.(search, others, call)) ?? []) : [];
        });
        const found = [...loaded, ...asked.answers.flatMap(({ value }) => value)];
        const isLost = found.length === 0 && asked.failures.length > 0;
        return {
          value: isLost ? null : found.sort((a, b) => a.year - b.year),
          failures: asked.failures,
        };
      },
    ),
  };
}

/** When the database fails, all years are requested from the sources. */
function emptyWithoutDatabase(error: unknown): YearCount[] {
  if (error instanceof SourceError) return [];
  throw error;
}

/** One ad. The ad store may lack an ad that is a minute old, so the next source is called before the answer is null. */
async function adOf(same: readonly JobSource[], id: string, call: Call): Promise<JobAd | null> {
  let failure: SourceError | null = null;
  for (const { operations } of same) {
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
