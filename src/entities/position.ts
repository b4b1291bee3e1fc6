import { Extensions, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ManyToOne, type Relation } from 'typeorm';
import { Language, type LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import { Party } from './party.ts';
import { Question } from './question.ts';
import { PositionStatus, Stance } from './vocabulary.ts';

/** What one party answered to one question. Its key is `<questionnaire>/<number>/<party code>`. */
@Entity('position')
// There are at most 40, and loaders share their calls, so the estimate counts no more than 40.
@Extensions({ distinct: 40 })
@ObjectType({
  implements: Node,
  description: 'What one party answered to one question; there is one for every question and party.',
})
export class Position extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Position', this.key);
  }
  @Column({ type: 'text' }) questionKey!: string;
  @ManyToOne(() => Question, { onDelete: 'CASCADE' }) question?: Relation<Question>;
  @Column({ type: 'text' }) partyKey!: string;
  @ManyToOne(() => Party, { onDelete: 'CASCADE' }) party?: Relation<Party>;
  @Field(() => PositionStatus)
  @Column({ type: 'text' })
  status!: PositionStatus;
  @Field(() => Stance)
  @Column({ type: 'text' })
  stance!: Stance;
  @Field(() => String, { nullable: true, description: 'Why the editor read the answer so, in English.' })
  @Column({ type: 'text', nullable: true })
  rationale!: string | null;
  @Column({ type: 'jsonb', nullable: true }) summary!: LocalisedText | null;
  @Field(() => String, { nullable: true, description: 'What the association notes instead of an answer.' })
  @Column({ type: 'text', nullable: true })
  editorNote!: string | null;
  @Field(() => Language, { nullable: true, description: 'Language of the answer.' })
  @Column({ type: 'text', nullable: true })
  language!: Language | null;
  @Column({ type: 'text', array: true, default: '{}' }) spokespersonKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
}
