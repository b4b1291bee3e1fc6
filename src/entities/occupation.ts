import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Concept } from './concept.ts';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';

/** A group of SSYK 2012; the hub that joins ads, pay, forecasts and educations by occupation. */
@Entity('occupation')
@ObjectType({
  implements: Node,
  description:
    'A group of Sweden’s standard classification of occupations, SSYK 2012. Occupations that employers name are concepts below the groups of four digits.',
})
export class Occupation extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Occupation', this.key);
  }
  @Field(() => String, { description: 'SSYK 2012, one to four digits.' })
  get code(): string {
    return this.key;
  }
  @Field(() => Int, { description: '1 to 4, the number of digits.' })
  @Column({ type: 'int' })
  level!: number;
  /** Empty where no label is known. */
  @Column({ type: 'jsonb' }) prefLabel!: LocalisedText;
  @Column({ type: 'jsonb', nullable: true }) definition!: LocalisedText | null;
  @Field(() => String, { nullable: true, description: 'Concept id in the JobTech taxonomy.' })
  @Column({ type: 'text', nullable: true })
  taxonomyId!: string | null;
  @Field(() => [String], {
    description: 'URIs in ESCO of its occupation names, exact matches only. Empty where none is known.',
  })
  @Column({ type: 'text', array: true, default: '{}' })
  escoUris!: string[];
  @Field(() => [String], {
    description: 'ISCO-08, four digits.',
  })
  @Column({ type: 'text', array: true, default: '{}' })
  iscoCodes!: string[];
}

@ObjectType({ description: 'An occupation name that can substitute another. The relation is not symmetric.' })
export class Substitute {
  @Field(() => Concept, { description: 'The occupation name that can be used instead.' }) concept!: Concept;
  @Field(() => String, {
    nullable: true,
    description: '`close` (75 per cent) or `partly` (25 per cent), from the taxonomy.',
  })
  level!: string | null;
}

@ObjectType({ description: 'One reason for a match: words of the text, and the concept that they match.' })
export class MatchReason {
  @Field(() => Concept, {
    nullable: true,
    description: 'The concept of the words; null when only the words match.',
  })
  concept!: Concept | null;
  @Field(() => String, { description: 'The words of the text, or the term that a source found in it.' })
  term!: string;
  @Field(() => Float, { description: 'Its part of the score.' }) weight!: number;
}

@ObjectType({ description: 'An occupation found in a text, with the reasons.' })
export class OccupationMatch {
  @Field(() => Occupation, { description: 'The occupation group.' }) occupation!: Occupation;
  @Field(() => Float, {
    description: 'The sum of the weights of its reasons; comparable within one text only.',
  })
  score!: number;
  @Field(() => [MatchReason], { description: 'The highest weight first.' }) because!: MatchReason[];
}
