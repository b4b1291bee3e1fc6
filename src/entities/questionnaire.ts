import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ManyToOne, type Relation } from 'typeorm';
import { Election } from './election.ts';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { Organisation } from './organisation.ts';
import { OwnContent } from './own-content.ts';
import { Party } from './party.ts';
import { DateScalar } from './scalar.ts';
import { Basis, MissingKind, ParticipationStatus } from './vocabulary.ts';

/** A set of questions put to parties before an election: the election compass. */
@Entity('questionnaire')
@ObjectType({
  implements: Node,
  description: 'Questions put to the parties before an election: the election compass.',
})
export class Questionnaire extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Questionnaire', this.key);
  }
  @Field(() => String)
  get slug(): string {
    return this.key;
  }
  @Column({ type: 'jsonb' }) title!: LocalisedText;
  @Column({ type: 'jsonb', nullable: true }) summary!: LocalisedText | null;
  @Column({ type: 'text', nullable: true }) electionKey!: string | null;
  @ManyToOne(() => Election, { onDelete: 'SET NULL' }) election?: Relation<Election>;
  @Field(() => Basis, { description: 'How the election is known.' })
  @Column({ type: 'text' })
  electionBasis!: Basis;
  @Field(() => String, {
    nullable: true,
    description: 'Why the questionnaire is counted to its election, in English, where it is not stated.',
  })
  @Column({ type: 'text', nullable: true })
  electionNote!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Null where the document has no date.' })
  @Column({ type: 'date', nullable: true })
  publishedOn!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The series that it belongs to; questionnaires of one series can be compared.',
  })
  @Column({ type: 'text', nullable: true })
  series!: string | null;
  @Column({ type: 'text' }) publisherKey!: string;
  @ManyToOne(() => Organisation, { onDelete: 'RESTRICT' }) publisher?: Relation<Organisation>;
}

/** One party that was asked, and whether it took part. */
@Entity('participation')
@ObjectType({ description: 'A party that was asked, and whether it took part.' })
export class Participation extends OwnContent {
  @Column({ type: 'text' }) questionnaireKey!: string;
  @ManyToOne(() => Questionnaire, { onDelete: 'CASCADE' }) questionnaire?: Relation<Questionnaire>;
  @Column({ type: 'text' }) partyKey!: string;
  @ManyToOne(() => Party, { onDelete: 'CASCADE' }) party?: Relation<Party>;
  @Field(() => ParticipationStatus)
  @Column({ type: 'text' })
  status!: ParticipationStatus;
  @Column({ type: 'jsonb', nullable: true }) note!: LocalisedText | null;
}

@ObjectType({
  description:
    'How many of the parties asked answered, and the seats they won in the questionnaire’s election.',
})
export class Coverage {
  @Field(() => Int) asked!: number;
  @Field(() => Int) answered!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Seats of the parties that answered; null without an election.',
  })
  seats!: number | null;
  @Field(() => Int, { nullable: true, description: 'Seats in the chamber.' }) seatsTotal!: number | null;
}

@ObjectType({ description: 'How much of one kind editors have not written yet.' })
export class MissingCount {
  @Field(() => MissingKind) kind!: MissingKind;
  @Field(() => Int, { description: 'Number of cells; for TRANSLATION, of texts.' }) count!: number;
}
