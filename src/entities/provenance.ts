import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from './scalar.ts';

export enum DataState {
  LIVE = 'LIVE',
  CACHED = 'CACHED',
  STALE = 'STALE',
  SAMPLE = 'SAMPLE',
  OWN = 'OWN',
  REFERENCE = 'REFERENCE',
}
registerEnumType(DataState, {
  name: 'DataState',
  description: 'How fresh the data is.',
  valuesConfig: {
    LIVE: { description: 'Fetched from the source for this request.' },
    CACHED: { description: "A cached answer that is still fresh by the source's own rules." },
    STALE: { description: 'The source failed or is slow. This is its last successful answer, with its age.' },
    SAMPLE: { description: 'The source was never reached. This is a bundled example record, not real data.' },
    OWN: { description: "The association's own content." },
    REFERENCE: {
      description:
        'Facts that come with the gateway, such as election results and the taxonomy: of the source, version and day that `locator`, `attribution` and `retrievedAt` state.',
    },
  },
});

/** Where the data comes from, when, under which licence, and how fresh it is. */
@ObjectType({ description: 'Where the data comes from, when, under which licence, and how fresh it is.' })
export class Provenance {
  sourceId!: string;
  @Field(() => String, { nullable: true, description: 'Where a person can check it.' }) url!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the source gave the answer.' })
  retrievedAt!: Date | null;
  @Field(() => DataState) state!: DataState;
  @Field(() => String, {
    nullable: true,
    description: 'SPDX id, the address or name of the terms, or `not stated`. Null for a sample.',
  })
  licence!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The attribution to show with the data. Null for a sample, which nobody has published.',
  })
  attribution!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Own content: the document and its lines. Statistics: the table and the selection. Counts from files: the files and the number of ads.',
  })
  locator!: string | null;
}
