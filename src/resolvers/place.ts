import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { PartyResult } from '../entities/election.ts';
import { Place } from '../entities/place.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { MOST_SINGLE_COUNTS } from '../loaders/ad-counts.ts';
import { foldedOf, wordsBeginning } from '../text/fold.ts';
import { answerOf } from './support/answer.ts';
import { askJobAds } from './support/ask-job-ads.ts';
import { JobAdConnection } from './support/connections.ts';
import { knownElection } from './support/filters.ts';
import { After, First, lookedUp, searchText } from './support/input.ts';
import { jobSearch } from './support/job-filter.ts';
import { knownPlace } from './support/known-place.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Place)
export class PlaceResolver {
  @Extensions({ listSize: 312 })
  @Query(() => [Place], {
    nullable: true,
    description: 'Sweden, its counties and its municipalities, in the order of their codes; at most 312.',
  })
  places(
    @Ctx() { content }: Context,
    @Arg('kind', () => PlaceKind, { nullable: true }) kind?: PlaceKind | null,
    @Arg('query', () => String, { nullable: true, description: 'Part of a name.' }) query?: string | null,
  ) {
    const fits = query === null || query === undefined ? null : wordsBeginning(searchText('query', query));
    return [...content.places.values()].filter(
      (place) => (!kind || place.kind === kind) && (!fits || fits(foldedOf(place, ({ name }) => [name]))),
    );
  }
  @Query(() => Place, {
    nullable: true,
    description:
      'One place by its SCB code, NUTS code, concept id, id or name: `0180`, `Stockholm`. Null for an unknown one; a name of several is BAD_USER_INPUT with their codes.',
  })
  place(@Arg('code', () => String) code: string, @Ctx() { content }: Context) {
    return lookedUp(() => knownPlace(content, code, 'code'));
  }

  @FieldResolver(() => Place, { nullable: true, description: 'Null for Sweden and for a county.' })
  county(@Root() { countyKey }: Place, @Ctx() { content }: Context) {
    return countyKey ? content.places.get(countyKey) : null;
  }
  @Extensions({ listSize: 15 })
  @FieldResolver(() => [Place], { description: 'Of a county; empty for other places.' })
  municipalities(@Root() { key }: Place, @Ctx() { content }: Context) {
    return content.municipalitiesOf(key);
  }
  @UpstreamCalls({ JOBS: { searchAds: 1 } }, { maxCounted: MOST_SINGLE_COUNTS })
  @FieldResolver(() => JobAdConnection, {
    nullable: true,
    description:
      'Current job ads in the place, the newest first. With `first: 0`, more than 12 places of one answer are counted together, by the sources that can (Platsbanken): `totals` says which.',
  })
  jobAds(
    @Root() { key: place }: Place,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('query', () => String, { nullable: true, description: 'Words to find.' }) query?: string | null,
    @Arg('occupation', () => String, { nullable: true, description: 'SSYK 2012 code.' })
    occupation?: string | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const search = jobSearch(context, { query, occupation, place });
    if (first === 0 && !after) return answerOf(context, info, context.loaders.adCount.load(search));
    return askJobAds(context, info, search, { first, after });
  }
  @UpstreamCalls({ STATISTICS: { table: 1, cells: 1 } }, { maxParents: 1 })
  @FieldResolver(() => [PartyResult], {
    nullable: true,
    description:
      'Result of an election to the Riksdag in the place, the largest party first: of Sweden from reference data, of a municipality from the statistics of SCB, all places of an answer in one request. Null for a county, and where the statistics do not have the election yet.',
  })
  electionResult(
    @Root() { kind, key }: Place,
    @Arg('election', () => String) slug: string,
    @Ctx() { content, loaders }: Context,
  ) {
    const election = knownElection(content, slug, 'SE');
    if (election?.country !== 'SE') return null;
    if (kind === PlaceKind.COUNTRY) return content.resultsOf(election.key);
    return kind === PlaceKind.MUNICIPALITY ? loaders.municipalResult.load({ election, placeKey: key }) : null;
  }
}
