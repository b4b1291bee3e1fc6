import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ManyToOne, type Relation } from 'typeorm';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import { PlaceKind } from './vocabulary.ts';

/** Sweden, a county or a municipality. Figures and ads are connected to it by place. */
@Entity('place')
@ObjectType({
  implements: Node,
  description: 'Sweden, one of its 21 counties or one of its 290 municipalities.',
})
export class Place extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Place', this.key);
  }
  @Field(() => String, { description: 'SCB code: `SE`, two digits for a county, four for a municipality.' })
  get code(): string {
    return this.key;
  }
  @Field(() => String, { description: 'In Swedish.' })
  @Column({ type: 'text' })
  name!: string;
  @Field(() => PlaceKind, { description: 'Country, county or municipality.' })
  @Column({ type: 'text' })
  kind!: PlaceKind;
  @Field(() => String, {
    nullable: true,
    description: 'NUTS 2024 code: NUTS 3 for a county, `SE` for the country.',
  })
  @Column({ type: 'text', nullable: true })
  nuts!: string | null;
  @Field(() => String, { nullable: true, description: 'Concept id in the JobTech taxonomy.' })
  @Column({ type: 'text', nullable: true })
  taxonomyId!: string | null;
  @Column({ type: 'text', nullable: true }) countyKey!: string | null;
  @ManyToOne(() => Place, { onDelete: 'CASCADE' }) county?: Relation<Place>;
}
