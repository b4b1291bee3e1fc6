import DataLoader from 'dataloader';
import type { Content } from '../content/snapshot.ts';
import { type Connection, pageOf } from '../entities/connection.ts';
import { FollowUp } from '../entities/follow-up.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type {
  MemberOfParliament,
  ParliamentaryDocument,
  Speech,
  Vote,
  VotePoint,
} from '../entities/parliament.ts';
import type { Person } from '../entities/person.ts';
import type { Position } from '../entities/position.ts';
import type { Topic } from '../entities/topic.ts';
import type { DocumentSearch, ParliamentOperations, Window } from '../sources/source.ts';
import type { Call } from '../upstream/call.ts';
import { once } from './shared-call.ts';

/** The largest page the Riksdag gives; a party's documents are picked out of one. */
const newest: Window = { offset: 0, limit: 200 };

/** Motions, interpellations and written questions: what members sign. */
const signedTypes = ['mot', 'ip', 'fr'];

/** What resolvers ask of the Riksdag, each thing once and as much as possible at a time. */
export function parliamentLoaders(riksdagen: () => ParliamentOperations, content: Content, call: Call) {
  const member = new DataLoader<string, MemberOfParliament | null>(async (ids) => {
    const found = await riksdagen().members(ids, call);
    return ids.map((id) => found.get(id) ?? null);
  });

  const documents = once((search: DocumentSearch, window: Window) =>
    riksdagen().documents(search, window, call),
  );

  async function parliamentaryDocuments(search: DocumentSearch, window: Window) {
    const { items, total, provenance } = await documents(search, window);
    return pageOf(items, { ...window, total, provenance });
  }

  function topicSearch(topic: Topic, types?: readonly string[] | null): DocumentSearch {
    const { terms, committee } = topic.crosswalk.riksdagen ?? { terms: [] };
    return { anyOf: terms, committee, types: types ? [...types] : undefined };
  }

  /** The Riksdag cannot search by party, so its newest documents are sifted here. */
  async function signedBy(code: string, search: DocumentSearch, window: Window) {
    const { items, provenance } = await documents({ ...search, types: search.types ?? signedTypes }, newest);
    return sift(
      items.filter((document) => isSignedBy(content, document, code)),
      window,
      provenance,
    );
  }

  return {
    member,
    parliamentaryDocuments,
    topicSearch,
    signedBy,
    parliamentaryDocument: new DataLoader<string, ParliamentaryDocument | null>((ids) =>
      Promise.all(
        ids.map((id) =>
          riksdagen()
            .document(id, call)
            .catch((error: Error) => error),
        ),
      ),
    ),
    votePoints: new DataLoader<string, VotePoint[] | null>((ids) =>
      Promise.all(
        ids.map((id) =>
          riksdagen()
            .votePoints(id, call)
            .catch((error: Error) => error),
        ),
      ),
    ),
    speeches: once(
      (memberId: string, text: string | null, limit: number): Promise<Speech[]> =>
        riksdagen().speeches({ memberId, text: text ?? undefined }, limit, call),
    ),
    documentsOfParty(code: string, topic: Topic | null, window: Window, types?: readonly string[] | null) {
      if (topic && !topic.crosswalk.riksdagen) return null;
      return signedBy(
        code,
        topic ? topicSearch(topic, types) : { types: types ? [...types] : undefined },
        window,
      );
    },
    async membersOfParty(code: string, active: boolean, window: Window): Promise<Connection<Person>> {
      const { items, provenance } = await riksdagen().membersOfParty(code, { active }, call);
      for (const one of items) member.prime(one.memberId, one);
      return slice(
        items.map((one) => content.personOfParliament(one)),
        window,
        provenance,
      );
    },
    async votesOf(memberId: string, documentId: string | null, window: Window): Promise<Connection<Vote>> {
      const report = documentId ? await riksdagen().document(documentId, call) : null;
      if (documentId && !report?.designation) return pageOf<Vote>([], { ...window, total: 0 });
      const votes = await riksdagen().votes(
        { memberId, session: report?.session ?? undefined, designation: report?.designation ?? undefined },
        call,
      );
      return slice(votes, window, votes[0]?.provenance ?? null);
    },
    async followUp(position: Position, window: Window): Promise<Connection<FollowUp> | null> {
      const party = content.parties.get(position.partyKey);
      const topics = content
        .topicKeysOfPosition(position)
        .flatMap((key) => content.topics.get(key) ?? [])
        .filter((topic) => topic.crosswalk.riksdagen);
      if (party?.country !== 'SE' || topics.length === 0) return null;
      const pages = await Promise.all(
        topics.map((topic) =>
          documents(
            { ...topicSearch(topic, [...signedTypes, 'bet']), from: since(content, position) },
            newest,
          ),
        ),
      );
      const found = new Map<string, { document: ParliamentaryDocument; topics: Topic[] }>();
      for (const [index, page] of pages.entries()) {
        for (const document of page.items) {
          if (document.type !== 'bet' && !isSignedBy(content, document, party.code)) continue;
          const entry = found.get(document.documentId) ?? { document, topics: [] };
          entry.topics.push(...topics.slice(index, index + 1));
          found.set(document.documentId, entry);
        }
      }
      const named = new Set(position.spokespersonKeys);
      const entries = [...found.values()].map(({ document, topics: matched }) => {
        const signedByNamed = document.signatories.some((one) =>
          named.has(content.personOfParliament(one).key),
        );
        return entity(FollowUp, {
          document,
          partyCode: party.code,
          date: document.date,
          score: matched.length / topics.length + (signedByNamed ? 1 : 0),
          why: reason(document, matched, signedByNamed),
        });
      });
      entries.sort((a, b) => b.score - a.score || (b.date ?? '').localeCompare(a.date ?? ''));
      return sift(entries, window, pages[0]?.provenance ?? null);
    },
  };
}

