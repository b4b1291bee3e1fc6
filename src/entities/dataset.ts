import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Language, LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { Provenance } from './provenance.ts';
import { DateTimeScalar } from './scalar.ts';

@ObjectType({ description: 'A file or an address where a dataset can be fetched (dcat:Distribution).' })
export class Distribution {
  title!: LocalisedText;
  @Field(() => String, { nullable: true, description: 'The first of `accessUrls`.' }) accessUrl!:
    | string
    | null;
  @Field(() => [String], { description: 'Addresses where the data can be reached; a few have several.' })
  accessUrls!: string[];
  @Field(() => String, { nullable: true, description: 'The file itself, where the publisher gives it.' })
  downloadUrl!: string | null;
  @Field(() => [String], { description: 'Addresses of the file itself.' }) downloadUrls!: string[];
  @Field(() => String, { nullable: true, description: 'As the publisher writes it: a media type or a name.' })
  format!: string | null;
  @Field(() => String, { nullable: true }) mediaType!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'SPDX id where it is known, else the address of the terms.',
  })
  licence!: string | null;
  @Field(() => Float, { nullable: true, description: 'Bytes.' }) byteSize!: number | null;
  @Field(() => String, { nullable: true }) conformsTo!: string | null;
}

@ObjectType({ description: 'An interface that serves a dataset (dcat:DataService).' })
export class DataService {
  title!: LocalisedText;
  @Field(() => String) endpointUrl!: string;
  @Field(() => String, { nullable: true, description: 'Address of its description, such as OpenAPI.' })
  endpointDescription!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'SPDX id where it is known, else the address of the terms.',
  })
  licence!: string | null;
}

@ObjectType({ description: 'The entry of a dataset in one catalogue (dcat:CatalogRecord).' })
export class CatalogueRecord {
  sourceId!: string;
  /** Names the record to the catalogue's own operations. */
  nativeId!: string;
  /** The dataset's URI in this catalogue; another catalogue may give it another one. */
  datasetUri!: string;
  @Field(() => String, { description: 'Id of the record within the catalogue.' }) catalogue!: string;
  @Field(() => String, { nullable: true, description: 'The page about the dataset in the catalogue.' })
  url!: string | null;
  @Field(() => DateTimeScalar, { nullable: true }) issued!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) modified!: Date | null;
}

@ObjectType({
  description:
    'A catalogue’s own check of the links of one publisher’s catalogue within it. No quality score uses it: a server that turns the checker away looks like a dead link.',
})
export class LinkReport {
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the links were checked.' })
  checkedAt!: Date | null;
  @Field(() => Int, { nullable: true, description: 'Links that were tried.' }) links!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Links without a usable answer. The catalogue does not tell a dead link from a server that turned its checker away or answered too late, so none of these is called dead.',
  })
  unanswered!: number | null;
  @Field(() => Int, { nullable: true, description: 'Links that were not tried.' }) leftOut!: number | null;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'One check of a dataset’s quality.' })
export class QualityReason {
  @Field(() => String, { description: 'What is checked: `open-licence`.' }) check!: string;
  @Field(() => Boolean) met!: boolean;
  @Field(() => Float, { description: 'Points that it counts, as data.europa.eu counts them.' })
  weight!: number;
  note!: LocalisedText;
}

@ObjectType({ description: 'How open and how well described a dataset is, by its metadata alone.' })
export class DatasetQuality {
  @Field(() => Int, {
    description:
      'Five-star scheme, 0 to 4: open licence, machine-readable, not proprietary, RDF. A fifth, linked data, cannot be told from metadata.',
  })
  stars!: number;
  @Field(() => Float, {
    description:
      'Points of the checks met, 0 to 100 of those that could be decided, after the metadata quality method of data.europa.eu.',
  })
  score!: number;
  @Field(() => [QualityReason], { description: 'Every check that could be decided.' })
  reasons!: QualityReason[];
}

@ObjectType({ description: 'A box on earth, in degrees, WGS 84.' })
export class BoundingBox {
  @Field(() => Float) west!: number;
  @Field(() => Float) south!: number;
  @Field(() => Float) east!: number;
  @Field(() => Float) north!: number;
}

