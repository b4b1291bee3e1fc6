import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import { Provenance } from './provenance.ts';
import { DateScalar } from './scalar.ts';

export enum LegalActStatus {
  IN_FORCE = 'IN_FORCE',
  NOT_IN_FORCE = 'NOT_IN_FORCE',
  NOT_YET = 'NOT_YET',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(LegalActStatus, {
  name: 'LegalActStatus',
  description: 'Whether an act is in force, as its register says.',
  valuesConfig: {
    IN_FORCE: { description: 'In force.' },
    NOT_IN_FORCE: { description: 'No longer in force.' },
    NOT_YET: { description: 'Adopted; enters into force on a later day.' },
    UNKNOWN: { description: 'The register does not say, as for proposals.' },
  },
});

/** What a register of laws says of an act. */
@ObjectType({ description: 'What a register of laws says of an act.' })
export class LegalActRecord {
  celex!: string;
  title!: LocalisedText;
  @Field(() => String, { nullable: true, description: 'European Legislation Identifier.' }) eli!:
    | string
    | null;
  @Field(() => DateScalar, { nullable: true, description: 'Date of the document.' }) date!: string | null;
  @Field(() => [DateScalar], { description: 'Days on which it, or parts of it, enter into force.' })
  entryIntoForce!: string[];
  @Field(() => DateScalar, { nullable: true, description: 'Last day of validity; null where there is none.' })
  endOfValidity!: string | null;
  @Field(() => LegalActStatus) status!: LegalActStatus;
  @Field(() => Provenance) provenance!: Provenance;
}

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
  /** Null where no editor has checked it. */
  @Column({ type: 'boolean', nullable: true })
  inForce!: boolean | null;
  @Field(() => String)
  @Column({ type: 'text' })
  url!: string;
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
}
