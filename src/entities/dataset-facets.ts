import { Field, Int, ObjectType } from 'type-graphql';
import { Provenance } from './provenance.ts';

/** Who names a publisher that its catalogue gives by its URI alone. */
export interface PublisherKey {
  sourceId: string;
  uri: string;
}

@ObjectType({ description: 'A value of a facet, and how many datasets have it.' })
export class FacetValue {
  @Field(() => String, {
    description:
      'Of a publisher its Swedish organisation number, ten digits, else its URI, else its name; of a format its short name (`CSV`); of a licence its SPDX id (`CC0-1.0`), else the terms as the catalogue writes them; of a theme the EU’s code (`SOCI`) or a URI; of a country ISO 3166-1 alpha-2.',
  })
  value!: string;
  @Field(() => Int, {
    description: 'Datasets, as each catalogue counts them: one that is in two catalogues counts twice.',
  })
  count!: number;
  /** The name that a catalogue gives. */
  name!: string | null;
  /** Of a publisher. */
  organisationNumber!: string | null;
  /** Where its name is asked for. */
  publisherKey!: PublisherKey | null;
}

@ObjectType({ description: 'How many datasets of a search have each value of one property.' })
export class DatasetFacet {
  all!: FacetValue[];
  countedBy!: string[];
  @Field(() => Int, { description: 'Different values that were counted.' })
  size!: number;
}

@ObjectType({ description: 'The counts of a search for datasets, as the catalogues give them, merged.' })
export class DatasetFacets {
  @Field(() => DatasetFacet) publishers!: DatasetFacet;
  @Field(() => DatasetFacet) formats!: DatasetFacet;
  @Field(() => DatasetFacet) licences!: DatasetFacet;
  @Field(() => DatasetFacet) themes!: DatasetFacet;
  @Field(() => DatasetFacet, {
    description:
      'Of a catalogue that does not count countries itself, all its datasets count for the country that it is of.',
  })
  countries!: DatasetFacet;
  @Field(() => [Provenance], { description: 'Of the counts of each catalogue.' }) provenance!: Provenance[];
}
