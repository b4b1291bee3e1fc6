import type {
  CommitteeReport,
  MemberOfParliament,
  ParliamentaryDocument,
  Speech,
  Vote,
} from '../../entities/parliament.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import type { SourceError } from '../../upstream/errors.ts';
import { byOffset, type Member } from '../across/list-page.ts';
import type { MergeRule } from '../across/merge.ts';
import { defineKind, type Example, type Page, type Window } from './kind.ts';

/** What a parliament's documents are searched by; all that is given must hold. */
export interface DocumentSearch {
  /** Words or phrases of which one must occur. */
  anyOf?: string[];
  /** Words as a person types them. */
  text?: string;
  /** Type codes of the parliament, `mot`. */
  types?: string[];
  /** Documents that members sign, documents that parties vote on: any of these, whatever the parliament calls them. */
  roles?: ('SIGNED' | 'VOTED')[];
  memberId?: string;
  /** Committee code, `AU`. */
  committee?: string;
  /** Parliamentary year, `2025/26`. */
  session?: string;
  /** First and last day, ISO. */
  from?: string;
  to?: string;
}

export interface VoteSearch {
  memberId: string;
  session?: string;
  /** Designation of the report voted on, `AU10`. */
  designation?: string;
}

export interface SpeechSearch {
  memberId: string;
  /** Words of the heading. */
  text?: string;
}

/** What every parliament answers; ids of members and documents are its own. */
export interface ParliamentOperations {
  /** Null for an unknown id; an error beside the members that could be had. */
  members(ids: readonly string[], call: Call): Promise<Map<string, MemberOfParliament | SourceError | null>>;
  /** Members, now and earlier, with this whole name; case, accents and hyphens do not matter. */
  membersNamed(name: string, call: Call): Promise<MemberOfParliament[]>;
  membersOfParty(code: string, which: { active: boolean }, call: Call): Promise<Page<MemberOfParliament>>;
  documents(query: DocumentSearch, window: Window, call: Call): Promise<Page<ParliamentaryDocument>>;
  document(id: string, call: Call): Promise<ParliamentaryDocument | null>;
  /** Null for a document that the parliament does not know, or that is no committee report. */
  report(documentId: string, call: Call): Promise<CommitteeReport | null>;
  /** How each member voted in one vote; null for an unknown id. */
  memberVotes(voteId: string, call: Call): Promise<Vote[] | null>;
  /** The votes of one member, the newest first. */
  votes?(query: VoteSearch, call: Call): Promise<Vote[]>;
  /** The newest first. */
  speeches?(query: SpeechSearch, limit: number, call: Call): Promise<Speech[]>;
  /** What members of a party have said since a day, as far back as the source reads; without texts. */
  speechesOfParty?(code: string, since: string | null, call: Call): Promise<Speech[]>;
  /** One speech with its text; null for an unknown id. */
  speech?(id: string, call: Call): Promise<Speech | null>;
}

const window: Window = { offset: 0, limit: 3 };

/** What the examples of a parliament ask for. */
interface Asked {
  /** A member whom the association's own content names. */
  memberId: string;
  party: string;
  /** A word of documents, in the parliament's language. */
  word: string;
  /** Narrows documents to those that are voted on. */
  votedOn: DocumentSearch;
}

/** An example of each operation. */
export function examplesFor({
  memberId,
  party,
  word,
  votedOn,
}: Asked): Readonly<Record<string, Example<ParliamentOperations>>> {
  const reportOf = async (source: ParliamentOperations, call: Call) => {
    const { items } = await source.documents({ anyOf: [word], ...votedOn }, window, call);
    return items[0] ? source.report(items[0].documentId, call) : null;
  };
  return {
    members: (source, call) => source.members([memberId, '0000000000009'], call),
    'members by name': (source, call) => source.membersNamed('Exempel Ledamot', call),
    'members of a party': (source, call) => source.membersOfParty(party, { active: true }, call),
    documents: (source, call) => source.documents({ anyOf: [word] }, window, call),
    'a document': async (source, call) => {
      const { items } = await source.documents({ anyOf: [word] }, window, call);
      return items[0] ? source.document(items[0].documentId, call) : null;
    },
    'a report': reportOf,
    'votes of all members': async (source, call) => {
      const voteId = (await reportOf(source, call))?.points.find((point) => point.voteId)?.voteId;
      return voteId ? source.memberVotes(voteId, call) : null;
    },
    votes: async (source, call) => source.votes?.({ memberId }, call) ?? null,
    speeches: async (source, call) => source.speeches?.({ memberId }, 3, call) ?? null,
    'speeches of a party': async (source, call) => source.speechesOfParty?.(party, null, call) ?? null,
    'a speech': async (source, call) => {
      const [first] = (await source.speeches?.({ memberId }, 1, call)) ?? [];
      return first?.speechId ? (source.speech?.(first.speechId, call) ?? null) : null;
    },
  };
}

export const parliament = defineKind<ParliamentOperations>({
  publicKind: SourceKind.PARLIAMENT,
  examples: examplesFor({
    memberId: '0587736055221',
    party: 'C',
    word: 'arbete',
    votedOn: { types: ['bet'] },
  }),
});

/** One parliament's list of the documents of a search, the newest first. */
export function documentList(
  { id, operations }: { id: string; operations: ParliamentOperations },
  search: DocumentSearch,
  call: Call,
): Member<ParliamentaryDocument> {
  return byOffset(
    id,
    (window) => operations.documents(search, window, call),
    ({ date }) => -(date ? Date.parse(date) : 0),
  );
}

/** A document belongs to one parliament: documents of two are never the same. */
export const documentMerge: MergeRule<ParliamentaryDocument> = {
  proofs: () => [],
  join: (preferred) => preferred,
  daysValid: null,
};
