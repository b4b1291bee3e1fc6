import type { Content } from '../content/snapshot.ts';
import { type Connection, pageOf } from '../entities/connection.ts';
import type { FollowUp } from '../entities/follow-up.ts';
import type {
  CommitteeReport,
  MemberOfParliament,
  ParliamentaryDocument,
  Speech,
  Vote,
  VotePoint,
  VoteSummary,
} from '../entities/parliament.ts';
import type { Party } from '../entities/party.ts';
import type { PartyAgreement } from '../entities/party-agreement.ts';
import type { Person } from '../entities/person.ts';
import type { Position } from '../entities/position.ts';
import type { Provenance } from '../entities/provenance.ts';
import { SourceKind } from '../entities/source.ts';
import { searchFor, type Topic } from '../entities/topic.ts';
import { type Answer, askEach, merged } from '../sources/across/ask-each.ts';
import { failureOf, listAcross, type MergedConnection } from '../sources/across/list.ts';
import type { Window } from '../sources/kinds/kind.ts';
import { type DocumentSearch, documentList, documentMerge } from '../sources/kinds/parliament.ts';
import type { OpenSource, Sources } from '../sources/open-sources.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { forEachId, loaderBySource, sourceKey } from './by-source.ts';
import { followUpsOf } from './follow-up.ts';
import type { ListArguments } from './list-arguments.ts';
import { agreements, type VotedPoint } from './party-agreement.ts';
import { summedUp } from './party-votes.ts';
import { relevanceOf } from './relevance.ts';
import { sharedCall } from './shared-call.ts';

/** The largest page of a parliament. The documents of a party are filtered from one such page. */
const newest: ListArguments = { first: 200, after: null };

/** Votes of a parliament without figures by party that one request sums up: each costs a request to it. */
const mostVotesSummedUp = 20;

/** Committee reports that a page of a comparison of parties reads: each costs a request. */
const REPORTS_OF_A_PAGE = 20;

/** A search for documents of parliaments. */
export interface DocumentRequest {
  search: DocumentSearch;
  /** A topic whose crosswalk narrows the search, with the terms of each parliament. */
  topic?: Topic | null;
  /** ISO code: only parliaments of the country are searched. */
  country?: string;
  /** Source ids: only these parliaments are searched. */
  parliaments?: readonly string[] | null;
  /** Search by the related words of the topic too. */
  isWide?: boolean;
}

const inCountry = (country: string | undefined) => (source: OpenSource<'PARLIAMENT'>) =>
  country === undefined || source.country === country;

