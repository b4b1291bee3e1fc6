import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from './scalar.ts';

export enum DataState {
  LIVE = 'LIVE',
  CACHED = 'CACHED',
  STALE = 'STALE',
  SAMPLE = 'SAMPLE',
  OWN = 'OWN',
}
registerEnumType(DataState, {
  name: 'DataState',
  description: 'How fresh a datum is.',
  valuesConfig: {
    LIVE: { description: 'Fetched from the source for this request.' },
    CACHED: { description: "A stored answer, still fresh by the source's own rules." },
    STALE: { description: 'The source failed or is slow: its last good answer, with its age.' },
    SAMPLE: { description: 'The source was never reached: a bundled illustrative record, not real data.' },
    OWN: { description: "The association's own content." },
  },
});

/** Where a datum came from, when, under which licence, and in which state. */
@ObjectType({ description: 'Where a datum came from, when, under which licence, and in which state.' })
export class Provenance {
  sourceId!: string;
  @Field(() => String, { nullable: true, description: 'Where a person can check it.' }) url!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the source said it.' })
  retrievedAt!: Date | null;
  @Field(() => DataState) state!: DataState;
  @Field(() => String, { nullable: true, description: 'SPDX id, or the address or name of the terms.' })
  licence!: string | null;
  @Field(() => String, { nullable: true, description: 'The line to print beside the data.' })
  attribution!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Own content: the document and its lines. Statistics: the table and the selection. Counts from files: the files and the number of ads.',
  })
  locator!: string | null;
}
