import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Content } from '../content/snapshot.ts';
import type { Context } from '../context.ts';
import { PlaceCount, SkillCount, SkillDemand } from '../entities/demand.ts';
import { Occupation } from '../entities/occupation.ts';
import type { Place } from '../entities/place.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import type { JobSearch } from '../sources/kinds/job-ads.ts';
import { answerOf } from './support/answer.ts';
import { AfterId, badInput, First, partAfter } from './support/input.ts';
import { JobAdFilter, platsbankenSearch } from './support/job-filter.ts';
import { groupsOf } from './support/job-occupation.ts';
import { knownPlace } from './support/known-place.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

const KindArg = () =>
  Arg('kind', () => PlaceKind, {
    defaultValue: PlaceKind.COUNTY,
    description: '`COUNTY`, or `MUNICIPALITY` together with `within`.',
  });
const WithinArg = () =>
  Arg('within', () => String, {
    nullable: true,
    description: 'The county whose municipalities are counted: SCB code, taxonomy concept id or name.',
  });

/** Skills and places of the ads of an occupation. */
@Resolver(() => Occupation)
export class OccupationDemandResolver {
  // At most a hundred ads are read.
  @UpstreamCalls({ JOBS: { searchAds: 1 }, TEXT_TERMS: { terms: 100 } })
  @FieldResolver(() => SkillDemand, {
    nullable: true,
    description:
      'What the newest current ads for the occupation ask for. Sources: the stored ads where the deployment stores them, else one call to JobSearch; and one call to JobAd Enrichments for all texts.',
  })
  skillDemand(
    @Root() occupation: Occupation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('place', () => String, { nullable: true, description: 'SCB code, taxonomy concept id or name.' })
    place?: string | null,
  ) {
    const narrowed = platsbankenSearch(context, { place });
    const search = { ...narrowed, ...groupsOf(context.content, occupation) };
    return answerOf(context, info, context.loaders.skillDemand(search));
  }
  // At most a hundred ads are read.
  @UpstreamCalls({ JOBS: { searchAds: 1 }, TEXT_TERMS: { terms: 100 } })
  @Query(() => SkillDemand, {
    nullable: true,
    description: 'What the newest ads of any search ask for, as for an occupation. Swedish ads only.',
  })
  jobAdSkillDemand(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => JobAdFilter, { nullable: true }) filter?: JobAdFilter | null,
  ) {
    return answerOf(context, info, context.loaders.skillDemand(platsbankenSearch(context, filter ?? {})));
  }
  @UpstreamCalls({ JOBS: { countsByPlace: 1 } })
  @Extensions({ listSize: 21 })
  @FieldResolver(() => [PlaceCount], {
    name: 'adsByPlace',
    nullable: true,
    description:
      'Current ads for the occupation in every county, or in every municipality of one, at most 49, those with the most first; 0 where there are none. Ads without such a place are not counted. Source: the stored ads where the deployment stores them, else one call to JobSearch, or two for a county with more than 30 municipalities with ads.',
  })
  adsOfOccupationByPlace(
    @Root() occupation: Occupation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @KindArg() kind: PlaceKind,
    @WithinArg() within?: string | null,
  ) {
    const groups = groupsOf(context.content, occupation);
    return adsByPlace(context, info, kind, within, (place) => ({
      ...platsbankenSearch(context, { place }),
      ...groups,
    }));
  }
  @UpstreamCalls({ JOBS: { countsByPlace: 1 } })
  @Extensions({ listSize: 21 })
  @Query(() => [PlaceCount], {
    nullable: true,
    description:
      'Current ads of any search in every county, or in every municipality of one, at most 49, as for an occupation. Swedish ads only. The place is `within`, so the filter names none.',
  })
  adsByPlace(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => JobAdFilter, { nullable: true }) filter: JobAdFilter | null,
    @KindArg() kind: PlaceKind,
    @WithinArg() within?: string | null,
  ) {
    if (filter?.place)
      throw badInput('place', 'Give the county as within, and leave place out of the filter.');
    return adsByPlace(context, info, kind, within, (place) =>
      platsbankenSearch(context, { ...filter, place }),
    );
  }
}

@Resolver(() => SkillDemand)
export class SkillDemandResolver {
  @FieldResolver(() => [SkillCount], { nullable: true, description: 'The most asked for first.' })
  skills(
    @Root() { skills }: SkillDemand,
    @First() first?: number | null,
    @AfterId('The `id` of the `concept` of the last item of the previous page.') after?: string | null,
  ) {
    return partAfter(skills, ({ concept }) => concept.id, { first, after });
  }
}

/** Counts the ads of a search in all counties, or in the municipalities of one. */
function adsByPlace(
  context: Context,
  info: GraphQLResolveInfo,
  kind: PlaceKind,
  within: string | null | undefined,
  searchIn: (place: string | undefined) => JobSearch,
) {
  const { content, loaders } = context;
  const county = countyOf(content, kind, within);
  const places = county ? content.municipalitiesOf(county.key) : countiesOf(content);
  return answerOf(context, info, loaders.adsByPlace(searchIn(county?.key), places));
}

function countiesOf({ places }: Content): Place[] {
  return [...places.values()].filter(({ kind }) => kind === PlaceKind.COUNTY);
}

const countedKinds = [PlaceKind.COUNTY, PlaceKind.MUNICIPALITY];

/** The county to count within; null for all counties. An error for places that one call cannot count. */
function countyOf(content: Content, kind: PlaceKind, within: string | null | undefined): Place | null {
  const place = knownPlace(content, within, 'within');
  switch (kind) {
    case PlaceKind.COUNTRY:
      throw badInput(
        'kind',
        'The whole country is no list: ask for jobAds(first: 0) { totalCount }.',
        countedKinds,
      );
    case PlaceKind.REGION:
      throw badInput('kind', 'Ads are counted in Swedish places only.', countedKinds);
    case PlaceKind.COUNTY:
      if (!place || place.kind === PlaceKind.COUNTRY) return null;
      throw badInput(
        'within',
        'Counties are counted for all of Sweden: leave within out, or ask for kind MUNICIPALITY.',
      );
    case PlaceKind.MUNICIPALITY:
      if (place?.kind === PlaceKind.COUNTY) return place;
      throw badInput(
        'within',
        'Municipalities are counted a county at a time: give within the code of a county, such as 01.',
        place?.countyKey ? [place.countyKey] : countiesOf(content).map(({ key }) => key),
      );
  }
}
