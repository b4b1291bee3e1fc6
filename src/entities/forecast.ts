import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalisedText } from './language.ts';
import { Provenance } from './provenance.ts';

export enum JobOpportunities {
  SMALL = 'SMALL',
  MEDIUM = 'MEDIUM',
  LARGE = 'LARGE',
}
registerEnumType(JobOpportunities, {
  name: 'JobOpportunities',
  description: 'Chances of finding work, as Yrkesbarometern assesses them.',
  valuesConfig: {
    SMALL: { description: 'Few chances: `små`.' },
    MEDIUM: { description: '`medelstora`.' },
    LARGE: { description: 'Good chances: `stora`.' },
  },
});

/** One assessment of one occupation in one place. */
@ObjectType({ description: 'One assessment of the demand for an occupation in Sweden or a county.' })
export class Forecast {
  @Field(() => String, {
    description:
      '`now`: how recruitment goes today; `five-years`: how demand changes over the next five years.',
  })
  horizon!: string;
  @Field(() => String, {
    description:
      'Now: `shortage`, `balance`, `surplus`, or `paradox` (hard to recruit, although people are unemployed or leave the occupation). Five years: `increase`, `unchanged`, `decrease`. `not-assessed` where the source makes no assessment; `other` for an unknown word, which is in `outlookAsStated`.',
  })
  outlook!: string;
  @Field(() => String, { nullable: true, description: 'The outlook in the word of the source: `brist`.' })
  outlookAsStated!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The level at which it was assessed, in the word of the source: `nationellt`. Null where the source does not say.',
  })
  assessedLevel!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the assessment of a county was borrowed from a wider region, and not made for the county. Null where the source does not say, or says it in a word that is not known.',
  })
  isBorrowed!: boolean | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the occupation is a part of its group; false where it is the whole of it. Null where the source does not say.',
  })
  isPartOfGroup!: boolean | null;
  @Field(() => JobOpportunities, {
    nullable: true,
    description:
      'Chances of finding work. Null with the horizon `five-years`, and where the source does not say, or says it in a word that is not known.',
  })
  jobOpportunities!: JobOpportunities | null;
  @Field(() => String, {
    nullable: true,
    description: '`jobOpportunities` in lower case.',
    deprecationReason: 'Use `jobOpportunities`. Goes after 2027-06-30.',
  })
  get opportunities(): string | null {
    return this.jobOpportunities?.toLowerCase() ?? null;
  }
  @Field(() => String, {
    description: 'The occupation in Yrkesbarometern; it may be a part of the group, or cover several groups.',
  })
  occupationName!: string;
  @Field(() => String, { nullable: true, description: 'Round of assessments, such as `2026-1`.' })
  round!: string | null;
  @Field(() => Provenance) provenance!: Provenance;
  /** `SE`, or the two digits of a county. */
  placeCode!: string;
  text!: LocalisedText | null;
}
