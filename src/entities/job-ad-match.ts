import { Field, Float, ObjectType } from 'type-graphql';
import { JobAd } from './job-ad.ts';
import { MatchReason } from './occupation.ts';

@ObjectType({ description: 'A job ad that fits what was asked for, with the reasons.' })
export class JobAdMatch {
  @Field(() => JobAd, { description: 'The ad that fits.' }) jobAd!: JobAd;
  @Field(() => Float, {
    description:
      'The sum of the weights of its reasons; comparable within one list only, for what words weigh depends on the ads beside it.',
  })
  score!: number;
  @Field(() => [MatchReason], {
    description:
      'All reasons, the heaviest first: occupation, skills, words of the text and place. A skill that the ad demands and that was not among those given weighs below 0.',
  })
  because!: MatchReason[];
}
