import DataLoader from 'dataloader';
import type { InformationRequest } from '../entities/information-request.ts';
import type { LegalActRecord } from '../entities/legal-act.ts';
import { type Answer, askEach } from '../sources/across/ask-each.ts';
import { listAcross, type MergedConnection } from '../sources/across/list.ts';
import { type RequestSearch, requestList, requestMerge } from '../sources/kinds/information-requests.ts';
import type { Sources } from '../sources/open-sources.ts';
import type { Call } from '../upstream/call.ts';
import { forEachId, loaderBySource } from './by-source.ts';
import { gather } from './gather.ts';
import type { ListArguments } from './list-arguments.ts';
import { sharedCall } from './shared-call.ts';

/** The loaders of requests for public documents, and of what registers of laws say. */
export function requestAndLawLoaders(sources: Sources, call: Call) {
  const actsOf = new DataLoader<
    { celex: string; ids: readonly string[] | null },
    Answer<LegalActRecord[]>,
    string
  >(
    async (wanted) => {
      // All acts of an answer in one request a register.
      const celexes = wanted.map(({ celex }) => celex);
      const byIds = new Map<string, ReturnType<typeof ask>>();
      const ask = (ids: readonly string[] | null) =>
        askEach(sources.members('LEGISLATION', { ids }), ({ operations }) => operations.acts(celexes, call));
      return Promise.all(
        wanted.map(async ({ celex, ids }): Promise<Answer<LegalActRecord[]>> => {
          const key = JSON.stringify(ids);
          const asked = byIds.get(key) ?? ask(ids);
          byIds.set(key, asked);
          const { answers, failures } = await asked;
          if (answers.length === 0 && failures.length > 0) return { value: null, failures };
          return { value: answers.flatMap(({ value }) => value.get(celex) ?? []), failures };
        }),
      );
    },
    gather(({ celex, ids }: { celex: string; ids: readonly string[] | null }) =>
      JSON.stringify([celex, ids]),
    ),
  );

  return {
    informationRequests: sharedCall(
      (
        search: RequestSearch,
        window: ListArguments,
        ids: readonly string[] | null = null,
      ): Promise<Answer<MergedConnection<InformationRequest>>> => {
        const { on, off } = sources.members('INFORMATION_REQUESTS', { ids });
        return listAcross({
          lists: on.map((source) => [requestList(source, search, call)]),
          off,
          search: [search, ids],
          rule: requestMerge,
          keeper: sources.cursors,
          ...window,
        });
      },
    ),
    informationRequest: loaderBySource<'INFORMATION_REQUESTS', InformationRequest>(
      sources,
      'INFORMATION_REQUESTS',
      (operations, requestIds) => forEachId(requestIds, (id) => operations.request(id, call)),
    ),
    /** What the registers of laws say of an act, in their order. */
    actRecords: (celex: string, ids: readonly string[] | null = null) => actsOf.load({ celex, ids }),
  };
}
