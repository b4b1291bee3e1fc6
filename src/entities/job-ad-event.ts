import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { JobAd } from './job-ad.ts';
import { globalId } from './node.ts';
import { Provenance } from './provenance.ts';
import { DateTimeScalar } from './scalar.ts';

/** The type of an event. */
export enum JobAdEventKind {
  PUBLISHED = 'PUBLISHED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}
registerEnumType(JobAdEventKind, {
  name: 'JobAdEventKind',
  description: 'The type of an event.',
  valuesConfig: {
    PUBLISHED: { description: 'It is new on Platsbanken.' },
    CHANGED: { description: 'Its content has changed.' },
    REMOVED: { description: 'It was taken down, or its last day has passed.' },
  },
});

@ObjectType({ description: 'An ad was published, changed or removed. Source: JobStream.' })
export class JobAdEvent {
  @Field(() => JobAdEventKind, { description: 'What has happened.' }) kind!: JobAdEventKind;
  /** The ad's own id on Platsbanken. */
  adId!: string;
  @Field(() => ID, { description: 'The `id` of the JobAd, also of a removed ad.' })
  get jobAdId(): string {
    return globalId('JobAd', `jobsearch:${this.adId}`);
  }
  @Field(() => JobAd, {
    nullable: true,
    description: 'The ad at the time the event is sent; null when it has been removed.',
  })
  jobAd!: JobAd | null;
  @Field(() => DateTimeScalar, { description: 'When it happened, according to the source.' }) at!: Date;
  @Field(() => String, { description: 'Give it as `after` to continue after this event.' }) cursor!: string;
  @Field(() => Provenance) provenance!: Provenance;
}
