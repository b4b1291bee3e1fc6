import type {
  MemberOfParliament,
  ParliamentaryDocument,
  Speech,
  Vote,
  VotePoint,
} from '../../entities/parliament.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import type { SourceError } from '../../upstream/errors.ts';
import { byOffset, type Member } from '../across/list-page.ts';
import type { MergeRule } from '../across/merge.ts';
import { defineKind, type Page, type Window } from './kind.ts';

/** What a parliament's documents are searched by; all that is given must hold. */
export interface DocumentSearch {
  /** Words or phrases of which one must occur. */
  anyOf?: string[];
  /** Words as a person types them. */
  text?: string;
  /** Type codes of the parliament, `mot`. */
  types?: string[];
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
  text?: string;
}

/** What every parliament answers; ids of members and documents are its own. */
export interface ParliamentOperations {
  /** Null for an unknown id; an error beside the members that could be had. */
  members(ids: readonly string[], call: Call): Promise<Map<string, MemberOfParliament | SourceError | null>>;
  membersOfParty(code: string, which: { active: boolean }, call: Call): Promise<Page<MemberOfParliament>>;
  documents(query: DocumentSearch, window: Window, call: Call): Promise<Page<ParliamentaryDocument>>;
  document(id: string, call: Call): Promise<ParliamentaryDocument | null>;
  /** Null for a document that the parliament does not know, or that is no committee report. */
  votePoints(documentId: string, call: Call): Promise<VotePoint[] | null>;
  votes(query: VoteSearch, call: Call): Promise<Vote[]>;
  speeches(query: SpeechSearch, limit: number, call: Call): Promise<Speech[]>;
}

const window: Window = { offset: 0, limit: 3 };
/** Members whom the association's own content names. */
const memberIds = ['0587736055221', '0364687971222'] as const;
/** Members of the samples: what a real one said and how they voted is not for an example to say. */
const exampleIds = ['0000000000001', '0000000000002'] as const;

export const parliament = defineKind<ParliamentOperations>({
  publicKind: SourceKind.PARLIAMENT,
  examples: {
    members: (source, call) => source.members([memberIds[0], '0000000000009'], call),
    'members of a party': (source, call) => source.membersOfParty('C', { active: true }, call),
    documents: (source, call) => source.documents({ anyOf: ['arbete'] }, window, call),
  },
  lookUps: {
    'a member': {
      known: async () => memberIds,
      ask: (source, id, call) => source.members([id], call),
    },
    'a document': {
      known: async (source, call) => {
        const { items } = await source.documents({ anyOf: ['arbete'] }, window, call);
        return items.map(({ documentId }) => documentId);
      },
      ask: (source, id, call) => source.document(id, call),
    },
    'vote points': {
      known: async (source, call) => {
        const { items } = await source.documents({ anyOf: ['arbete'], types: ['bet'] }, window, call);
        return items.map(({ documentId }) => documentId);
      },
      ask: (source, id, call) => source.votePoints(id, call),
    },
    votes: {
      inSamples: exampleIds,
      known: async () => memberIds,
      ask: (source, id, call) => source.votes({ memberId: id }, call),
    },
    speeches: {
      inSamples: exampleIds,
      known: async () => memberIds,
      ask: (source, id, call) => source.speeches({ memberId: id }, 3, call),
    },
  },
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
