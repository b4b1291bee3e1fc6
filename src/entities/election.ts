import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ManyToOne, type Relation } from 'typeorm';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import { Party } from './party.ts';
import { Place } from './place.ts';
import type { Provenance } from './provenance.ts';
import { DateScalar } from './scalar.ts';

/** A general election, with its result as reference data. */
@Entity('election')
@ObjectType({ implements: Node, description: 'A general election.' })
export class Election extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Election', this.key);
  }
  @Field(() => String, { description: 'Such as `se-riksdag-2022`.' })
  get slug(): string {
    return this.key;
  }
  @Column({ type: 'jsonb' }) name!: LocalisedText;
  @Field(() => DateScalar, { description: 'Polling day.' })
  @Column({ type: 'date' })
  date!: string;
  @Field(() => String, { description: 'ISO 3166-1 alpha-2.' })
  @Column({ type: 'text' })
  country!: string;
  @Field(() => Int, { description: 'Seats in the chamber.' })
  @Column({ type: 'int' })
  seatsTotal!: number;
  @Field(() => Int, { nullable: true, description: 'Valid votes.' })
  @Column({ type: 'int', nullable: true })
  validVotes!: number | null;
  @Field(() => Float, { nullable: true, description: 'Turnout, per cent of those entitled to vote.' })
  @Column({ type: 'double precision', nullable: true })
  turnout!: number | null;
}

/** The result of one party, or of all other parties together, in an election. */
@Entity('party_result')
@ObjectType({ description: 'The result of one party, or of all other parties together, in an election.' })
export class PartyResult extends OwnContent {
  /** Of one from official statistics; reference data has an origin. */
  provenance?: Provenance;
  @Column({ type: 'text' }) electionKey!: string;
  @ManyToOne(() => Election, { onDelete: 'CASCADE' }) election?: Relation<Election>;
  @Column({ type: 'text', nullable: true }) partyKey!: string | null;
  @ManyToOne(() => Party, { onDelete: 'SET NULL' }) party?: Relation<Party>;
  @Field(() => String, {
    description: 'The party’s code on that day, or `OTHER` for all parties without seats.',
  })
  @Column({ type: 'text' })
  label!: string;
  @Field(() => Float, { nullable: true, description: 'Per cent of valid votes.' })
  @Column({ type: 'double precision', nullable: true })
  voteShare!: number | null;
  @Field(() => Int, { nullable: true, description: 'Votes; null where none are known.' })
  @Column({ type: 'int', nullable: true })
  votes!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Seats in the chamber; null in a municipality, where none are won.',
  })
  @Column({ type: 'int', nullable: true })
  seats!: number | null;
  @Column({ type: 'text', nullable: true }) placeKey!: string | null;
  @ManyToOne(() => Place, { onDelete: 'SET NULL' }) place?: Relation<Place>;
}
