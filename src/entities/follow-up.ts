import { Field, Float, ObjectType } from 'type-graphql';
import type { LocalisedText } from './language.ts';
import { ParliamentaryDocument } from './parliament.ts';
import { DateScalar } from './scalar.ts';

/** Something the party has done in parliament on the topics of a position, since it was taken. */
@ObjectType({
  description: 'What a party has moved or voted on the topics of its position, since it was taken.',
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
