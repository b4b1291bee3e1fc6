import type { Ads } from '../ads/open-ads.ts';
import type { YearCounts } from '../ads/years/year-counts.ts';
import type { Content } from '../content/snapshot.ts';
import type { Sources } from '../sources/open-sources.ts';
import type { Call } from '../upstream/call.ts';
import { catalogueLoaders } from './catalogue.ts';
import { type ContentQueries, contentLoaders } from './content.ts';
import { demandLoaders } from './demand.ts';
import { electionLoaders } from './election-results.ts';
import { indicatorLoaders } from './indicators.ts';
import { jobLoaders } from './jobs.ts';
import { madeOnUse } from './made-on-use.ts';
import { matchAdsLoaders } from './match-ads.ts';
import { occupationLoaders } from './occupation.ts';
import { parliamentLoaders } from './parliament.ts';
import { requestAndLawLoaders } from './requests-and-law.ts';
import { statisticsLoaders } from './statistics.ts';

export type Loaders = ReturnType<typeof createLoaders>;

interface Dependencies {
  content: Content;
  queries: ContentQueries;
  sources: Sources;
  /** The stored job ads; `null` where they are not stored or not complete. */
  adStore: Ads['store'];
  /** Years of the archive that were loaded from files. */
  yearCounts: YearCounts;
  /** Cells of statistics in one answer. */
  maxCells: number;
  /** Indicators that are known from memory only, and have been verified. */
  verifiedIndicators?: ReadonlySet<string>;
}

/** The group of each loader. */
const owners = new Map<string, keyof ReturnType<typeof groupsOf>>();

/** The loaders of one request. Equal calls are made once, and calls for several keys are batched. */
export function createLoaders(dependencies: Dependencies, call: Call) {
  return madeOnUse(groupsOf(dependencies, call), owners);
}

function groupsOf(
  { content, queries, sources, adStore, yearCounts, maxCells, verifiedIndicators = new Set() }: Dependencies,
  call: Call,
) {
  const jobs = once(() => jobLoaders(sources, { adStore, yearCounts }, call));
  const occupations = once(() => occupationLoaders(sources, content, call));
  return {
    limits: () => ({ maxCells }),
    content: () => contentLoaders(queries, call),
    catalogue: () => catalogueLoaders(sources, call),
    requestsAndLaw: () => requestAndLawLoaders(sources, call),
    jobs,
    parliament: () => parliamentLoaders(sources, content, call),
    occupations,
    statistics: () => statisticsLoaders(sources, { maxCells }, call),
    indicators: () => indicatorLoaders(sources, content, { maxCells, verified: verifiedIndicators }, call),
    elections: () => electionLoaders(sources, content, call),
    demand: () =>
      demandLoaders(
        {
          readableAds: (search, first) => jobs().jobAds(search, { first, after: null }, null, 'READ_TEXTS'),
          askAdSources: jobs().askAdSources,
          terms: (ad) => occupations().termsOfAd(ad),
        },
        content,
        call,
      ),
    matchAds: () =>
      matchAdsLoaders(
        {
          jobAds: jobs().jobAds,
          isAnswerable: (search) => jobs().jobSources(search).length > 0,
          textFindings: occupations().textFindings,
        },
        content,
      ),
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
