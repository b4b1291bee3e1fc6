import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { LegalAct } from '../entities/legal-act.ts';
import { Provenance } from '../entities/provenance.ts';
import { Topic } from '../entities/topic.ts';
import { badInput } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { ownProvenance } from './support/own-provenance.ts';
import { pick } from './support/pick.ts';

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
  @FieldResolver(() => [Topic])
  topics(@Root() { topicKeys }: LegalAct, @Ctx() { content }: Context) {
    return pick(topicKeys, content.topics);
  }
  @FieldResolver(() => Provenance)
  provenance(@Root() act: LegalAct) {
    return ownProvenance(act);
  }
}
