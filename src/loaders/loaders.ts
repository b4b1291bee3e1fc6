import type { Ads } from '../ads/open-ads.ts';
import type { YearCounts } from '../ads/years/year-counts.ts';
import type { Content } from '../content/snapshot.ts';
import type { Sources } from '../sources/registry.ts';
import type { Kind, OperationsByKind } from '../sources/source.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { catalogueLoaders } from './catalogue.ts';
import { type ContentQueries, contentLoaders } from './content.ts';
import { demandLoaders } from './demand.ts';
import { jobLoaders } from './jobs.ts';
import { matchAdsLoaders } from './match-ads.ts';
import { occupationLoaders } from './occupation.ts';
import { parliamentLoaders } from './parliament.ts';

export type Loaders = ReturnType<typeof createLoaders>;

interface Asked {
  content: Content;
  queries: ContentQueries;
  sources: Sources;
  /** Ads that are kept, where they are. */
  kept: Ads['store'];
  /** Years of the archive that were loaded from files. */
  yearCounts: YearCounts;
}

/** The loaders of one request: what is asked for many times is asked once, and together. */
export function createLoaders({ content, queries, sources, kept, yearCounts }: Asked, call: Call) {
  const jobs = jobLoaders(sources, { kept, yearCounts }, call);
  const occupations = occupationLoaders(
    {
      enrichments: () => operations(sources, 'TAXONOMY', 'enrichments'),
      esco: () => operations(sources, 'TAXONOMY', 'esco'),
      jobed: () => operations(sources, 'EDUCATION', 'jobed'),
      barometer: () => operations(sources, 'FORECAST', 'yrkesbarometern'),
    },
    content,
    call,
  );
  return {
    ...contentLoaders(queries),
    ...catalogueLoaders(() => operations(sources, 'CATALOGUE', 'dataportal-se'), call),
    ...jobs,
    ...parliamentLoaders(() => operations(sources, 'PARLIAMENT', 'riksdagen'), content, call),
    ...occupations,
    ...demandLoaders({ platsbanken: jobs.platsbanken, terms: occupations.terms }, content, call),
    ...matchAdsLoaders(
      {
        jobAds: jobs.jobAds,
        isAnswerable: (search) => jobs.jobSources(search).length > 0,
        hints: occupations.hints,
      },
      content,
    ),
  };
}

/** What a source answers; a source that is switched off is an error of the fields that need it. */
function operations<K extends Kind>(sources: Sources, kind: K, id: string): OperationsByKind[K] {
  const source = sources.ofKind(kind).find((one) => one.id === id);
  if (!source) throw new SourceError(id, 'SOURCE_NOT_CONFIGURED', 'is switched off in this deployment');
  return source.operations;
}
