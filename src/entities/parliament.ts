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

export enum Gender {
  FEMALE = 'FEMALE',
  MALE = 'MALE',
}
registerEnumType(Gender, { name: 'Gender', description: 'As a parliament registers it.' });

@ObjectType({ description: 'A seat in the chamber, in a committee or in another body.' })
export class Assignment {
  @Field(() => String, { description: 'As the parliament names it: `Ledamot`, `Suppleant`, `Ordförande`.' })
  role!: string;
  @Field(() => String, { description: 'The body’s name, or its code where no name is given.' }) body!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The parliament’s code of the body: `AU`; for posts in a party, the party’s code.',
  })
  bodyCode!: string | null;
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
  @Field(() => Gender, { nullable: true }) gender!: Gender | null;
  partyCode!: string | null;
  @Field(() => String, { nullable: true }) constituency!: string | null;
  @Field(() => String, { nullable: true, description: 'The value of the parliament, in its own language.' })
  status!: string | null;
  @Field(() => Int, { nullable: true, description: 'Year of birth.' }) born!: number | null;
  @Field(() => [Assignment], {
    nullable: true,
    description: 'Newest first; one for each seat that the person has or had.',
  })
  assignments!: Assignment[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Photo of the parliament, which is to be named as its source.',
  })
  imageUrl!: string | null;
  @Field(() => Provenance) provenance!: Provenance;
}

/** Who signed a document. */
export interface Signatory {
  name: string;
  /** `intressent_id`; null when the parliament gives none. */
  memberId: string | null;
  partyCode: string | null;
}

@ObjectType({ description: 'A file of a document.' })
export class Attachment {
  @Field(() => String, { nullable: true, description: 'Its title, or its file name.' }) title!: string | null;
  @Field(() => String, { nullable: true, description: 'File type: `pdf`, `doc`.' }) type!: string | null;
  @Field(() => Int, { nullable: true, description: 'Bytes.' }) size!: number | null;
  @Field(() => String) url!: string;
}

@ObjectType({ description: 'A proposal of a motion or a bill, and what became of it.' })
export class Proposal {
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { nullable: true }) text!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What the committee proposed, as the parliament says it: `Avslag`, `Bifall`.',
  })
  committeeProposal!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What the chamber decided: `Avslag`, `Bifall`; null where it has not, or none is stated.',
  })
  outcome!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The committee report that treats it: `2013/14:SoU10`.',
  })
  handledIn!: string | null;
}

@ObjectType({ description: 'Another document that a document belongs with.' })
export class DocumentReference {
  @Field(() => String, {
    nullable: true,
    description: 'How they belong together, in the parliament’s own word: `behandlas_i`.',
  })
  relation!: string | null;
  @Field(() => String, { nullable: true }) documentId!: string | null;
  @Field(() => String, { nullable: true, description: 'Type code: `mot`, `prop`, `bet`.' }) type!:
    | string
    | null;
  @Field(() => String, { nullable: true }) session!: string | null;
  @Field(() => String, { nullable: true }) designation!: string | null;
  @Field(() => String, { nullable: true }) title!: string | null;
}

@ObjectType({ description: 'A proposal in a committee report against the committee’s own.' })
export class Reservation {
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { nullable: true }) heading!: string | null;
  @Field(() => [String], { description: 'Codes of the parties behind it.' }) partyCodes!: string[];
  @Field(() => Int, { nullable: true, description: 'The point of the report that it is about.' })
  point!: number | null;
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
  @Field(() => String, {
    nullable: true,
    description: 'What kind within the type: `Kommittémotion`, `Enskild motion`.',
  })
  subtype!: string | null;
  @Field(() => String) title!: string;
  @Field(() => String, { nullable: true }) subtitle!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What it is about, as the parliament tells it; null where it does not.',
  })
  summary!: string | null;
  @Field(() => String, { nullable: true, description: 'Parliamentary year, `2025/26`.' }) session!:
    | string
    | null;
  /** Designation within the session, `AU10`; with the session it names the votes. */
  @Field(() => String, { nullable: true, description: 'Designation within the session, `AU10`.' })
  designation!: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the committee: `AU`.' }) committee!:
    | string
    | null;
  @Field(() => String, {
    nullable: true,
    description: 'The parliament’s own word: `planerat` for a planned report; most documents have none.',
  })
  status!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of the document; for cases of the Storting, the day of the latest change.',
  })
  date!: string | null;
  decidedOn!: string | null;
  signatories!: Signatory[];
  /** Fields whose part of the answer was there and could not be read: their lists are empty for that reason. */
  unreadParts?: string[];
  /** Who spoke in the debate on it, as lists of documents have it. */
  debaters!: Signatory[];
  attachments!: Attachment[];
  /** Whether it has points that are put to the vote. */
  hasPoints!: boolean;
  /** Null where the list of documents does not give them. */
  proposals!: Proposal[] | null;
  references!: DocumentReference[] | null;
  @Field(() => String, { nullable: true, description: 'Page of the document.' }) url!: string | null;
  @Field(() => String, { nullable: true, description: 'Address of the plain text.' }) textUrl!: string | null;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'How the members of one party, or of all together, voted on a point.' })
