import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What something is called elsewhere.' })
export class Identifier {
  @Field(() => String, {
    description: 'Who gives the identifier: `wikidata`, `riksdagen`, `organisation-number`, …',
  })
  scheme!: string;
  @Field(() => String) value!: string;
}
