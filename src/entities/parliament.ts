import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { globalId, Node } from './node.ts';
import { Provenance } from './provenance.ts';
import { DateScalar } from './scalar.ts';

export enum VoteValue {
  YES = 'YES',
  NO = 'NO',
  ABSTAIN = 'ABSTAIN',
  ABSENT = 'ABSENT',
}
registerEnumType(VoteValue, { name: 'VoteValue', description: 'How a member voted.' });

@ObjectType({ description: 'A seat in the chamber, in a committee or in another body.' })
export class Assignment {
  @Field(() => String, { description: 'As the parliament names it: `Ledamot`, `Suppleant`, `Ordförande`.' })
  role!: string;
  @Field(() => String, { description: 'The body’s name, or its code where no name is given.' }) body!: string;
  @Field(() => DateScalar, { nullable: true }) from!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Null or in the future for a current seat.' })
  to!: string | null;
}

/** A member or former member of a parliament. */
@ObjectType({ implements: Node, description: 'A member, or former member, of a parliament.' })
export class MemberOfParliament {
  @Field(() => ID)
  get id(): string {
    return globalId('MemberOfParliament', `${this.parliament}:${this.memberId}`);
  }
  @Field(() => String, { description: 'Slug of the source, such as `riksdagen`.' }) parliament!: string;
  @Field(() => String, { description: 'The parliament’s own id of the person.' }) memberId!: string;
  @Field(() => String, { nullable: true, description: '`intressent_id`, for members of the Riksdag.' })
  get riksdagId(): string | null {
    return this.parliament === 'riksdagen' ? this.memberId : null;
  }
  @Field(() => String) name!: string;
  partyCode!: string | null;
  @Field(() => String, { nullable: true }) constituency!: string | null;
  @Field(() => String, { nullable: true, description: 'The value of the parliament, in its own language.' })
  status!: string | null;
  @Field(() => Int, { nullable: true, description: 'Year of birth.' }) born!: number | null;
  @Field(() => [Assignment], { nullable: true, description: 'Newest first.' }) assignments!:
    | Assignment[]
    | null;
  @Field(() => String, { nullable: true, description: 'Photo: Sveriges riksdag.' }) imageUrl!: string | null;
  @Field(() => Provenance) provenance!: Provenance;
}

/** Who signed a document. */
export interface Signatory {
  name: string;
  /** `intressent_id`; null when the parliament gives none. */
  memberId: string | null;
  partyCode: string | null;
}

@ObjectType({
  implements: Node,
  description: 'A motion, bill, committee report, question or other document of a parliament.',
})
export class ParliamentaryDocument {
  @Field(() => ID)
  get id(): string {
    return globalId('ParliamentaryDocument', `${this.provenance.sourceId}:${this.documentId}`);
  }
  @Field(() => String, { description: 'The parliament’s own id, `HD024089`.' }) documentId!: string;
  @Field(() => String, { description: 'Type code of the parliament: `mot`, `prop`, `bet`, `ip`, `fr`.' })
  type!: string;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) subtitle!: string | null;
  @Field(() => String, { nullable: true, description: 'Parliamentary year, `2025/26`.' }) session!:
    | string
    | null;
  /** Designation within the session, `AU10`; with the session it names the votes. */
  @Field(() => String, { nullable: true, description: 'Designation within the session, `AU10`.' })
  designation!: string | null;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  signatories!: Signatory[];
  @Field(() => String, { nullable: true, description: 'Page of the document.' }) url!: string | null;
  @Field(() => String, { nullable: true, description: 'Address of the plain text.' }) textUrl!: string | null;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'How one party, or the whole chamber, voted.' })
export class VoteSummary {
  @Field(() => Int, { nullable: true }) point!: number | null;
  /** Null for the chamber as a whole. */
  partyCode!: string | null;
  @Field(() => Int) yes!: number;
  @Field(() => Int) no!: number;
  @Field(() => Int) abstain!: number;
  @Field(() => Int) absent!: number;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'One point of a committee report, and how it was decided.' })
export class VotePoint {
  @Field(() => Int) point!: number;
  @Field(() => String, { nullable: true }) heading!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'How it was decided and who won, as the parliament says it.',
  })
  outcome!: string | null;
  @Field(() => [VoteSummary], { description: 'By party; empty when the point was decided by acclamation.' })
  summaries!: VoteSummary[];
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'One member’s vote on one point.' })
export class Vote {
  documentId!: string | null;
  memberId!: string | null;
  partyCode!: string | null;
  @Field(() => Int, { nullable: true }) point!: number | null;
  @Field(() => String, { nullable: true, description: 'Designation of the report voted on, `2025/26:AU10`.' })
  report!: string | null;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  @Field(() => VoteValue) vote!: VoteValue;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'A speech in the chamber.' })
export class Speech {
  memberId!: string | null;
  documentId!: string | null;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  @Field(() => String, { nullable: true, description: 'Plain text; null where the list gives none.' })
  text!: string | null;
  @Field(() => String, { nullable: true }) url!: string | null;
  @Field(() => Provenance) provenance!: Provenance;
}