export class VoteSummary {
  @Field(() => Int, { nullable: true }) point!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'The party’s code, `L` also for FP; null in `total` and `withoutParty`.',
  })
  partyCode!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The code as the parliament prints it: `FP`. Null in `total` and `withoutParty`, and where the votes of members are added up.',
  })
  printedCode!: string | null;
  @Field(() => Int) yes!: number;
  @Field(() => Int) no!: number;
  @Field(() => Int, { description: 'Present, and voted neither yes nor no.' }) abstain!: number;
  @Field(() => Int) absent!: number;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({
  description: 'One point of a committee report, or one vote on a case, and how it was decided.',
})
export class VotePoint {
  @Field(() => String, { description: 'The parliament’s id of the report, or of the case.' })
  documentId!: string;
  @Field(() => Int) point!: number;
  @Field(() => String, { nullable: true }) heading!: string | null;
  @Field(() => String, { nullable: true, description: 'What was decided on.' }) text!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'How it was decided and who won, as the parliament says it.',
  })
  outcome!: string | null;
  @Field(() => String, { nullable: true, description: 'The parliament’s id of the vote.' }) voteId!:
    | string
    | null;
  summaries!: VoteSummary[] | null;
  /** The parliament gives no figures by party, but how each member voted. */
  isSummedUpFromMembers!: boolean;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of the vote; null where the parliament’s report does not state it.',
  })
  date!: string | null;
  @Field(() => VoteSummary, {
    nullable: true,
    description: 'All members, as the parliament sums them up; null where it does not.',
  })
  total!: VoteSummary | null;
  @Field(() => VoteSummary, { nullable: true, description: 'Members who belong to no party.' })
  withoutParty!: VoteSummary | null;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'How a party voted on one point that decided on a document.' })
export class PartyVote {
  @Field(() => VotePoint) point!: VotePoint;
  @Field(() => VoteSummary) vote!: VoteSummary;
}

/** A committee report: its points, and the reservations against them. */
export interface CommitteeReport {
  points: VotePoint[];
  /** Null where they are there and cannot be read. */
  reservations: Reservation[] | null;
}

@ObjectType({ description: 'One member’s vote on one point.' })
export class Vote {
  @Field(() => String, { nullable: true, description: 'The parliament’s id of the vote.' }) voteId!:
    | string
    | null;
  documentId!: string | null;
  memberId!: string | null;
  partyCode!: string | null;
  @Field(() => Int, { nullable: true }) point!: number | null;
  @Field(() => String, { nullable: true, description: 'Designation of the report voted on, `2025/26:AU10`.' })
  report!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day of the vote; null where the parliament’s list gives none: `document { decidedOn }` has the day of the decision.',
  })
  date!: string | null;
  @Field(() => VoteValue) vote!: VoteValue;
  @Field(() => Provenance) provenance!: Provenance;
}

@ObjectType({ description: 'A speech in the chamber.' })
export class Speech {
  /** By which the text can be asked for. */
  speechId!: string | null;
  memberId!: string | null;
  partyCode!: string | null;
  documentId!: string | null;
  relatedDocumentId!: string | null;
  @Field(() => DateScalar, { nullable: true }) date!: string | null;
  @Field(() => String, { nullable: true, description: 'What the debate is about.' }) heading!: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether it replies to another speech.' })
  isReply!: boolean | null;
  text!: string | null;
  @Field(() => String, { nullable: true }) url!: string | null;
  @Field(() => Provenance) provenance!: Provenance;
}
