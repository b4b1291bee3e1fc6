import { Field, Float, ObjectType } from 'type-graphql';
import type { LocalisedText } from './language.ts';
import { ParliamentaryDocument } from './parliament.ts';
import { DateScalar } from './scalar.ts';

/** A document in parliament on the topics of a party's position, after the position was given. */
@ObjectType({
  description:
    'A document that a party has signed or voted on, on the topics of its position, after the election.',
})
export class FollowUp {
  why!: LocalisedText;
  partyCode!: string;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  @Field(() => ParliamentaryDocument, { nullable: true }) document!: ParliamentaryDocument | null;
  @Field(() => Float, {
    description:
      'Share of the position’s topics that the document is found by, 0 to 1; plus 1 when someone named in the answer has signed it.',
  })
  score!: number;
}
