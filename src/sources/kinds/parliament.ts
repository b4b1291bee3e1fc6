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
  /**
   * How one member voted on a document, or else lately, the newest first: of a parliament where all votes of a member
   * would cost a request a vote.
   */
  latestVotes?(query: { memberId: string; documentId?: string }, call: Call): Promise<Vote[]>;
  /** The newest first. */
  speeches?(query: SpeechSearch, limit: number, call: Call): Promise<Speech[]>;
  /** What members of a party have said since a day, as far back as the source reads; without texts. */
  speechesOfParty?(code: string, since: string | null, call: Call): Promise<Speech[]>;
  /** One speech with its text; null for an unknown id. */
  speech?(id: string, call: Call): Promise<Speech | null>;
}

/** The latest speeches of a member that are read: lists have no pages. */
export const MOST_SPEECHES = 200;

const window: Window = { offset: 0, limit: 3 };
/** Members whom the association's own content names. */
const memberIds = ['0587736055221', '0364687971222'] as const;
/** Members of the samples: what a real one said and how they voted is not for an example to say. */
const exampleIds = ['0000000000001', '0000000000002'] as const;
/** Words of documents, in the language of each parliament. */
const anyOf = ['arbete', 'arbeid'];

/** What parliaments are asked by these examples in the same way; ids of members are their own. */
export function memberExamples(
  memberId: string,
  party: string,
): Readonly<Record<string, Example<ParliamentOperations>>> {
  return {
    members: (source, call) => source.members([memberId, '0000000000009'], call),
    'members by name': (source, call) => source.membersNamed('Exempel Ledamot', call),
    'members of a party': (source, call) => source.membersOfParty(party, { active: true }, call),
    'latest votes of a member': async (source, call) =>
      (await source.latestVotes?.({ memberId }, call)) ?? null,
    'speeches of a party': async (source, call) => source.speechesOfParty?.(party, null, call) ?? null,
  };
}

export const parliament = defineKind<ParliamentOperations>({
  publicKind: SourceKind.PARLIAMENT,
  namesArePublic: true,
  examples: {
    ...memberExamples(memberIds[0], 'C'),
    documents: (source, call) => source.documents({ anyOf }, window, call),
  },
  lookUps: {
    'a member': {
      // Not for a parliament whose lists hold all members: it is asked for none by id.
      known: async (source, call) => {
        const { items } = await source.membersOfParty('C', { active: false }, call);
        return items.length > 1 ? memberIds : null;
      },
      ask: (source, id, call) => source.members([id], call),
    },
    'a document': {
      known: async (source, call) => {
        const { items } = await source.documents({ anyOf }, window, call);
        return items.map(({ documentId }) => documentId);
      },
      ask: (source, id, call) => source.document(id, call),
    },
    'a report': {
      known: reports,
      ask: (source, id, call) => source.report(id, call),
    },
    'votes of all members': {
      known: async (source, call) => {
        const [first] = await reports(source, call);
        const report = first === undefined ? null : await source.report(first, call);
        return report?.points.flatMap(({ voteId }) => voteId ?? []) ?? null;
      },
      ask: (source, id, call) => source.memberVotes(id, call),
    },
    votes: {
      inSamples: exampleIds,
      known: async ({ votes }) => (votes ? memberIds : null),
      ask: async (source, id, call) => source.votes?.({ memberId: id }, call),
    },
    speeches: {
      inSamples: exampleIds,
      known: async ({ speeches }) => (speeches ? memberIds : null),
      ask: async (source, id, call) => source.speeches?.({ memberId: id }, 3, call),
    },
    'a speech': {
      inSamples: ['HX091-3', 'HX092-4'],
      known: async (source, call) => {
        const speeches = await source.speeches?.({ memberId: memberIds[0] }, 3, call);
        return speeches?.flatMap(({ speechId }) => speechId ?? []) ?? null;
      },
      ask: async (source, id, call) => source.speech?.(id, call),
    },
  },
});

async function reports(source: ParliamentOperations, call: Call): Promise<string[]> {
  const { items } = await source.documents({ anyOf, roles: ['VOTED'] }, window, call);
  return items.map(({ documentId }) => documentId);
}

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
