import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Concept } from './concept.ts';
import { Place } from './place.ts';
import { Provenance } from './provenance.ts';

@ObjectType({ description: 'The number of current ads in a place. One ad may offer several jobs.' })
export class PlaceCount {
  @Field(() => Place, { description: 'Where the ads are.' }) place!: Place;
  @Field(() => Int, { description: 'Ads of today.' }) count!: number;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'A skill, and how many of the ads read ask for it.' })
export class SkillCount {
  @Field(() => Concept, {
    description:
      'Of the JobTech taxonomy, or a term of the scheme `jobad-enrichments` where the taxonomy has none.',
  })
  concept!: Concept;
  @Field(() => Int, { description: 'Ads read that ask for it, in a field or in their text.' }) ads!: number;
  @Field(() => Float, { description: '`ads` as a part of `adsRead`, 0 to 1.' }) share!: number;
  @Field(() => Int, {
    description:
      'Ads whose fields demand it, not only welcome it; what is only read out of a text is not among them.',
  })
  required!: number;
}

/** What ads of today ask for, counted over a part of them. */
@ObjectType({
  description:
    'The skills that job ads of today ask for: of the newest 100 on Platsbanken, at most 5 of one employer, so that one campaign does not look like what everybody asks for. Counted are the skills that the ads name in their fields and those that JobAd Enrichments reads out of their texts with a prediction of 0.5 or more.',
})
export class SkillDemand {
  @Field(() => Int, { description: 'Ads that were counted.' }) adsRead!: number;
  @Field(() => Int, { description: 'Of the newest 100, those beyond the fifth of one employer.' })
  adsLeftOut!: number;
  @Field(() => Int, { nullable: true, description: 'All ads of the search that are out now.' })
  adsTotal!: number | null;
  @Field(() => Int, {
    description:
      'Of the ads read, those whose text was read too. 0 when JobAd Enrichments does not answer, which `extensions.failures` says: the counts then rest on the ads’ fields alone, which many ads leave empty.',
  })
  textsRead!: number;
  /** All of them, the most asked for first. */
  skills!: SkillCount[];
  @Field(() => Provenance, { description: 'Of the ads.' }) provenance!: Provenance;
  @Field(() => Provenance, {
    nullable: true,
    description: 'Of what was read out of their texts; null where nothing was.',
  })
  textProvenance!: Provenance | null;
}
