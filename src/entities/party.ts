import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Identifier } from './identifier.ts';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';

/** A political party. Its key is country and code, `SE/C`. */
@Entity('party')
@ObjectType({ implements: Node, description: 'A political party.' })
export class Party extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Party', this.key);
  }
  @Field(() => String, { description: 'Unique together with the country: `C`, `KD`.' })
  @Column({ type: 'text' })
  code!: string;
  @Field(() => String, { description: 'ISO 3166-1 alpha-2.' })
  @Column({ type: 'text' })
  country!: string;
  @Column({ type: 'jsonb' }) name!: LocalisedText;
  @Field(() => String, { nullable: true, description: 'Hex colour in the election authority’s results.' })
  @Column({ type: 'text', nullable: true })
  colour!: string | null;
  @Field(() => [Identifier])
  @Column({ type: 'jsonb', default: [] })
  identifiers!: Identifier[];
  /** Codes the party had before, `FP` for `L`. */
  @Field(() => [String], { description: 'Codes the party had before.' })
  @Column({ type: 'text', array: true, default: '{}' })
  formerCodes!: string[];
  /** Other names, also former ones, by which documents print the party: `Centern`, `Folkpartiet`. */
  @Column({ type: 'text', array: true, default: '{}' })
  aliases!: string[];
}
