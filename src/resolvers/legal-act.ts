import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { LegalAct, LegalActRecord, LegalActStatus } from '../entities/legal-act.ts';
import { Topic } from '../entities/topic.ts';
import { answerOf } from './support/answer.ts';
import { knownSources } from './support/filters.ts';
import { badInput } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { pick } from './support/pick.ts';
import { SourcesArg } from './support/sources-arg.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => LegalAct)
export class LegalActResolver {
  @Query(() => LegalAct, {
    nullable: true,
    description: 'A law that the content names, by its CELEX number or its SFS number.',
  })
  legalAct(
    @Ctx() { content }: Context,
    @Arg('celex', () => String, { nullable: true }) celex?: string | null,
    @Arg('sfs', () => String, { nullable: true }) sfs?: string | null,
  ) {
    if (!celex === !sfs) throw badInput('celex', 'Give one of celex and sfs.');
    for (const act of content.legalActs.values()) {
      if (celex ? act.celex === celex : act.sfs === sfs) return act;
    }
    return null;
  }

  @FieldResolver(() => String)
  title(@Root() act: LegalAct, @Localised() pickText: PickText) {
    return pickText(act.title);
  }
  @UpstreamCalls({ LEGISLATION: { acts: 1 } })
  @FieldResolver(() => [LegalActRecord], {
    nullable: true,
    description:
      'What registers of laws say of it: official title, dates and status. Null for acts without a CELEX number.',
  })
  records(
    @Root() { celex }: LegalAct,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @SourcesArg() sources?: string[] | null,
  ) {
    const ids = knownSources('sources', context.sources.idsOf('LEGISLATION'), sources);
    return celex ? answerOf(context, info, context.loaders.actRecords(celex, ids)) : null;
  }
  @UpstreamCalls({ LEGISLATION: { acts: 1 } })
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'As editors have checked it, else as its register says; null where neither knows.',
  })
  async inForce(
    @Root() { inForce, celex }: LegalAct,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    if (inForce !== null || !celex) return inForce;
    const records = await answerOf(context, info, context.loaders.actRecords(celex));
    const [stated] = records?.filter(({ status }) => status !== LegalActStatus.UNKNOWN) ?? [];
    return stated ? stated.status === LegalActStatus.IN_FORCE : null;
  }
  @FieldResolver(() => [Topic])
  topics(@Root() { topicKeys }: LegalAct, @Ctx() { content }: Context) {
    return pick(topicKeys, content.topics);
  }
}

@Resolver(() => LegalActRecord)
export class LegalActRecordResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The official title, in Swedish or English; null where the register has neither.',
  })
  title(@Root() record: LegalActRecord, @Localised() pickText: PickText) {
    return pickText(record.title);
  }
}
