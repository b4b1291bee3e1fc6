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
    description: 'ISCO-08, four digits. Empty until a version of the taxonomy has been loaded.',
  })
  @Column({ type: 'text', array: true, default: '{}' })
  iscoCodes!: string[];
}

@ObjectType({ description: 'An occupation name that may stand in for another; directed, not symmetric.' })
export class Substitute {
  @Field(() => Concept, { description: 'The occupation name that may stand in.' }) concept!: Concept;
  @Field(() => String, {
    nullable: true,
    description: '`close` (75 per cent) or `partly` (25 per cent), as the taxonomy judges it.',
  })
  level!: string | null;
}

@ObjectType({ description: 'Why something was found: a word of the text, and the concept it stands for.' })
export class MatchReason {
  @Field(() => Concept, {
    nullable: true,
    description: 'What the words stand for; null where they count as words alone.',
  })
  concept!: Concept | null;
  @Field(() => String, { description: 'The words of the text, or the term that a source found in it.' })
  term!: string;
  @Field(() => Float, { description: 'Its part of the score.' }) weight!: number;
}

@ObjectType({ description: 'An occupation that a text speaks of, with the reasons.' })
export class OccupationMatch {
  @Field(() => Occupation, { description: 'The group that the text speaks of.' }) occupation!: Occupation;
  @Field(() => Float, {
    description: 'The sum of the weights of its reasons; comparable within one text only.',
  })
  score!: number;
  @Field(() => [MatchReason], { description: 'The heaviest first.' }) because!: MatchReason[];
}
