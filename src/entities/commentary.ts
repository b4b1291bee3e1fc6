import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';

/** A reference to another entity: `Question:valkompass-2022/4`. */
export type Ref = `${string}:${string}`;

/** A comment on a questionnaire, a question, a position or an article. */
@Entity('commentary')
@ObjectType({
  implements: Node,
  description: 'A comment on a questionnaire, a question, a position or an article.',
})
export class Commentary extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Commentary', this.key);
  }
  /** The entity that it is about, `<Type>:<key>`. */
  @Column({ type: 'text' }) about!: Ref;
  @Column({ type: 'jsonb', nullable: true }) summary!: LocalisedText | null;
  @Field(() => Boolean, {
    description: 'True where the document announces the comment but does not contain it.',
  })
  @Column({ type: 'boolean', default: false })
  announcedOnly!: boolean;
  /** Parties that the comment mentions. */
  @Column({ type: 'text', array: true, default: '{}' }) partyKeys!: string[];
  /** Authors, `Person:<key>` or `Organisation:<key>`. */
  @Column({ type: 'text', array: true, default: '{}' }) authors!: Ref[];
}
