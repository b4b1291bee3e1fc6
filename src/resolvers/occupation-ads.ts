import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { JobAd, YearCount } from '../entities/job-ad.ts';
import { Occupation } from '../entities/occupation.ts';
import { groupOfAd } from '../matching/ad-concept.ts';
import { answerOf } from './support/answer.ts';
import { askJobAds } from './support/ask-job-ads.ts';
import { JobAdConnection } from './support/connections.ts';
import { After, First } from './support/input.ts';
import { answerable, jobSearch } from './support/job-filter.ts';
import { groupsOf } from './support/job-occupation.ts';
import { jobYears, yearSpan } from './support/job-years.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

/** The fields that connect ads and occupations. */
@Resolver(() => Occupation)
export class OccupationAdsResolver {
  @UpstreamCalls({ JOBS: { searchAds: 1 } })
  @FieldResolver(() => JobAdConnection, {
    nullable: true,
    description: 'Current job ads for the occupation and the groups below it, the newest first.',
  })
  jobAds(
    @Root() occupation: Occupation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('query', () => String, { nullable: true, description: 'Words to find.' }) query?: string | null,
    @Arg('place', () => String, { nullable: true, description: 'SCB code, taxonomy concept id or name.' })
    place?: string | null,
    @First() first?: number | null,
    @After() after?: string | null,
    @Arg('countries', () => [String], { nullable: true, description: 'ISO codes: `SE`, `NO`.' })
    countries?: string[] | null,
  ) {
    const narrowed = jobSearch(context, { query, place, countries });
    const search = answerable(context, { ...narrowed, ...groupsOf(context.content, occupation) });
    return askJobAds(context, info, search, { first, after });
  }
  @UpstreamCalls({ JOBS: { countsByYear: 1 } }, { each: yearSpan })
  @Extensions({ listSize: 12 })
  @FieldResolver(() => [YearCount], {
    nullable: true,
    description:
      'Ads published on Platsbanken each year, from 2016: one for each year. The current year is counted to date. A year that cannot be fetched is left out when others can; its failure is in `extensions.failures`. Null, with an error, when all fail. Source: Historiska platsannonser.',
  })
  adTrend(
    @Root() occupation: Occupation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('fromYear', () => Int) fromYear: number,
    @Arg('toYear', () => Int) toYear: number,
  ) {
    const { occupationGroups } = groupsOf(context.content, occupation);
    const [from, to] = jobYears(fromYear, toYear);
    return answerOf(context, info, context.loaders.adTrend({ occupationGroups }, from, to));
  }
}

@Resolver(() => JobAd)
export class JobAdOccupationResolver {
  @FieldResolver(() => Occupation, {
    nullable: true,
    description: 'Group of SSYK 2012; null for ads from abroad.',
  })
  occupationGroup(@Root() ad: JobAd, @Ctx() { content: { taxonomyIndex } }: Context) {
    return groupOfAd(taxonomyIndex, ad);
  }
}
