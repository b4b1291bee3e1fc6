import { Field, Float, ObjectType } from 'type-graphql';
import { JobAd } from './job-ad.ts';
import { MatchReason } from './occupation.ts';

@ObjectType({ description: 'A job ad that matches the request, with the reasons.' })
export class JobAdMatch {
  @Field(() => JobAd, { description: 'The ad.' }) jobAd!: JobAd;
  @Field(() => Float, {
    description:
      'The sum of the weights of its reasons; comparable within one list only, because the weight of a word depends on the other ads in the list.',
  })
  score!: number;
  @Field(() => [MatchReason], {
    description:
      'All reasons, the heaviest first: occupation, skills, words of the text and place. A skill that the ad demands and that was not among those given has a negative weight.',
  })
  because!: MatchReason[];
}
