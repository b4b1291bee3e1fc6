import { InformationRequest } from '../../entities/information-request.ts';
import { entity } from '../../entities/node.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import type { ListWindow, Member } from '../across/list-page.ts';
import type { MergeRule } from '../across/merge.ts';
import { defineKind, type Page } from './kind.ts';

/** What requests are searched by; all that is given must hold. */
export interface RequestSearch {
  /** Words as a person types them; all must occur. */
  text?: string;
  /** Words or phrases of which one must occur. */
  anyOf?: string[];
  /** The authority, by its identifier in the scheme `handlingar`. */
  body?: string;
}

/** A part of a list of requests; `next` says where the list goes on after each, `end` after the part. */
export interface RequestPage extends Omit<Page<InformationRequest>, 'items'> {
  items: { request: InformationRequest; next: string }[];
  end: string;
  isLast: boolean;
}

/** What a source of requests for public documents answers. */
export interface InformationRequestOperations {
  /** The newest first. */
  requests(query: RequestSearch, window: ListWindow, call: Call): Promise<RequestPage>;
  /** Null for a request that the source does not know, or has hidden. */
  request(id: string, call: Call): Promise<InformationRequest | null>;
}

const window: ListWindow = { from: null, limit: 3 };

export const informationRequests = defineKind<InformationRequestOperations>({
  publicKind: SourceKind.INFORMATION_REQUESTS,
  examples: {
    'a search': (source, call) => source.requests({ text: 'statistik' }, window, call),
    'requests to an authority': (source, call) => source.requests({ body: 'af' }, window, call),
  },
  lookUps: {
    'a request': {
      known: async (source, call) => {
        const { items } = await source.requests({ body: 'af' }, window, call);
        return items.map(({ request }) => request.requestId);
      },
      ask: (source, id, call) => source.request(id, call),
    },
  },
});

/** One source's list of the requests of a search. */
export function requestList(
  { id, operations }: { id: string; operations: InformationRequestOperations },
  search: RequestSearch,
  call: Call,
): Member<InformationRequest> {
  return {
    id,
    async list(part) {
      const { items, ...page } = await operations.requests(search, part, call);
      return {
        ...page,
        items: items.map(({ request, next }) => ({
          node: request,
          next,
          order: -(request.createdAt?.getTime() ?? 0),
        })),
      };
    },
  };
}

/** Each source has its own requests; one may give a request again on a later page. */
export const requestMerge: MergeRule<InformationRequest> = {
  proofs: () => [],
  ownProofs: ({ requestId }) => [`request ${requestId}`],
  join: (preferred, other) => entity(InformationRequest, { ...other, ...preferred }),
  daysValid: null,
};
