import { Field, ObjectType } from 'type-graphql';
import { Provenance } from './provenance.ts';

/** A course or programme that leads to an occupation. */
@ObjectType({ description: 'A course or programme that leads to an occupation.' })
export class Education {
  @Field(() => String, { description: 'What the education is called, in Swedish.' }) title!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The school; for adult education often the municipality.',
  })
  provider!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Form of schooling in Swedish, such as `Yrkeshögskola`; an unknown code as it stands.',
  })
  form!: string | null;
  @Field(() => String, { nullable: true, description: 'A page about it.' }) url!: string | null;
  @Field(() => Provenance) provenance!: Provenance;
  /** SCB codes of where it is given; often empty for adult education. */
  municipalityCodes!: string[];
  countyCodes!: string[];
}
