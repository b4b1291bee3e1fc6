import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { JobAd } from './job-ad.ts';
import { globalId } from './node.ts';
import { Provenance } from './provenance.ts';
import { DateTimeScalar } from './scalar.ts';

/** What has happened to an ad. */
export enum JobAdEventKind {
  PUBLISHED = 'PUBLISHED',
  CHANGED = 'CHANGED',
  REMOVED = 'REMOVED',
}
registerEnumType(JobAdEventKind, {
  name: 'JobAdEventKind',
  description: 'What has happened to an ad.',
  valuesConfig: {
    PUBLISHED: { description: 'It is new on Platsbanken.' },
    CHANGED: { description: 'It was there, and says something else now.' },
    REMOVED: { description: 'It was taken down, or its last day has passed.' },
  },
});

@ObjectType({ description: 'An ad was published, changed or removed. Source: JobStream.' })
export class JobAdEvent {
  @Field(() => JobAdEventKind, { description: 'What has happened.' }) kind!: JobAdEventKind;
  /** The ad's own id on Platsbanken. */
  adId!: string;
  @Field(() => ID, { description: 'The `id` of the JobAd, also of one that is gone.' })
  get jobAdId(): string {
    return globalId('JobAd', `jobsearch:${this.adId}`);
  }
  @Field(() => JobAd, {
    nullable: true,
    description: 'The ad as it is known when the event is sent; null once it was removed.',
  })
  jobAd!: JobAd | null;
  @Field(() => DateTimeScalar, { description: 'When it happened, by the source.' }) at!: Date;
  @Field(() => String, { description: 'Give it as `after` to go on behind this event.' }) cursor!: string;
  @Field(() => Provenance) provenance!: Provenance;
}
