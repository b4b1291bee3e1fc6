import { Field, Float, Int, ObjectType } from 'type-graphql';
import { VotePoint } from './parliament.ts';
import { Party } from './party.ts';
import { Provenance } from './provenance.ts';

/** How often two parties voted alike on a topic. */
@ObjectType({ description: 'How often two parties voted alike on points of a topic.' })
export class PartyAgreement {
  @Field(() => [Party], { description: 'The two parties.' }) parties!: Party[];
  @Field(() => Float, {
    nullable: true,
    description:
      'Per cent of the points on which both took a side that they took the same one; null without such points.',
  })
  share!: number | null;
  @Field(() => Int, { description: 'Points on which both took a side.' }) points!: number;
  @Field(() => Int, { description: 'Points on which they took the same side.' }) alike!: number;
  @Field(() => Int, {
    description:
      'Points left out since one of them took no side: all its members were absent, its largest groups were equal, or it had no members.',
  })
  leftOut!: number;
  @Field(() => Int, { description: 'Committee reports that were read for this page.' }) reports!: number;
  @Field(() => Int, {
    description: 'Committee reports on the topic among the newest 200 of the span, 20 a page.',
  })
  reportsFound!: number;
  @Field(() => [VotePoint], { description: 'The points on which both took a side, the newest report first.' })
  votes!: VotePoint[];
  @Field(() => Provenance) provenance!: Provenance;
}
