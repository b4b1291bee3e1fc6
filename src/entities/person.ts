import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ManyToOne, type Relation } from 'typeorm';
import { Identifier } from './identifier.ts';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { Organisation } from './organisation.ts';
import { OwnContent } from './own-content.ts';
import { Party } from './party.ts';
import type { Provenance } from './provenance.ts';
import { DateScalar } from './scalar.ts';

/** A person in a public role that the content names. */
@Entity('person')
@ObjectType({ implements: Node, description: 'A person in a public role that the content names.' })
export class Person extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Person', this.key);
  }
  @Field(() => String)
  @Column({ type: 'text' })
  name!: string;
  /** Other spellings of the name in documents. */
  @Column({ type: 'text', array: true, default: '{}' }) nameVariants!: string[];
  @Field(() => [Identifier], { description: 'Ids elsewhere: `riksdagen`, `stortinget`, `wikidata`.' })
  @Column({ type: 'jsonb', default: [] })
  identifiers!: Identifier[];
  @Column({ type: 'text', nullable: true }) partyKey!: string | null;
  @ManyToOne(() => Party, { onDelete: 'SET NULL' }) party?: Relation<Party>;
  /** Of a person whom an answer of a source names and the content does not. */
  provenance?: Provenance;
}

/** A role that a person has or had. A seat in the panel of a statement is a membership too. */
@Entity('membership')
@ObjectType({ description: 'A role that a person holds or held in an organisation, or in a panel.' })
export class Membership extends OwnContent {
  @Column({ type: 'text' }) personKey!: string;
  @ManyToOne(() => Person, { onDelete: 'CASCADE' }) person?: Relation<Person>;
  /** Null where the document states no usable role. */
  @Column({ type: 'jsonb', nullable: true }) role!: LocalisedText | null;
  @Column({ type: 'text', nullable: true }) organisationKey!: string | null;
  @ManyToOne(() => Organisation, { onDelete: 'SET NULL' }) organisation?: Relation<Organisation>;
  /** A membership of a party, where the role is that. A person who has changed party has one for each, with days. */
  @Column({ type: 'text', nullable: true }) partyKey!: string | null;
  @ManyToOne(() => Party, { onDelete: 'SET NULL' }) party?: Relation<Party>;
  /** The document that states the role; a statement's panel is the memberships it states. */
  @Column({ type: 'text', nullable: true }) documentKey!: string | null;
  @Field(() => DateScalar, { nullable: true })
  @Column({ type: 'date', nullable: true })
  from!: string | null;
  @Field(() => DateScalar, { nullable: true })
  @Column({ type: 'date', nullable: true })
  to!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The last day on which the origin knows the membership to hold, where it has no end. Nothing is known of the time after that day.',
  })
  @Column({ type: 'date', nullable: true })
  asOf!: string | null;
}
