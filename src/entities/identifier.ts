import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'The identifier of an entity in another system.' })
export class Identifier {
  @Field(() => String, {
    description: 'Who gives the identifier: `wikidata`, `riksdagen`, `organisation-number`, …',
  })
  scheme!: string;
  @Field(() => String) value!: string;
}
