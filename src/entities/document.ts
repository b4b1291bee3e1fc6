import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { ChildEntity, Column, Entity, ManyToOne, type Relation, TableInheritance } from 'typeorm';
import type { Ref } from './commentary.ts';
import { Language, type LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { Organisation } from './organisation.ts';
import { OwnContent } from './own-content.ts';
import { DateScalar } from './scalar.ts';
import { Access, Basis, PointKind, QuoteKind } from './vocabulary.ts';

/** An article, a report or a statement. Drafts are stored but not shown to clients. */
@Entity('document')
@TableInheritance({ column: { type: 'text', name: 'kind' } })
@InterfaceType({
  implements: Node,
  description: 'An article, a report or a statement.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Document extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId(this.constructor.name, this.key);
  }
  @Field(() => String)
  get slug(): string {
    return this.key;
  }
  @Field(() => String, { description: 'As printed.' })
  @Column({ type: 'text' })
  title!: string;
  @Field(() => Language)
  @Column({ type: 'text' })
  language!: Language;
  @Field(() => DateScalar, { nullable: true, description: 'Null where the document has no date.' })
  @Column({ type: 'date', nullable: true })
  publishedOn!: string | null;
  /** Authors, `Person:<key>` or `Organisation:<key>`. */
  @Column({ type: 'text', array: true, default: '{}' }) authors!: Ref[];
  @Field(() => Access)
  @Column({ type: 'text' })
  access!: Access;
  @Column({ type: 'boolean', default: false }) draft!: boolean;
  @Column({ type: 'jsonb', nullable: true }) summary!: LocalisedText | null;
  @Column({ type: 'text', nullable: true }) publisherKey!: string | null;
  @ManyToOne(() => Organisation, { onDelete: 'SET NULL' }) publisher?: Relation<Organisation>;
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
}

@ChildEntity('Article')
@ObjectType({ implements: Document, description: 'An article or a post.' })
export class Article extends Document {
  @Column({ type: 'text', array: true, nullable: true }) obstacleKeys!: string[];
  @Column({ type: 'text', array: true, nullable: true }) measureKeys!: string[];
  @Field(() => [String], {
    description: 'What the article says must happen, in the language of the article.',
  })
  @Column({ type: 'text', array: true, nullable: true })
  actions!: string[];
  @Field(() => Int, { nullable: true, description: 'Views printed on the page when it was saved.' })
  @Column({ type: 'int', nullable: true })
  viewCount!: number | null;
  @Field(() => Int, { nullable: true })
  @Column({ type: 'int', nullable: true })
  commentCount!: number | null;
}

@ChildEntity('Report')
@ObjectType({ implements: Document, description: 'A report.' })
export class Report extends Document {
  @Field(() => [String], {
    description: 'What the authors asked in their interviews, in the language of the report.',
  })
  @Column({ type: 'text', array: true, nullable: true })
  interviewQuestions!: string[];
  @Field(() => [String], {
    description: 'Parts that the report refers to but that are missing from the document.',
  })
  @Column({ type: 'text', array: true, nullable: true })
  missingParts!: string[];
}

@ChildEntity('Statement')
@ObjectType({ implements: Document, description: 'A statement adopted by an organisation.' })
export class Statement extends Document {
  @Column({ type: 'text', nullable: true }) adoptedByKey!: string;
  @Field(() => DateScalar, { nullable: true })
  @Column({ type: 'date', nullable: true })
  adoptedOn!: string | null;
  @Field(() => Basis, { description: 'How the date of adoption is known.' })
  @Column({ type: 'text', nullable: true })
  basis!: Basis;
}

/** A part of a document. It is deleted with the document. */
abstract class DocumentPart extends OwnContent {
  @Column({ type: 'text' }) documentKey!: string;
  @ManyToOne(() => Document, { onDelete: 'CASCADE' }) document?: Relation<Document>;
}

@Entity('section')
@ObjectType({ description: 'A part of a document with a heading.' })
export class Section extends DocumentPart {
  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  number!: string | null;
  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  heading!: string | null;
  @Field(() => Int, { description: '1 for a main heading.' })
  @Column({ type: 'int' })
  level!: number;
}

/** One figure or fact in a fact box. */
export interface Fact {
  property: string;
  value: string | number;
  unit?: string;
}

@Entity('fact_box')
@ObjectType({ description: 'A box with facts in a report.' })
export class FactBox extends DocumentPart {
  @Field(() => String, { nullable: true })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
  @Field(() => String)
  @Column({ type: 'text' })
  text!: string;
  @Column({ type: 'text', nullable: true }) organisationKey!: string | null;
  @Column({ type: 'jsonb', default: [] }) facts!: Fact[];
}

@Entity('quote')
@ObjectType({ description: 'Words quoted in a report.' })
export class Quote extends DocumentPart {
  @Field(() => String)
  @Column({ type: 'text' })
  text!: string;
  /** Null where the speaker is only implied or the words come from a text. */
  @Column({ type: 'text', nullable: true }) speakerKey!: string | null;
  @Field(() => QuoteKind, { nullable: true, description: 'Null where no editor has classified it.' })
  @Column({ type: 'text', nullable: true })
  kind!: QuoteKind | null;
}

@Entity('point')
@ObjectType('ArticlePoint', {
  description: 'One entry of a list that an article makes: a benefit, a use, an obstacle.',
})
export class Point extends DocumentPart {
  @Field(() => PointKind)
  @Column({ type: 'text' })
  kind!: PointKind;
  @Field(() => Int, { description: 'Its number among the points of its kind, from 1.' })
  @Column({ type: 'int' })
  number!: number;
  @Field(() => String, { nullable: true, description: 'The group that the article puts it in.' })
  @Column({ type: 'text', nullable: true })
  group!: string | null;
  @Field(() => String, { nullable: true, description: 'What the article calls it.' })
  @Column({ type: 'text', nullable: true })
  title!: string | null;
}

@Entity('demand')
@ObjectType({ description: 'One thing that a statement demands.' })
export class Demand extends DocumentPart {
  @Field(() => Int)
  @Column({ type: 'int' })
  number!: number;
  @Column({ type: 'jsonb', nullable: true }) summary!: LocalisedText | null;
  @Column({ type: 'text', array: true, default: '{}' }) topicKeys!: string[];
}

@Entity('responsibility')
@ObjectType({ description: 'Who an article says should act, and how.' })
export class Responsibility extends DocumentPart {
  @Field(() => String, { description: 'As the article names it.' })
  @Column({ type: 'text' })
  actor!: string;
  @Column({ type: 'text', nullable: true }) organisationKey!: string | null;
  @Column({ type: 'jsonb' }) text!: LocalisedText;
}

@Entity('mention')
@ObjectType({ description: 'Something that a document names.' })
export class Mention extends DocumentPart {
  @Field(() => String, { description: 'As printed.' })
  @Column({ type: 'text' })
  label!: string;
  @Field(() => Int, { description: 'How many times the document names it.' })
  @Column({ type: 'int' })
  count!: number;
  /** What it is, `<Type>:<key>` with Organisation, Person, Party, Source or LegalAct. */
  @Column({ type: 'text', nullable: true }) target!: Ref | null;
}
