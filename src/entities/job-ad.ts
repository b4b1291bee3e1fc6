import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { globalId, Node } from './node.ts';
import { Provenance } from './provenance.ts';
import { DateTimeScalar } from './scalar.ts';

/** A concept as an ad names it: enough to show it, and to look it up where it is kept. */
export interface AdConcept {
  /** Id in the JobTech taxonomy, or a URI in another scheme. */
  conceptId: string;
  /** `jobtech-taxonomy`, `esco`. */
  scheme: string;
  /** `occupation-name`, `skill`, `language`, … */
  type: string;
  label: string;
  /** Code from before the taxonomy; for an occupation group the SSYK 2012 code. */
  legacyCode: string | null;
}

@ObjectType({ description: 'A point on earth, WGS 84.' })
export class GeoPoint {
  @Field(() => Float, { description: 'Degrees north.' }) latitude!: number;
  @Field(() => Float, { description: 'Degrees east.' }) longitude!: number;
}

@ObjectType({ description: 'A page where an ad can be read.' })
export class JobAdLink {
  @Field(() => String, { description: 'The site, as the source calls it: `platsbanken`.' }) site!: string;
  @Field(() => String, { description: 'Its address.' }) url!: string;
}

/** A job ad, after schema.org JobPosting. Names and addresses of recruiters are never read, or masked in texts. */
@ObjectType({
  implements: Node,
  description:
    'A job ad (schema.org JobPosting). Names, e-mail addresses and telephone numbers of recruiters are left out, also from its texts.',
})
export class JobAd {
  @Field(() => ID)
  get id(): string {
    return globalId('JobAd', `${this.lookedUpIn ?? this.provenance.sourceId}:${this.nativeId}`);
  }
  /** The source that knows it by this id, where another one brought it: its id must not depend on the road it came. */
  lookedUpIn?: string;
  @Field(() => String, { description: 'The ad’s id in its source; `provenance` names the source.' })
  nativeId!: string;
  @Field(() => String, {
    description: 'What the ad is called, in its own language; without contact details.',
  })
  headline!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Plain text; `[…]` where contact details were taken out.',
  })
  description!: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the employer.' }) employer!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The ad’s id where it was first published; joins current and historical ads.',
  })
  originalId!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Of the employer, in its country’s register: ten digits in Sweden, nine in Norway.',
  })
  organisationNumber!: string | null;
  occupationConcept!: AdConcept | null;
  occupationGroupConcept!: AdConcept | null;
  @Field(() => String, {
    nullable: true,
    description: 'SSYK 2012 code of the occupation group, four digits; STYRK-08 in Norwegian ads.',
  })
  occupationCode!: string | null;
  /** SCB code, four digits for a municipality, two for a county. */
  placeCode!: string | null;
  /** Concept id of the same place in the JobTech taxonomy. */
  placeConceptId!: string | null;
  @Field(() => String, { nullable: true, description: 'Where one works, as the ad names it.' })
  workplaceLocality!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published, by the source.' })
  publishedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'The last moment to apply.' })
  applicationDeadline!: Date | null;
  @Field(() => Int, { nullable: true, description: 'How many are sought; null where the ad does not say.' })
  numberOfVacancies!: number | null;
  @Field(() => String, { nullable: true, description: 'As the source says it, in its own language.' })
  employmentType!: string | null;
  @Field(() => String, { nullable: true, description: 'As the source says it, in its own language.' })
  workingHoursType!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether one may work from elsewhere; null where the source does not say.',
  })
  remote!: boolean | null;
  @Field(() => GeoPoint, { nullable: true, description: 'WGS 84.' }) coordinates!: GeoPoint | null;
  mustHaveConcepts!: AdConcept[];
  niceToHaveConcepts!: AdConcept[];
  @Field(() => String, { nullable: true, description: 'The original, where one applies.' })
  webpageUrl!: string | null;
  @Field(() => [JobAdLink], { description: 'Every page known where the same ad can be read.' })
  links!: JobAdLink[];
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 of the workplace; `ZZ` where it is not known.' })
  country!: string;
  @Field(() => Boolean, { description: 'Taken down, or past its last day.' }) removed!: boolean;
  /** The last instant of its publication, where the source says it. */
  lastDay?: Date | null;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'How many ads one source holds.' })
export class SourceCount {
  sourceId!: string;
  @Field(() => Int, { nullable: true, description: 'Null when the source gives no count.' })
  count!: number | null;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({
  description: 'How many ads were published in a year. Ads, not jobs: a vacancy may be advertised anew.',
})
export class YearCount {
  @Field(() => Int, { description: 'Calendar year.' }) year!: number;
  @Field(() => Int, { description: 'Ads published in it.' }) count!: number;
  @Field(() => Provenance) provenance!: Provenance;
}
