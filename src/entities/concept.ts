import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import type { Provenance } from './provenance.ts';

/** A SKOS concept: the association's obstacles and measures, and concepts of the labour-market taxonomies. */
@Entity('concept')
@ObjectType({
  implements: Node,
  description: 'A concept in a scheme (SKOS): an obstacle, a measure, a skill, an occupation name.',
})
export class Concept extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Concept', this.key);
  }
  @Field(() => String, { description: 'The id within its scheme.' })
  get conceptId(): string {
    return this.key;
  }
  @Field(() => String, { description: 'Who keeps the concept, `swedish-jobtech` for the association’s own.' })
  @Column({ type: 'text' })
  scheme!: string;
  @Field(() => String, { description: '`obstacle`, `measure`, …' })
  @Column({ type: 'text' })
  type!: string;
  @Column({ type: 'jsonb' }) prefLabel!: LocalisedText;
  @Column({ type: 'jsonb', nullable: true }) definition!: LocalisedText | null;
  @Column({ type: 'text', array: true, default: '{}' }) broaderKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) relatedKeys!: string[];
  @Field(() => [String], { description: 'URIs of the same concept elsewhere.' })
  @Column({ type: 'text', array: true, default: '{}' })
  exactMatch!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
  /** Where a concept that is not stored here was fetched from. */
  fetched?: Provenance;
}
