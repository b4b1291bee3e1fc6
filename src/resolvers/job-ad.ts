import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Concept } from '../entities/concept.ts';
import {
  type AdConcept,
  JobAd,
  JobAdRequirement,
  SourceCount,
  textInTurn,
  YearCount,
} from '../entities/job-ad.ts';
import { entity, parseGlobalId } from '../entities/node.ts';
import { Place } from '../entities/place.ts';
import { Source } from '../entities/source.ts';
import { conceptOfAd, placeOfAd } from '../matching/ad-concept.ts';
import type { MergedConnection } from '../sources/across/list.ts';
import { answerOf } from './support/answer.ts';
import { askJobAds } from './support/ask-job-ads.ts';
import { JobAdConnection } from './support/connections.ts';
import { knownSources } from './support/filters.ts';
import { After, badInput, First } from './support/input.ts';
import { JobAdFilter, jobSearch, pastJobSearch } from './support/job-filter.ts';
import { refuseUnknownConcepts } from './support/job-occupation.ts';
import { jobYears, yearSpan } from './support/job-years.ts';
import { noteUnread } from './support/note-unread.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => JobAd)
export class JobAdResolver {
  @UpstreamCalls({ JOBS: { searchAds: 1 } })
  @Query(() => JobAdConnection, {
    nullable: true,
    description:
      'Current job ads, the newest first, from all sources that can answer: Platsbanken, other Swedish sites, Norway. An ad that several sources have appears once when its ids or links prove that it is the same. An ad that arrives or leaves between two pages neither repeats nor skips another one; at JobAd Links as long as no more than 20 do.',
  })
  jobAds(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => JobAdFilter, { nullable: true }) filter?: JobAdFilter | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const sources = knownSources(
      'sources',
      context.sources.idsOf('JOBS', ({ operations }) => operations.holds === 'CURRENT'),
      filter?.sources,
    );
    return askJobAds(context, info, jobSearch(context, filter ?? {}), { first, after, sources });
  }
  // The id names the source, so the call goes to one of them.
  @UpstreamCalls({ JOBS: { ad: 1 } })
  @Query(() => JobAd, { nullable: true, description: 'One ad by its global id; null when there is none.' })
  jobAd(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context) {
    const parsed = parseGlobalId(id);
    if (parsed?.type !== 'JobAd') {
      throw badInput('id', 'id is not the id of a job ad: give the `id` of a JobAd from an earlier answer.');
    }
    return loaders.jobAd.load(parsed.key);
  }

  @UpstreamCalls({ JOBS: { countsByYear: 1 } }, { each: yearSpan })
  @Extensions({ listSize: 12 })
  @Query(() => [YearCount], {
    nullable: true,
    description:
      'How many ads of a search were published on Platsbanken in each year, from 2016: one for each year. The current year is counted to date. A year that cannot be fetched is left out when others can; its failure is in `extensions.failures`. Null, with an error, when all fail. Source: Historiska platsannonser.',
  })
  async jobAdTrend(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('fromYear', () => Int) fromYear: number,
    @Arg('toYear', () => Int) toYear: number,
    @Arg('filter', () => JobAdFilter, { nullable: true }) filter?: JobAdFilter | null,
  ) {
    const search = pastJobSearch(context, filter ?? {});
    const [from, to] = jobYears(fromYear, toYear);
    const years = await answerOf(context, info, context.loaders.adTrend(search, from, to));
    const isWhole = new Set(years?.map(({ year }) => year)).size === to - from + 1;
    if (isWhole && years?.every(({ count }) => count === 0)) refuseUnknownConcepts(context.content, search);
    return years;
  }

  @FieldResolver(() => Concept, { nullable: true, description: 'The occupation, as the ad names it.' })
  occupation(@Root() ad: JobAd, @Ctx() { content }: Context) {
    return ad.occupationConcept && conceptOfAd(content, ad.occupationConcept, ad.provenance);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Plain text; `[…]` where contact details were taken out.',
  })
  description(@Root() { description }: JobAd) {
    return textInTurn(description);
  }
  @FieldResolver(() => Concept, {
    nullable: true,
    description: 'The occupation field that the ad is filed under, of the JobTech taxonomy.',
  })
  occupationField(@Root() ad: JobAd, @Ctx() { content }: Context) {
    return ad.occupationFieldConcept ? conceptOfAd(content, ad.occupationFieldConcept, ad.provenance) : null;
  }
  @FieldResolver(() => [JobAdRequirement], {
    nullable: true,
    description:
      'All of `mustHave` and `niceToHave`, with their weights. Null, with a failure in `extensions.failures`, when a part of the ad that holds them cannot be read.',
  })
  requirements(@Root() ad: JobAd, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    const { content } = context;
    if (noteUnread(ad, ['mustHave', 'niceToHave'], context, info)) return null;
    const of = (concepts: readonly AdConcept[], required: boolean) =>
      concepts.map((one) =>
        entity(JobAdRequirement, {
          concept: conceptOfAd(content, one, ad.provenance),
          required,
          weight: one.weight ?? null,
        }),
      );
    return [...of(ad.mustHaveConcepts, true), ...of(ad.niceToHaveConcepts, false)];
  }
  @FieldResolver(() => Place, {
    nullable: true,
    description: 'Municipality or county in Sweden; null for ads from elsewhere and of no stated place.',
  })
  place(@Root() ad: JobAd, @Ctx() { content }: Context) {
    return placeOfAd(content, ad);
  }
  @Extensions({ answerKept: 'a second' })
  @FieldResolver(() => Boolean, { description: 'Taken down, or past its last day.' })
  removed(@Root() { removed, lastDay }: JobAd) {
    // A cached answer may be days old, and an archive may not record the last day.
    return removed || (lastDay !== null && lastDay !== undefined && lastDay.getTime() < Date.now());
  }
  @FieldResolver(() => [Concept], {
    description:
      'Skills, languages, experience and education it demands. Empty also when that part of the ad cannot be read; the failure is then in `extensions.failures`.',
  })
  mustHave(@Root() ad: JobAd, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    noteUnread(ad, ['mustHave'], context, info);
    return ad.mustHaveConcepts.map((one) => conceptOfAd(context.content, one, ad.provenance));
  }
  @FieldResolver(() => [Concept], {
    description:
      'Skills, languages, experience and education that are a merit but not required. Empty also when that part of the ad cannot be read; the failure is then in `extensions.failures`.',
  })
  niceToHave(@Root() ad: JobAd, @Ctx() context: Context, @Info() info: GraphQLResolveInfo) {
    noteUnread(ad, ['niceToHave'], context, info);
    return ad.niceToHaveConcepts.map((one) => conceptOfAd(context.content, one, ad.provenance));
  }
}

@Resolver(() => JobAdConnection)
export class JobAdConnectionResolver {
  @FieldResolver(() => [SourceCount], {
    description: 'The number of ads in each source that answered; an ad in two sources is counted in both.',
  })
  totals(@Root() { totals }: MergedConnection<JobAd>) {
    return totals;
  }
}

@Resolver(() => SourceCount)
export class SourceCountResolver {
  @FieldResolver(() => Source)
  source(@Root() { sourceId }: SourceCount, @Ctx() { sources }: Context) {
    return sources.describe(sourceId);
  }
}
