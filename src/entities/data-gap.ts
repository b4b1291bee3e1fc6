import { Extensions, Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Dataset } from './dataset.ts';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';
import { DateScalar } from './scalar.ts';
import type { Crosswalk } from './topic.ts';
import { Basis, GapStatus } from './vocabulary.ts';

/** Data that the association says is missing. */
@Entity('data_gap')
// There are at most 40, and loaders share their calls, so the estimate counts no more than 40.
@Extensions({ distinct: 40 })
@ObjectType({
  implements: Node,
  description: 'Data that the association says is missing, who could open it, and its current status.',
})
export class DataGap extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('DataGap', this.key);
  }
  @Field(() => String)
  get slug(): string {
    return this.key;
  }
  @Column({ type: 'jsonb' }) label!: LocalisedText;
  @Column({ type: 'jsonb', nullable: true }) description!: LocalisedText | null;
  @Column({ type: 'text', array: true, default: '{}' }) obstacleKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) measureKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) responsibleKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
  @Field(() => GapStatus)
  @Column({ type: 'text' })
  status!: GapStatus;
  @Field(() => DateScalar, { nullable: true })
  @Column({ type: 'date', nullable: true })
  statusSince!: string | null;
  @Field(() => [String], { description: 'Links that show the status.' })
  @Column({ type: 'text', array: true, default: '{}' })
  evidence!: string[];
  @Field(() => Basis, {
    description: 'How `obstacles`, `measures` and `responsible` are known: INFERRED is the editors’ reading.',
  })
  @Column({ type: 'text', default: Basis.INFERRED })
  linksBasis!: Basis;
  @Column({ type: 'jsonb', default: {} }) crosswalk!: Crosswalk;
}

@ObjectType({ description: 'A dataset that may close a gap, and why it was found.' })
export class GapMatch {
  @Field(() => Dataset) dataset!: Dataset;
  @Field(() => Float, {
    description:
      'How much the dataset is on the gap’s subject, 0 to 1, by the same rules as lists of datasets.',
  })
  score!: number;
  @Field(() => [String], { description: 'The terms that were found.' }) because!: string[];
}
