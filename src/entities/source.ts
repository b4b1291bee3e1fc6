import { Extensions, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { globalId, Node } from './node.ts';
import { DateTimeScalar } from './scalar.ts';

export enum SourceKind {
  JOBS = 'JOBS',
  TAXONOMY = 'TAXONOMY',
  EDUCATION = 'EDUCATION',
  FORECAST = 'FORECAST',
  STATISTICS = 'STATISTICS',
  CATALOGUE = 'CATALOGUE',
  PARLIAMENT = 'PARLIAMENT',
  ELECTIONS = 'ELECTIONS',
  INFORMATION_REQUESTS = 'INFORMATION_REQUESTS',
  LEGISLATION = 'LEGISLATION',
  CONTENT = 'CONTENT',
}
registerEnumType(SourceKind, { name: 'SourceKind', description: 'What a source is about.' });

export enum SourceHealth {
  UP = 'UP',
  DEGRADED = 'DEGRADED',
  DOWN = 'DOWN',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(SourceHealth, {
  name: 'SourceHealth',
  description: 'The recent health of a source, measured on real traffic.',
  valuesConfig: {
    UP: { description: 'The last calls succeeded.' },
    DEGRADED: { description: 'Some of the last calls failed, or the schema of its answers has changed.' },
    DOWN: { description: 'The last calls failed. The gateway does not call the source for a while.' },
    UNKNOWN: { description: 'Not asked since the gateway started.' },
  },
});

@ObjectType({ description: 'The rate limit of a source, and what is left of it.' })
export class RequestBudget {
  @Field(() => Int, { description: 'Requests allowed in one window.' }) limit!: number;
  @Field(() => Int, { description: 'Length of the window in seconds.' }) windowSeconds!: number;
  @Field(() => Int, { description: 'Requests left in the current window.' }) remaining!: number;
}

@ObjectType({ description: 'Response times in milliseconds over the last calls.' })
export class LatencySummary {
  @Field(() => Float, { nullable: true, description: 'Median, milliseconds.' }) p50!: number | null;
  @Field(() => Float, { nullable: true, description: '95th percentile, milliseconds.' }) p95!: number | null;
  @Field(() => Int, { description: 'The number of calls measured.' }) samples!: number;
}

/** Of the recent health: an answer with it is kept for a second only. */
const ofTheMoment = { answerKept: 'a second' };

/** A source: its declaration, and its recent health. */
@ObjectType({
  implements: Node,
  description: 'Where data comes from: one external API, or the association itself.',
})
export class Source {
  @Field(() => ID)
  get id(): string {
    return globalId('Source', this.slug);
  }
  @Field(() => String, { description: 'Name for people, such as “Sveriges dataportal”.' }) name!: string;
  @Field(() => String, { description: 'The id used in settings and errors, such as `dataportal-se`.' })
  slug!: string;
  @Field(() => SourceKind) kind!: SourceKind;
  @Field(() => String, { description: 'Who publishes the data.' }) publisher!: string;
  @Field(() => String) homepage!: string;
  @Field(() => String, { nullable: true, description: 'Documentation of the API.' }) documentation!:
    | string
    | null;
  @Field(() => String, { description: 'SPDX id, or the address or name of the terms.' }) licence!: string;
  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2; null for international sources.' })
  country!: string | null;
  @Field(() => [String], {
    description:
      'Identifier schemes in its records, by which they are joined with other sources: `organisation-number`, `ssyk-2012`.',
  })
  identifiers!: string[];
  @Extensions(ofTheMoment)
  @Field(() => SourceHealth)
  health!: SourceHealth;
  @Extensions(ofTheMoment)
  @Field(() => DateTimeScalar, { nullable: true })
  lastSuccessAt!: Date | null;
  @Extensions(ofTheMoment)
  @Field(() => String, { nullable: true, description: 'The last failure, as a readable message.' })
  lastError!: string | null;
  @Extensions(ofTheMoment)
  @Field(() => RequestBudget, { nullable: true })
  requestBudget!: RequestBudget | null;
  @Extensions(ofTheMoment)
  @Field(() => LatencySummary, { nullable: true })
  latency!: LatencySummary | null;
}

@ObjectType({ description: 'The failure of a source while others answered.' })
export class SourceFailure {
  sourceId!: string;
  @Field(() => String, { description: 'The error code, such as SOURCE_TIMEOUT.' }) code!: string;
  @Field(() => String, { description: 'What happened, as a readable message.' }) message!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'Seconds to wait before the next attempt; null when unknown.',
  })
  retryAfterSeconds!: number | null;
}