/** Who publishes a dataset (foaf:Agent). */
export interface Publisher {
  /** URI in the catalogue; null when the catalogue gives only a name. */
  uri: string | null;
  name: LocalisedText | null;
  /** Swedish organisation number, ten digits. */
  organisationNumber: string | null;
}

/** A keyword; its language is the tag of the catalogue, null where that is unknown. */
export interface Keyword {
  text: string;
  language: string | null;
}

/** A dataset as a catalogue describes it, after DCAT-AP-SE. Fields without a value are empty, never made up. */
@ObjectType({
  implements: Node,
  description: 'A dataset in an open data catalogue (dcat:Dataset, DCAT-AP-SE).',
})
export class Dataset {
  @Field(() => ID)
  get id(): string {
    return globalId('Dataset', this.uri);
  }
  @Field(() => String, { description: 'The publisher’s own URI, else the address of its record.' })
  uri!: string;
  @Field(() => [String]) identifiers!: string[];
  title!: LocalisedText;
  description!: LocalisedText;
  publisher!: Publisher | null;
  keywords!: Keyword[];
  @Field(() => [String], { description: 'Codes of the EU’s data themes (`SOCI`), or URIs of other themes.' })
  themes!: string[];
  @Field(() => [String], { description: 'URIs of high-value dataset categories.' }) hvdCategories!: string[];
  @Field(() => String, { nullable: true, description: 'PUBLIC, RESTRICTED, NON_PUBLIC, or another URI.' })
  accessRights!: string | null;
  @Field(() => String, { nullable: true, description: 'When the data was issued; may be a year or a month.' })
  issued!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'When the data last changed; may be a year or a month.',
  })
  modified!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Code of the EU’s frequency list (`ANNUAL`), or another URI.',
  })
  accrualPeriodicity!: string | null;
  @Field(() => [String]) landingPages!: string[];
  @Field(() => [String], { description: 'SPDX ids where they are known, else the addresses of the terms.' })
  licences!: string[];
  @Field(() => [String], { description: 'The terms as the catalogue writes them: addresses or prose.' })
  licencesAsStated!: string[];
  @Field(() => [String], {
    description: 'URIs of acts that apply, such as the ELI of the high-value regulation.',
  })
  applicableLegislation!: string[];
  @Field(() => [String], { description: 'URIs of the series that it is part of (dcat:inSeries).' })
  series!: string[];
  /** Other titles (dcterms:alternative). */
  alternativeTitle?: LocalisedText | null;
  languageCodes?: string[];
  standards?: string[];
  @Field(() => String, {
    nullable: true,
    description: 'Version, as the publisher writes it (dcat:version). Null where none is stated.',
  })
  version?: string | null;
  @Field(() => BoundingBox, {
    nullable: true,
    description: 'The area that it covers, as a box (dcat:bbox). Null where none is stated.',
  })
  spatialBox?: BoundingBox | null;
  /** URIs of datasets that it is derived from or a copy of (dcterms:source). */
  derivedFrom?: string[];
  /** Languages in which the texts are translations by a machine. */
  machineTranslated?: Language[];
  /** The texts in the language of the publisher, where the schema lacks that language. */
  original?: { title: string | null; description: string | null } | null;
  @Field(() => [String]) spatial!: string[];
  @Field(() => [String], { description: 'Periods as `start/end`; either may be open.' }) temporal!: string[];
  @Field(() => [CatalogueRecord], {
    description: 'Every catalogue that lists it; the one whose texts are shown comes first.',
  })
  records!: CatalogueRecord[];
  /** URIs of the data services that serve it, where its catalogue must be asked for them. */
  servedBy?: string[];
  /** The data services that came with it. */
  dataServices?: DataService[];
  /** Formats of its distributions, where the catalogue repeats them in the dataset. */
  formats?: string[];
  /** Absent where the catalogue must be asked for them by the id of its record. */
  distributions?: Distribution[];
  @Field(() => Provenance) provenance!: Provenance;
}
