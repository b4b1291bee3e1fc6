import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Concept } from '../entities/concept.ts';
import { JobAd, SourceCount, YearCount } from '../entities/job-ad.ts';
import { parseGlobalId } from '../entities/node.ts';
import { Place } from '../entities/place.ts';
import { Source } from '../entities/source.ts';
import { CursorError } from '../loaders/dated-cursor.ts';
import type { JobAdPage } from '../loaders/jobs.ts';
import { conceptOfAd, placeOfAd } from '../matching/ad-concept.ts';
import type { JobSearch } from '../sources/source.ts';
import { JobAdConnection } from './support/connections.ts';
import { After, badInput, First, pageWindow } from './support/input.ts';
import { JobAdFilter, jobSearch, pastJobSearch } from './support/job-filter.ts';
import { refuseUnproved } from './support/job-occupation.ts';
import { jobYears, yearsAsked } from './support/job-years.ts';
import { reportPartial } from './support/partial.ts';
import { Asks, searchOfAds } from './support/upstream-calls.ts';

/** A page of ads of all sources that can answer; what failed is reported beside it. */
export async function askJobAds(
  context: Context,
  info: GraphQLResolveInfo,
  search: JobSearch,
  { first, after }: { first?: number | null | undefined; after?: string | null | undefined },
): Promise<JobAdPage | null> {
  const { limit } = pageWindow(first, null);
  try {
    const { connection, errors } = await context.loaders.jobAds(search, {
      first: limit,
      after: after ?? null,
    });
    const isEmpty = connection?.totalCount === 0 && errors.length === 0;
    if (isEmpty) refuseUnproved(context.content, search);
    reportPartial(context, info, errors);
    return connection;
  } catch (error) {
    throw error instanceof CursorError ? badInput('after', error.message) : error;
  }
}

/** The years of a trend that could be had; why others could not is reported beside them. */
export async function askAdTrend(
  context: Context,
  info: GraphQLResolveInfo,
  search: JobSearch,
  [fromYear, toYear]: [number, number],
): Promise<YearCount[]> {
  const { years, errors } = await context.loaders.adTrend(search, fromYear, toYear);
  reportPartial(context, info, errors);
  return years;
}

@Resolver(() => JobAd)
export class JobAdResolver {
  @Asks(searchOfAds)
  @Query(() => JobAdConnection, {
    nullable: true,
    description:
      'Job ads of today, the newest first, from all sources that can answer: Platsbanken, other Swedish sites, Norway. What is proved to be the same ad appears once.',
  })
  jobAds(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => JobAdFilter, { nullable: true }) filter?: JobAdFilter | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    return askJobAds(context, info, jobSearch(context, filter ?? {}), { first, after });
  }
  // Its id tells the source, which is not known before: one call to any of them.
  @Asks({ jobsearch: 1, historical: 1, nav: 1, forem: 1 })
  @Query(() => JobAd, { nullable: true, description: 'One ad by its global id; null when there is none.' })
  jobAd(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context) {
    const parsed = parseGlobalId(id);
    if (parsed?.type !== 'JobAd') {
      throw badInput(
        'id',
        'id is not the id of a job ad: give the `id` of a JobAd that was answered before.',
      );
    }
    return loaders.jobAd.load(parsed.key);
  }

  @Asks({ historical: 1 }, yearsAsked)
  @Extensions({ listSize: 12 })
  @Query(() => [YearCount], {
    nullable: true,
    description:
      'How many ads of a search were published on Platsbanken in each year, from 2016. The year that runs is counted so far. A year that cannot be had now is left out, with an error, where others are at hand. Source: Historiska platsannonser.',
  })
  async jobAdTrend(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('fromYear', () => Int) fromYear: number,
    @Arg('toYear', () => Int) toYear: number,
    @Arg('filter', () => JobAdFilter, { nullable: true }) filter?: JobAdFilter | null,
  ) {
    const search = pastJobSearch(context, filter ?? {});
    const years = await askAdTrend(context, info, search, jobYears(fromYear, toYear));
    const isWhole = years.length === toYear - fromYear + 1;
    if (isWhole && years.every(({ count }) => count === 0)) refuseUnproved(context.content, search);
    return years;
  }

  @FieldResolver(() => Concept, { nullable: true, description: 'The occupation, as the ad names it.' })
  occupation(@Root() ad: JobAd, @Ctx() { content }: Context) {
    return ad.occupationConcept && conceptOfAd(content, ad.occupationConcept, ad.provenance);
  }
  @FieldResolver(() => Place, {
    nullable: true,
    description: 'Municipality or county in Sweden; null for ads from elsewhere and of no stated place.',
  })
  place(@Root() ad: JobAd, @Ctx() { content }: Context) {
    return placeOfAd(content, ad);
  }
  @FieldResolver(() => Boolean, { description: 'Taken down, or past its last day.' })
  removed(@Root() { removed, lastDay }: JobAd) {
    // An answer may have been kept for days, and an archive may not have noticed.
    return removed || (lastDay !== null && lastDay !== undefined && lastDay.getTime() < Date.now());
  }
  @FieldResolver(() => [Concept], { description: 'Skills, languages, experience and education it demands.' })
  mustHave(@Root() ad: JobAd, @Ctx() { content }: Context) {
    return ad.mustHaveConcepts.map((one) => conceptOfAd(content, one, ad.provenance));
  }
  @FieldResolver(() => [Concept], { description: 'The same, where they are only welcome.' })
  niceToHave(@Root() ad: JobAd, @Ctx() { content }: Context) {
    return ad.niceToHaveConcepts.map((one) => conceptOfAd(content, one, ad.provenance));
  }
}

@Resolver(() => JobAdConnection)
export class JobAdConnectionResolver {
  @FieldResolver(() => [SourceCount], {
    description: 'How many ads each source that answered holds; the same ad in two is counted in both.',
  })
  totals(@Root() { totals }: JobAdPage) {
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
