import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalisedText } from './language.ts';
import { ParliamentaryDocument, type Signatory, Speech } from './parliament.ts';
import { DateScalar } from './scalar.ts';

export enum FollowUpKind {
  SIGNED = 'SIGNED',
  DECIDED = 'DECIDED',
  SAID = 'SAID',
}
registerEnumType(FollowUpKind, {
  name: 'FollowUpKind',
  description: 'What a party has done.',
  valuesConfig: {
    SIGNED: {
      description: 'Members of the party have signed it: a motion, an interpellation or a question.',
    },
    SAID: {
      description: 'A debate in which members of the party spoke; `speech` is the first of their speeches.',
    },
    DECIDED: { description: 'A committee report; `vote` has how the party voted where it came to a vote.' },
  },
});

/** What a party has done in parliament on the topics of its position, after the position was given. */
@ObjectType({
  description:
    'What a party has moved, voted on or said about the topics of its position since the answer. It says what the party did, and not whether that agrees with the answer.',
})
export class FollowUp {
  why!: LocalisedText;
  partyCode!: string;
  speakers!: Signatory[];
  @Field(() => FollowUpKind) kind!: FollowUpKind;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  @Field(() => ParliamentaryDocument, { nullable: true, description: 'Null for what was said.' })
  document!: ParliamentaryDocument | null;
  @Field(() => Speech, { nullable: true, description: 'Only for what was said.' }) speech!: Speech | null;
  @Field(() => Float, {
    description:
      'How far title and summary, or the heading of a debate, are about the position’s topics: 1 for each of the topics’ own words in the title, 0.6 in the summary, less for related words; 0.2 more in the topic’s committee, and 1 more when someone named in the answer has signed it. Higher is nearer.',
  })
  score!: number;
}
