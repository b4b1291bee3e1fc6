import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Concept } from './concept.ts';
import { globalId, Node } from './node.ts';
import { Provenance } from './provenance.ts';
import { DateTimeScalar } from './scalar.ts';

/** A concept in an ad: its label, and its id in a scheme. */
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
  /** How much the ad says that it weighs, where the source says so. */
  weight?: number | null;
}

/** Does work of the process's own thread when its turn comes. */
export interface InTurn {
  take<T>(work: () => T): Promise<T>;
}

/** A long text whose contact details are taken out when it is first read: most answers show none of it. */
export interface UnreadText {
  /** The text as it may be served. */
  readonly masked: string;
  /** Whether the contact details are taken out already. */
  readonly isRead: boolean;
  /** The same, after other texts have had their turn, so that a hundred texts or a long one hold up nobody else. */
  inTurn(inTurns?: InTurn): string | Promise<string>;
  /** `masked`: JSON never holds the text as it came. */
  toJSON(): string;
}
export type AdText = string | UnreadText;

/** The text as it may be served. */
export const textOf = (text: AdText | null): string | null =>
  text === null || typeof text === 'string' ? text : text.masked;

/** The same, where many texts may be read at once. */
export const textInTurn = (text: AdText | null): string | null | Promise<string> =>
  text === null || typeof text === 'string' ? text : text.inTurn();

@ObjectType({ description: 'A point on earth, WGS 84.' })
export class GeoPoint {
  @Field(() => Float, { description: 'Degrees north.' }) latitude!: number;
  @Field(() => Float, { description: 'Degrees east.' }) longitude!: number;
}

@ObjectType({
  description: 'Where the work is done (schema.org jobLocation). Null what the ad does not state.',
})
export class Workplace {
  @Field(() => String, { nullable: true, description: 'Town or post town.' }) locality!: string | null;
  @Field(() => String, { nullable: true }) municipality!: string | null;
  @Field(() => String, { nullable: true, description: 'County or region.' }) county!: string | null;
  @Field(() => String, { description: 'ISO 3166-1 alpha-2; `ZZ` where it is not known.' }) country!: string;
  @Field(() => GeoPoint, { nullable: true, description: 'WGS 84.' }) coordinates!: GeoPoint | null;
}

@ObjectType({ description: 'How much work is offered, in per cent of full time.' })
export class ScopeOfWork {
  @Field(() => Float, { nullable: true }) min!: number | null;
  @Field(() => Float, { nullable: true }) max!: number | null;
}

@ObjectType({ description: 'Something that an ad asks for, and how much it weighs.' })
export class JobAdRequirement {
  @Field(() => Concept, { description: 'A skill, a language, experience or education.' }) concept!: Concept;
  @Field(() => Boolean, { description: 'False for a merit.' }) required!: boolean;
  @Field(() => Float, {
    nullable: true,
    description: 'As the source weighs it: 10 must, 5 or less is a merit. Null where it states none.',
  })
  weight!: number | null;
}

@ObjectType({ description: 'A page where an ad can be read.' })
export class JobAdLink {
  @Field(() => String, { description: 'The site, as the source calls it: `platsbanken`.' }) site!: string;
  @Field(() => String, { description: 'Its address.' }) url!: string;
}

/** A job ad, after schema.org JobPosting. */
@ObjectType({
  implements: Node,
  description:
    'A job ad (schema.org JobPosting). Names, e-mail addresses and telephone numbers of contact persons are not read from the fields for them, and are masked in texts where the gateway recognises them.',
})
export class JobAd {
  @Field(() => ID)
  get id(): string {
    return globalId('JobAd', `${this.lookedUpIn ?? this.provenance.sourceId}:${this.nativeId}`);
  }
  /** The source of the id, when another source delivered the ad. The same ad has the same global id from both. */
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
  description!: AdText | null;
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
  @Field(() => String, { nullable: true, description: 'The place of work, as the ad names it.' })
  workplaceLocality!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was published, according to the source.',
  })
  publishedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'The last moment to apply.' })
  applicationDeadline!: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Number of vacancies; null when the ad does not state it.',
  })
  numberOfVacancies!: number | null;
  @Field(() => String, { nullable: true, description: 'The value of the source, in its own language.' })
  employmentType!: string | null;
  @Field(() => String, { nullable: true, description: 'The value of the source, in its own language.' })
  workingHoursType!: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether remote work is possible; null when the source does not state it.',
  })
  remote!: boolean | null;
  @Field(() => GeoPoint, { nullable: true, description: 'WGS 84.' }) coordinates!: GeoPoint | null;
  @Field(() => String, {
    nullable: true,
    description: 'How long the employment lasts, as the source names it: `Tills vidare`.',
  })
  duration?: string | null;
  @Field(() => String, { nullable: true, description: 'The value of the source: `Fast månadslön`.' })
  salaryType?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What the ad says of pay, in its own words; without contact details.',
  })
  salaryDescription?: string | null;
  @Field(() => ScopeOfWork, { nullable: true }) scopeOfWork?: ScopeOfWork | null;
  @Field(() => String, { nullable: true, description: 'Where to apply, when the ad has an address for it.' })
  applicationUrl?: string | null;
  @Field(() => String, { nullable: true, description: 'What to state in the application.' })
  applicationReference?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Site of the employer (schema.org hiringOrganization.url).',
  })
  employerUrl?: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the workplace at the employer.' })
  workplaceName?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether experience is required.' })
  experienceRequired?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether a driving licence is required.' })
  drivingLicenceRequired?: boolean | null;
  @Field(() => [String], { nullable: true, description: 'Driving licences it names: `B`.' })
  drivingLicences?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether one needs a car of one’s own.' })
  accessToOwnCar?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Sector as the source names it: `Privat`. NAV has it.',
  })
  sector?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'When the work begins, in the words of the source: `Snarast`. NAV has it.',
  })
  startsAt?: string | null;
  @Field(() => [Workplace], { nullable: true, description: 'All places of work that the ad names.' })
  workplaces?: Workplace[] | null;
  occupationFieldConcept?: AdConcept | null;
  mustHaveConcepts!: AdConcept[];
  niceToHaveConcepts!: AdConcept[];
  /** Fields whose part of the ad was there and could not be read: their lists are empty for that reason. */
  unreadParts?: string[];
  @Field(() => String, {
    nullable: true,
    description:
      'The page of the original ad, where to apply. Of several `links`, none of which is marked as the main one, the first by the name of its site.',
  })
  webpageUrl!: string | null;
  @Field(() => [JobAdLink], { description: 'All known pages with the same ad.' })
  links!: JobAdLink[];
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 of the workplace; `ZZ` where it is not known.' })
  country!: string;
  @Field(() => Boolean, { description: 'Taken down, or past its last day.' }) removed!: boolean;
  @Field(() => DateTimeScalar, {
    name: 'lastPublicationDate',
    nullable: true,
    description: 'The end of its publication (schema.org validThrough), where the source states it.',
  })
  lastDay?: Date | null;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'The number of ads in one source.' })
export class SourceCount {
  sourceId!: string;
  @Field(() => Int, { nullable: true, description: 'Null when the source gives no count.' })
  count!: number | null;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({
  description: 'The number of ads published in a year. A vacancy may be advertised more than once.',
})
export class YearCount {
  @Field(() => Int, { description: 'Calendar year.' }) year!: number;
  @Field(() => Int, { description: 'Ads published in it.' }) count!: number;
  @Field(() => Provenance) provenance!: Provenance;
}
