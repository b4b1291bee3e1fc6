import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import type { Provenance } from './provenance.ts';
import { Basis } from './vocabulary.ts';

/** The scheme of the JobTech taxonomy's concepts. */
export const taxonomyScheme = 'jobtech-taxonomy';

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
  @Field(() => String, {
    description:
      'Who maintains the concept: `swedish-jobtech` for the association’s own, `jobtech-taxonomy`, `esco`, or `jobad-enrichments` for a term without a concept in the taxonomy.',
  })
  @Column({ type: 'text' })
  scheme!: string;
  @Field(() => String, { description: '`obstacle`, `measure`, `occupation-name`, `skill`, …' })
  @Column({ type: 'text' })
  type!: string;
  @Column({ type: 'jsonb' }) prefLabel!: LocalisedText;
  /** Alternative labels; searched, not shown. */
  @Column({ type: 'text', array: true, default: '{}' }) altLabels!: string[];
  @Column({ type: 'jsonb', nullable: true }) definition!: LocalisedText | null;
  @Column({ type: 'text', array: true, default: '{}' }) broaderKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) relatedKeys!: string[];
  @Field(() => Basis, {
    nullable: true,
    description:
      'How it is known which obstacle a measure addresses: INFERRED is the editors’ reading. Null for other concepts, whose links are their scheme’s own.',
  })
  @Column({ type: 'text', nullable: true })
  relatedBasis!: Basis | null;
  @Field(() => [String], { description: 'URIs of the same concept in other schemes.' })
  @Column({ type: 'text', array: true, default: '{}' })
  exactMatch!: string[];
  @Field(() => [String], {
    description:
      'URIs of concepts in other schemes that have an equal label. Nobody has checked that they mean the same, so they are no exact matches.',
  })
  get closeMatch(): string[] {
    return this.closeMatches ?? [];
  }
  closeMatches?: string[];
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
  /** The source of a concept that is fetched and not stored. */
  provenance?: Provenance;
  /** The concepts that a fetched concept is linked to; absent while only its label is known. */
  linked?: Record<'broader' | 'narrower' | 'related', Concept[]>;
}
