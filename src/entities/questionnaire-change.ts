import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Position } from './position.ts';
import { Question } from './question.ts';

export enum QuestionChangeKind {
  SAME = 'SAME',
  CHANGED = 'CHANGED',
  NEW = 'NEW',
  DROPPED = 'DROPPED',
}
registerEnumType(QuestionChangeKind, {
  name: 'QuestionChangeKind',
  description: 'What became of a question from one questionnaire to a later one.',
  valuesConfig: {
    SAME: { description: 'Asked again in the same words.' },
    CHANGED: { description: 'Asked again in other words: answers to it are to be compared with care.' },
    NEW: { description: 'Only in the later questionnaire.' },
    DROPPED: { description: 'Only in the earlier questionnaire.' },
  },
});

/** What one party answered to a question then and later; null where it was not asked. */
@ObjectType({ description: 'What one party answered to a question then and later.' })
export class PositionChange {
  partyKey!: string;
  @Field(() => Position, { nullable: true, description: 'Null where the party was not asked.' })
  earlier!: Position | null;
  @Field(() => Position, { nullable: true, description: 'Null where the party was not asked.' })
  later!: Position | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the stance differs; null where one of the two answers has none that an editor has read.',
  })
  stanceChanged!: boolean | null;
  @Field(() => Boolean, {
    description: 'Whether the party answered at one time and not at the other, or in another way.',
  })
  statusChanged!: boolean;
}

@ObjectType({ description: 'A question in two questionnaires of one series.' })
export class QuestionChange {
  @Field(() => QuestionChangeKind) kind!: QuestionChangeKind;
  @Field(() => Question, { nullable: true }) earlier!: Question | null;
  @Field(() => Question, { nullable: true }) later!: Question | null;
  @Field(() => [PositionChange], { description: 'By party, in the order of the later questionnaire.' })
  positions!: PositionChange[];
}
