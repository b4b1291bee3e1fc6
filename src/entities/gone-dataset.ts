import { Field, ObjectType } from 'type-graphql';
import type { LocalisedText } from './language.ts';
import { DateTimeScalar } from './scalar.ts';

/** What is kept of a dataset in one catalogue. */
export interface LastRecord {
  title: LocalisedText;
  description: LocalisedText;
  publisher: LocalisedText | null;
  publisherNumber: string | null;
  licences: string[];
  url: string | null;
  /** ISO instants. */
  issued: string | null;
  modified: string | null;
}

@ObjectType({
  description: 'A dataset that a catalogue no longer has, as its last record there described it.',
})
export class GoneDataset {
  record!: LastRecord;
  @Field(() => String, { description: 'URI of the dataset in that catalogue.' }) uri!: string;
  @Field(() => String, { description: 'Slug of the catalogue: `dataportal-se`.' }) catalogue!: string;
  @Field(() => DateTimeScalar, { description: 'When the catalogue last had it.' }) lastSeenAt!: Date;
  @Field(() => DateTimeScalar, {
    description: 'When it was noticed to be gone, which may be later than it went.',
  })
  goneAt!: Date;
}
