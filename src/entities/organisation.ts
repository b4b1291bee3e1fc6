import { Extensions, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ManyToOne, type Relation } from 'typeorm';
import { Identifier } from './identifier.ts';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';

/** An agency, party, union, company, network or similar that the content mentions. */
@Entity('organisation')
// There are at most 40, and loaders share their calls, so the estimate counts no more than 40.
@Extensions({ distinct: 40 })
@ObjectType({ implements: Node, description: 'An agency, party, union, company, network or the like.' })
export class Organisation extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Organisation', this.key);
  }
  @Field(() => String, { name: 'slug' })
  get slug(): string {
    return this.key;
  }
  @Column({ type: 'jsonb' }) name!: LocalisedText;
  /** Other spellings, for search and for resolving mentions. */
  @Column({ type: 'text', array: true, default: '{}' }) aliases!: string[];
  @Field(() => String, {
    nullable: true,
    description:
      'AGENCY, MINISTRY, PARTY, PARTY_BRANCH, MUNICIPALITY, UNION, EMPLOYMENT_SERVICE, EU_BODY, NETWORK, COMPANY, NGO, PARLIAMENT or GOVERNMENT.',
  })
  @Column({ type: 'text', nullable: true })
  kind!: string | null;
  @Column({ type: 'text', nullable: true }) parentKey!: string | null;
  @ManyToOne(() => Organisation, { onDelete: 'SET NULL' }) parent?: Relation<Organisation>;
  @Field(() => [Identifier], {
    description:
      '`organisation-number`, `wikidata`, `publisher-uri` (its URI as a publisher of datasets), `handlingar` (its name at Handlingar.se).',
  })
  @Column({ type: 'jsonb', default: [] })
  identifiers!: Identifier[];
  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' })
  @Column({ type: 'text', nullable: true })
  country!: string | null;
  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  homepage!: string | null;
}
