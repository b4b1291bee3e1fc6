import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Concept } from './concept.ts';
import { Place } from './place.ts';
import { Provenance } from './provenance.ts';

@ObjectType({ description: 'The number of current ads in a place. One ad may offer several jobs.' })
export class PlaceCount {
  @Field(() => Place, { description: 'Where the ads are.' }) place!: Place;
  @Field(() => Int, { description: 'Current ads.' }) count!: number;
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
  @Field(() => Float, { description: '`ads` divided by `adsRead`, 0 to 1.' }) share!: number;
  @Field(() => Int, {
    description: 'Ads whose fields require it. Skills found only in the text are not counted here.',
  })
  required!: number;
}

/** Skills that current ads ask for, counted in a sample of them. */
@ObjectType({
  description:
    'Skills that current job ads ask for, counted in the newest 100 on Platsbanken. At most 5 ads per employer are counted, so that one large employer does not dominate. Counted are the skills in the ads’ fields, and the skills that JobAd Enrichments finds in their texts with a prediction of 0.5 or more.',
})
export class SkillDemand {
  @Field(() => Int, { description: 'Ads that were counted.' }) adsRead!: number;
  @Field(() => Int, {
    description: 'Ads of the newest 100 that were not counted, because the employer has more than 5.',
  })
  adsLeftOut!: number;
  @Field(() => Int, { nullable: true, description: 'All current ads of the search.' })
  adsTotal!: number | null;
  @Field(() => Int, {
    description:
      'Counted ads whose text was read too. 0 when JobAd Enrichments fails; the failure is then in `extensions.failures`, and only the ads’ fields are counted, which are empty in many ads.',
  })
  textsRead!: number;
  /** All skills, the most frequent first. */
  skills!: SkillCount[];
  @Field(() => Provenance, { description: 'Provenance of the ads.' }) provenance!: Provenance;
  @Field(() => Provenance, {
    nullable: true,
    description: 'Provenance of the terms in their texts; null when no text was read.',
  })
  textProvenance!: Provenance | null;
}
