import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Concept } from '../entities/concept.ts';
import { DataGap, GapMatch } from '../entities/data-gap.ts';
import { Dataset } from '../entities/dataset.ts';
import { InformationRequest } from '../entities/information-request.ts';
import { Organisation } from '../entities/organisation.ts';
import { Position } from '../entities/position.ts';
import { Topic } from '../entities/topic.ts';
import { answerOf } from './support/answer.ts';
import { First, listSize } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { pick } from './support/pick.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => DataGap)
export class DataGapResolver {
  @Query(() => [DataGap], { description: 'Data that the association says is missing.' })
  dataGaps(@Ctx() { content }: Context) {
    return [...content.dataGaps.values()];
  }

  @FieldResolver(() => String)
  label(@Root() gap: DataGap, @Localised() pickText: PickText) {
    return pickText(gap.label);
  }
  @FieldResolver(() => String, { nullable: true })
  description(@Root() gap: DataGap, @Localised() pickText: PickText) {
    return pickText(gap.description);
  }
  @FieldResolver(() => [Concept])
  obstacles(@Root() { obstacleKeys }: DataGap, @Ctx() { content }: Context) {
    return pick(obstacleKeys, content.concepts);
  }
  @FieldResolver(() => [Concept])
  measures(@Root() { measureKeys }: DataGap, @Ctx() { content }: Context) {
    return pick(measureKeys, content.concepts);
  }
  @FieldResolver(() => [Organisation], { description: 'Who could open the data.' })
  responsible(@Root() { responsibleKeys }: DataGap, @Ctx() { content }: Context) {
    return pick(responsibleKeys, content.organisations);
  }
  @FieldResolver(() => [Topic], { description: 'Topics that the data would tell of.' })
  topics(@Root() { topicKeys }: DataGap, @Ctx() { content }: Context) {
    return pick(topicKeys, content.topics);
  }
  @FieldResolver(() => [Position], { description: 'Positions on the gap’s topics.' })
  positions(@Root() { topicKeys }: DataGap, @Ctx() { content }: Context) {
    return [...new Set(topicKeys.flatMap((key) => content.positionsOn(key)))];
  }
  @UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })
  @FieldResolver(() => [Dataset], {
    nullable: true,
    description:
      'Datasets found that may close it, the best first: those of the 50 most relevant that have a term of the gap, at most 50.',
  })
  async candidates(
    @Root() gap: DataGap,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
  ) {
    const matches = await answerOf(context, info, context.loaders.gapMatches(gap, listSize(first)));
    return matches?.map((match) => match.dataset) ?? null;
  }
  @UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })
  @FieldResolver(() => [GapMatch], {
    nullable: true,
    description: 'The same datasets, at most 50, with their score and the terms found.',
  })
  candidateMatches(
    @Root() gap: DataGap,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
  ) {
    return answerOf(context, info, context.loaders.gapMatches(gap, listSize(first)));
  }
  @UpstreamCalls({ INFORMATION_REQUESTS: { requests: 1 } })
  @FieldResolver(() => [InformationRequest], {
    nullable: true,
    description:
      'Requests for public documents that have one of the gap’s words, the newest first. At most 100; `Query.informationRequests` has pages.',
  })
  async informationRequests(
    @Root() { crosswalk }: DataGap,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
  ) {
    if (!crosswalk.catalogue) return null;
    const window = { first: listSize(first), after: null };
    const search = { anyOf: crosswalk.catalogue.terms };
    const found = await answerOf(context, info, context.loaders.informationRequests(search, window));
    return found?.nodes ?? null;
  }
}