/** A page of a list held whole. */
function slice<T>(items: T[], window: Window, provenance: Connection<T>['provenance']): Connection<T> {
  const page = items.slice(window.offset, window.offset + window.limit);
  return pageOf(page, { ...window, total: items.length, provenance });
}

/** A page of what was sifted out of a longer list: how many there are in all is not known. */
function sift<T>(items: T[], window: Window, provenance: Connection<T>['provenance']): Connection<T> {
  return { ...slice(items, window, provenance), totalCount: null };
}

function isSignedBy(content: Content, document: ParliamentaryDocument, code: string): boolean {
  const party = content.partyByAnyCode(code, 'SE');
  return document.signatories.some(
    ({ partyCode }) => partyCode !== null && content.partyByAnyCode(partyCode, 'SE') === party,
  );
}

/** The election that the position was taken before. */
function since(content: Content, position: Position): string | undefined {
  const question = content.questions.get(position.questionKey);
  const questionnaire = question && content.questionnaires.get(question.questionnaireKey);
  return questionnaire?.electionKey ? content.elections.get(questionnaire.electionKey)?.date : undefined;
}

function reason(document: ParliamentaryDocument, topics: readonly Topic[], signedByNamed: boolean) {
  const labels = (language: Language) =>
    topics.map((topic) => topic.prefLabel[language] ?? topic.key).join(', ');
  const who =
    document.type === 'bet'
      ? { sv: 'Utskottsbetänkande', en: 'Committee report' }
      : signedByNamed
        ? {
            sv: 'Undertecknat av en person som partiet nämner i svaret',
            en: 'Signed by a person the party names in its answer',
          }
        : { sv: 'Undertecknat av ledamöter från partiet', en: 'Signed by members from the party' };
  return {
    [Language.SV]: `${who.sv}; funnet på: ${labels(Language.SV)}.`,
    [Language.EN]: `${who.en}; found by: ${labels(Language.EN)}.`,
  };
}