/** The loaders of parliaments. */
export function parliamentLoaders(sources: Sources, content: Content, call: Call) {
  const member = loaderBySource<'PARLIAMENT', MemberOfParliament>(
    sources,
    'PARLIAMENT',
    async (parliament, ids) => {
      const found = await parliament.members(ids, call);
      return ids.map((id) => found.get(id) ?? null);
    },
  );
  const parliamentaryDocument = loaderBySource<'PARLIAMENT', ParliamentaryDocument>(
    sources,
    'PARLIAMENT',
    (parliament, ids) => forEachId(ids, (id) => parliament.document(id, call)),
  );
  const report = loaderBySource<'PARLIAMENT', CommitteeReport>(sources, 'PARLIAMENT', (parliament, ids) =>
    forEachId(ids, (id) => parliament.report(id, call)),
  );
  const speech = loaderBySource<'PARLIAMENT', Speech>(sources, 'PARLIAMENT', (parliament, ids) =>
    forEachId(ids, async (id) => parliament.speech?.(id, call) ?? null),
  );
  const memberVotes = loaderBySource<'PARLIAMENT', Vote[]>(sources, 'PARLIAMENT', (parliament, ids) =>
    forEachId(ids, (id) => parliament.memberVotes(id, call)),
  );
  const speechesOfParty = sharedCall((country: string, code: string, since: string | null) =>
    askEach(
      sources.members('PARLIAMENT', {
        can: (source) => inCountry(country)(source) && source.operations.speechesOfParty !== undefined,
      }),
      async ({ operations }) => operations.speechesOfParty?.(code, since, call) ?? [],
    ),
  );
  let votesSummedUp = 0;

  const membersOfParty = sharedCall((country: string, code: string, active: boolean) =>
    askEach(sources.members('PARLIAMENT', { can: inCountry(country) }), ({ operations }) =>
      operations.membersOfParty(code, { active }, call),
    ),
  );

  const parliamentaryDocuments = sharedCall(
    async (
      { search, topic, country, parliaments, isWide }: DocumentRequest,
      window: ListArguments,
    ): Promise<Answer<MergedConnection<ParliamentaryDocument>>> => {
      const terms = topic?.crosswalk.parliament;
      const { on, off } = sources.members('PARLIAMENT', {
        ids: parliaments,
        can: inCountry(country),
      });
      return listAcross({
        lists: on.map((source) => {
          const own = terms && searchFor(terms, source.id);
          const words = own && isWide ? [...own.terms, ...(own.related ?? [])] : own?.terms;
          const narrowed = own ? { ...search, anyOf: words, committee: own.committee } : search;
          return [documentList(source, withoutUndefined(narrowed), call)];
        }),
        off,
        search: { search, topic: topic?.key, country, parliaments, isWide },
        rule: documentMerge,
        keeper: sources.cursors,
        ...window,
      });
    },
  );

  /** Parliaments cannot search by party, so the newest documents are filtered here. */
  async function signedBy(
    party: Party,
    { search, topic, parliaments }: DocumentRequest,
    window: Window,
  ): Promise<Answer<Connection<ParliamentaryDocument>>> {
    const { value, failures } = await parliamentaryDocuments(
      {
        search: search.types ? search : { ...search, roles: ['SIGNED'] },
        country: party.country,
        topic: topic ?? null,
        parliaments,
      },
      newest,
    );
    if (!value) return { value, failures };
    const signed = await signersOf(party, value.nodes);
    const found = value.nodes.filter(signed.isSigned);
    const all = distinctFailures([...failures, ...signed.failures]);
    return {
      value: { ...uncountedPage(found, window, value.provenance), failures: all.map(failureOf) },
      failures: all,
    };
  }

  /**
   * Tells which documents members of a party have signed. A document may name a member without a party, though the member
   * has one: then the person's id decides, by the content or else by the parliament's list of the party's members.
   */
  async function signersOf(party: Party, documents: readonly ParliamentaryDocument[]) {
    const isMissing = documents.some((document) =>
      document.signatories.some(
        ({ memberId, partyCode }) =>
          memberId !== null &&
          partyCode === null &&
          !content.personByIdentifier(document.provenance.sourceId, memberId),
      ),
    );
    const { answers, failures } = isMissing
      ? await membersOfParty(party.country, party.code, false)
      : { answers: [], failures: [] };
    const registered = new Set(
      answers.flatMap(({ value }) =>
        value.items.map(({ parliament, memberId }) => sourceKey(parliament, memberId)),
      ),
    );
    const isSigned = ({ signatories, provenance, date }: ParliamentaryDocument): boolean =>
      signatories.some((one) => {
        const parliament = provenance.sourceId;
        const own = content.partyOfMember({ ...one, parliament, country: party.country, date });
        if (own !== null) return own === party;
        return (
          one.partyCode === null &&
          one.memberId !== null &&
          registered.has(sourceKey(parliament, one.memberId))
        );
      });
    return { isSigned, failures };
  }

  /** How the parties voted on a point. Null for more votes than one request sums up from members. */
  async function summariesOf({
    summaries,
    isSummedUpFromMembers,
    point,
    voteId,
    provenance,
  }: VotePoint): Promise<VoteSummary[] | null> {
    if (!isSummedUpFromMembers || voteId === null) return summaries;
    votesSummedUp += 1;
    if (votesSummedUp > mostVotesSummedUp) return null;
    const votes = await memberVotes.load(sourceKey(provenance.sourceId, voteId));
    return votes && votes.length > 0 ? summedUp(votes, point, provenance) : null;
  }

  /** A document with what the list of documents leaves out; null when it is no longer there. */
  async function wholeDocument(document: ParliamentaryDocument): Promise<ParliamentaryDocument | null> {
    if (document.proposals !== null) return document;
    return parliamentaryDocument.load(sourceKey(document.provenance.sourceId, document.documentId));
  }

  /** The points put to the vote in committee reports on a topic, the newest on page 1. No provenance: nothing could be read. */
  async function votedPoints(
    topic: Topic,
    country: string,
    days: Pick<DocumentSearch, 'from' | 'to'>,
    page = 1,
  ): Promise<VotedPoints> {
    const { value, failures } = await parliamentaryDocuments(
      { search: { ...days, roles: ['VOTED'] }, topic, country, isWide: true },
      newest,
    );
    const terms = topic.crosswalk.parliament;
    const onTopic = (value?.nodes ?? []).filter(
      (one) => one.hasPoints && terms && relevanceOf(one, searchFor(terms, one.provenance.sourceId)),
    );
    const reports = onTopic.slice((page - 1) * REPORTS_OF_A_PAGE, page * REPORTS_OF_A_PAGE);
    const read = await Promise.all(
      reports.map(({ documentId, provenance }) =>
        report.load(sourceKey(provenance.sourceId, documentId)).catch(notOthers),
      ),
    );
    const lost = read.filter((one) => one instanceof SourceError);
    const points = await Promise.all(
      read
        .flatMap((one) => (one instanceof SourceError ? [] : (one?.points ?? [])))
        .map(async (point) => ({ point, summaries: (await summariesOf(point)) ?? [] })),
    );
    const isLost = reports.length > 0 && lost.length === reports.length;
    return {
      points: points.filter(({ summaries }) => summaries.length > 0),
      reports: reports.length - lost.length,
      reportsFound: onTopic.length,
      provenance: isLost ? null : (reports[0]?.provenance ?? value?.provenance ?? null),
      failures: distinctFailures([...failures, ...lost]),
    };
  }

  return {
    member,
    parliamentaryDocuments,
    signedBy,
    parliamentaryDocument,
    report,
    wholeDocument,
    /** The points of a report, or of the first report that treats a document, as far as their text names it. */
    async pointsOn(document: ParliamentaryDocument): Promise<VotedPoint[] | null> {
      const parliament = document.provenance.sourceId;
      const treating = document.hasPoints
        ? document.documentId
        : (await wholeDocument(document))?.references?.find(({ type }) => type === 'bet')?.documentId;
      const read = treating ? await report.load(sourceKey(parliament, treating)) : null;
      if (!read) return null;
      const named = `${document.session}:${document.designation}`;
      const points = read.points.filter(({ text }) => document.hasPoints || namesDocument(text ?? '', named));
      return Promise.all(
        points.map(async (point) => ({ point, summaries: (await summariesOf(point)) ?? [] })),
      );
    },
    memberVotes,
    summariesOf,
    /** The text of a speech, which the list of speeches leaves out. */
    async speechText({ speechId, text, provenance }: Speech): Promise<string | null> {
      if (text !== null || speechId === null) return text;
      return (await speech.load(sourceKey(provenance.sourceId, speechId)))?.text ?? null;
    },
    speeches: sharedCall(
      async (
        { parliament, memberId }: MemberOfParliament,
        text: string | null,
        { offset, limit }: Window,
      ): Promise<Speech[] | null> => {
        const source = sources.member('PARLIAMENT', parliament);
        const search = withoutUndefined({ memberId, text: text ?? undefined });
        const found = await source?.operations.speeches?.(search, offset + limit, call);
        return found?.slice(offset) ?? null;
      },
    ),
    /** Members with a name, of these parliaments or of all. */
    async membersNamed(name: string, ids: readonly string[] | null): Promise<Answer<MemberOfParliament[]>> {
      const asked = await askEach(sources.members('PARLIAMENT', { ids }), ({ operations }) =>
        operations.membersNamed(name, call),
      );
      return merged(asked, (lists) => lists.flat());
    },
    /** Members of a party, of all parliaments of its country. */
    async membersOfParty(party: Party, active: boolean, window: Window): Promise<Answer<Connection<Person>>> {
      const asked = await membersOfParty(party.country, party.code, active);
      const [first] = asked.answers;
      return merged(asked, (pages) => {
        const members = pages.flatMap(({ items }) => items);
        for (const one of members) member.prime(sourceKey(one.parliament, one.memberId), one);
        const persons = members.map((one) => content.personOfParliament({ ...one, country: party.country }));
        return slice(persons, window, asked.answers.length === 1 ? (first?.value.provenance ?? null) : null);
      });
    },
    async votesOf(
      { parliament, memberId }: MemberOfParliament,
      documentId: string | null,
      window: Window,
    ): Promise<Connection<Vote> | null> {
      const source = sources.member('PARLIAMENT', parliament);
      if (source?.operations.latestVotes) {
        const search = documentId === null ? { memberId } : { memberId, documentId };
        const latest = await source.operations.latestVotes(search, call);
        return slice(latest, window, latest[0]?.provenance ?? null);
      }
      if (!source?.operations.votes) return null;
      const report = documentId ? await parliamentaryDocument.load(sourceKey(parliament, documentId)) : null;
      if (documentId && !report?.designation) return pageOf<Vote>([], { ...window, total: 0 });
      const votes = await source.operations.votes(
        { memberId, session: report?.session ?? undefined, designation: report?.designation ?? undefined },
        call,
      );
      return slice(votes, window, votes[0]?.provenance ?? null);
    },
    votedPoints,
    /** The votes of persons on reports of the topic's committee, in the parliaments that list a member's votes. */
    async votesOfPersons(persons: readonly Person[], topic: Topic): Promise<PersonsVotes> {
      const { on, off } = sources.members('PARLIAMENT', {
        can: ({ operations }) => Boolean(operations.votes),
      });
      const asked = await Promise.all(
        on.flatMap((source) =>
          persons.flatMap(({ key, identifiers }) =>
            identifiers
              .filter(({ scheme }) => scheme === source.id)
              .map(async ({ value: memberId }) => {
                const votes = await source.operations.votes?.({ memberId }, call).catch(notOthers);
                const committee = searchFor(topic.crosswalk.parliament ?? { terms: [] }, source.id).committee;
                return votes instanceof SourceError
                  ? votes
                  : (votes ?? [])
                      .filter(({ report: of }) => !committee || new RegExp(`:${committee}\\d`).test(of ?? ''))
                      .map((vote) => ({ personKey: key, vote }));
              }),
          ),
        ),
      );
      const votes = asked.flatMap((found) => (found instanceof SourceError ? [] : found));
      const failures = [...off, ...asked.filter((found) => found instanceof SourceError)];
      return { votes, failures: distinctFailures(failures), provenance: votes[0]?.vote.provenance ?? null };
    },
    async compareParties(
      topic: Topic,
      parties: readonly Party[],
      days: Pick<DocumentSearch, 'from' | 'to'>,
      page: number,
    ): Promise<Answer<PartyAgreement[]>> {
      const country = parties[0]?.country ?? '';
      const { points, provenance, failures, reports, reportsFound } = await votedPoints(
        topic,
        country,
        days,
        page,
      );
      if (!provenance) return { value: failures.length > 0 ? null : [], failures };
      const partyOf = (code: string) => content.partyByAnyCode(code, country);
      return { value: agreements(parties, points, { partyOf, provenance, reports, reportsFound }), failures };
    },
    async followUp(position: Position, window: Window): Promise<Answer<Connection<FollowUp>>> {
      const party = content.parties.get(position.partyKey);
      const topics = content
        .topicKeysOfPosition(position)
        .flatMap((key) => content.topics.get(key) ?? [])
        .filter((topic) => topic.crosswalk.parliament);
      const isSomewhere =
        party &&
        sources.facts.some(
          ({ kind, country }) => kind === SourceKind.PARLIAMENT && country === party.country,
        );
      if (!party || !isSomewhere || topics.length === 0) return { value: null, failures: [] };
      const search: DocumentSearch = { roles: ['SIGNED', 'VOTED'], ...since(content, position) };
      const [answers, said] = await Promise.all([
        Promise.all(
          topics.map((topic) =>
            parliamentaryDocuments({ search, topic, country: party.country, isWide: true }, newest),
          ),
        ),
        speechesOfParty(party.country, party.code, search.from ?? null),
      ]);
      const failures = distinctFailures([...answers.flatMap((answer) => answer.failures), ...said.failures]);
      if (answers.every(({ value }) => value === null)) return { value: null, failures };
      const found = new Map(answers.flatMap(({ value }) => value?.nodes ?? []).map((one) => [one.id, one]));
      const signed = await signersOf(party, [...found.values()]);
      const all = distinctFailures([...failures, ...signed.failures]);
      const speeches = said.answers.flatMap(({ value }) => value);
      const entries = followUpsOf([...found.values()], speeches, {
        position,
        party,
        topics,
        content,
        ...signed,
      });
      const { value: first } = answers.find(({ value }) => value) ?? { value: null };
      const page = uncountedPage(entries, window, first?.provenance ?? null);
      return { value: { ...page, failures: all.map(failureOf) }, failures: all };
    },
  };
}

