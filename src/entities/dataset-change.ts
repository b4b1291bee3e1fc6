import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Dataset } from './dataset.ts';
import { DateTimeScalar } from './scalar.ts';

export enum DatasetChangeKind {
  NEW = 'NEW',
  CHANGED = 'CHANGED',
}
registerEnumType(DatasetChangeKind, {
  name: 'DatasetChangeKind',
  description: 'What happened to a dataset in its catalogue.',
  valuesConfig: {
    NEW: { description: 'Its catalogue has listed it since the day asked for.' },
    CHANGED: { description: 'Its record has changed since that day.' },
  },
});

@ObjectType({ description: 'A dataset that is new or changed in its catalogue.' })
export class DatasetChange {
  @Field(() => DatasetChangeKind) kind!: DatasetChangeKind;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the record of the catalogue changed; null where the catalogue does not say.',
  })
  at!: Date | null;
  @Field(() => Dataset) dataset!: Dataset;
}
