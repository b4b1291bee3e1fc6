import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ManyToOne, type Relation } from 'typeorm';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import { Questionnaire } from './questionnaire.ts';
import { QuestionKind } from './vocabulary.ts';

/** One question of a questionnaire. Its key is `<questionnaire>/<number>`. */
@Entity('question')
@ObjectType({ implements: Node, description: 'One question of a questionnaire.' })
export class Question extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Question', this.key);
  }
  @Column({ type: 'text' }) questionnaireKey!: string;
  @ManyToOne(() => Questionnaire, { onDelete: 'CASCADE' }) questionnaire?: Relation<Questionnaire>;
  @Field(() => Int)
  @Column({ type: 'int' })
  number!: number;
  /** The question of an earlier questionnaire of the series that it asks again. */
  @Column({ type: 'text', nullable: true }) earlierKey!: string | null;
  @Column({ type: 'jsonb' }) text!: LocalisedText;
  @Column({ type: 'jsonb' }) shortTitle!: LocalisedText;
  @Field(() => QuestionKind)
  @Column({ type: 'text' })
  kind!: QuestionKind;
  @Column({ type: 'jsonb', nullable: true }) proposition!: LocalisedText | null;
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
}
