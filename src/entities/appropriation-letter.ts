import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from './scalar.ts';

@ObjectType({
  description:
    'The government’s appropriation letter (regleringsbrev) to an agency for a year. From Statsliggaren, by the CSV file of oppna-statsliggaren.',
})
export class AppropriationLetter {
  @Field(() => Int) year!: number;
  @Field(() => DateScalar, { description: 'Day of the decision.' }) date!: string;
  @Field(() => String, { description: 'The page of the letter at Statskontoret.' }) url!: string;
  @Field(() => Int, { description: 'Decisions that change the letter, up to the day of the file.' })
  amendments!: number;
}