/** Points put to the vote on a topic, and what could not be read. */
interface VotedPoints {
  points: VotedPoint[];
  /** Reports read, and reports on the topic that there are to read. */
  reports: number;
  reportsFound: number;
  provenance: Provenance | null;
  failures: SourceError[];
}

/** Votes of persons whom the content names. */
interface PersonsVotes {
  votes: { personKey: string; vote: Vote }[];
  provenance: Provenance | null;
  failures: SourceError[];
}

/** Whether a text names a document: `2013/14:A327`, and not `2013/14:A3271`. */
function namesDocument(text: string, designation: string): boolean {
  const at = text.indexOf(designation);
  return (
    at >= 0 &&
    (!/\d/.test(text[at + designation.length] ?? '') || namesDocument(text.slice(at + 1), designation))
  );
}

/** The failure of a source as a value, so that it does not cost what others answered. */
function notOthers(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  throw error;
}

/** Each source's failure once, however many of its calls failed. */
function distinctFailures(failures: readonly SourceError[]): SourceError[] {
  return [...new Map(failures.map((failure) => [failure.sourceId, failure])).values()];
}

/** The search without undefined fields, so that equal searches are equal requests. */
function withoutUndefined<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}

/** A page of a complete list. */
function slice<T>(items: T[], window: Window, provenance: Connection<T>['provenance']): Connection<T> {
  const page = items.slice(window.offset, window.offset + window.limit);
  return pageOf(page, { ...window, total: items.length, provenance });
}

/** A page of a list filtered from one page of documents. The total is unknown. */
function uncountedPage<T>(
  items: T[],
  window: Window,
  provenance: Connection<T>['provenance'],
): Connection<T> {
  return { ...slice(items, window, provenance), totalCount: null };
}

/** The day from which a party may have acted on its answer: the questionnaire's own day, or else the election's. */
function since(content: Content, position: Position): Pick<DocumentSearch, 'from'> {
  const question = content.questions.get(position.questionKey);
  const questionnaire = question && content.questionnaires.get(question.questionnaireKey);
  const election = questionnaire?.electionKey ? content.elections.get(questionnaire.electionKey) : undefined;
  const day = questionnaire?.publishedOn ?? election?.date;
  return day ? { from: day } : {};
}
