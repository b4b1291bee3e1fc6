import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import { DateScalar } from './scalar.ts';

/** A law that the content mentions or that matters to a topic. Its key is the CELEX number or `sfs:<number>`. */
@Entity('legal_act')
@ObjectType({ implements: Node, description: 'An act of the EU or a Swedish law.' })
export class LegalAct extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('LegalAct', this.key);
  }
  @Field(() => String, { nullable: true, description: 'Number in EUR-Lex.' })
  @Column({ type: 'text', nullable: true })
  celex!: string | null;
  @Field(() => String, { nullable: true, description: 'Number in Svensk författningssamling.' })
  @Column({ type: 'text', nullable: true })
  sfs!: string | null;
  @Column({ type: 'jsonb' }) title!: LocalisedText;
  @Field(() => DateScalar, { nullable: true, description: 'Date of the document.' })
  @Column({ type: 'date', nullable: true })
  date!: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Null where it has not been checked.' })
  @Column({ type: 'boolean', nullable: true })
  inForce!: boolean | null;
  @Field(() => String)
  @Column({ type: 'text' })
  url!: string;
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
}
