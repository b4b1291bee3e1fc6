import { entity } from '../../entities/node.ts';
import {
  MemberOfParliament,
  ParliamentaryDocument,
  Speech,
  Vote,
  VotePoint,
  VoteSummary,
} from '../../entities/parliament.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { fold, wordsBeginning } from '../../text/fold.ts';
import type { Call } from '../../upstream/call.ts';
import { isSameId } from '../../upstream/echo.ts';
import type { SourceError } from '../../upstream/errors.ts';
import { path } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { failureIn } from '../across/ask-each.ts';
import { type DocumentSearch, MOST_SPEECHES, type ParliamentOperations } from '../kinds/parliament.ts';
import { checkableAt, defineSource } from '../source.ts';
import { documentList } from './document-list.ts';
import { type DocumentDraft, documentStatus } from './documents.ts';
import { pagesFor } from './page.ts';
import { type MemberDraft, personList } from './persons.ts';
import { committeeReport, type PointDraft, type SummaryDraft } from './report.ts';
import { samples } from './sample.ts';
import { oneSpeech, type SpeechDraft, speechList } from './speeches.ts';
import { withoutComments } from './text.ts';
import { oneVote, sessionOf, voteList } from './votes.ts';

/** `intressent_id`; a text, since it may begin with a zero. */
const MEMBER_ID = /^\d{8,14}$/;
/** `HD024089`, `sfs-2011-868`, `GY02X-S68106`, `sfs-1880-48 s.1`; the Riksdag ignores case in it. */
const DOCUMENT_ID = /^[\p{L}\d][\p{L}\d _.:-]{2,60}$/u;
/** `FA2C5E4D-…`, in either case. */
const VOTE_ID = /^[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}$/i;
/** Motions, interpellations and written questions are signed; committee reports are voted on. */
const TYPES = { SIGNED: ['mot', 'ip', 'fr'], VOTED: ['bet'] } as const;
/** A member casts a few hundred votes a session; these lists have no pages. */
const MOST_VOTES = 2000;
/** The speeches of a party in one session; the list has no pages. */
const MOST_SPEECHES_OF_PARTY = 10_000;

/** The Riksdag's own open data: members, documents, votes, speeches. Open, no key. */
export const riksdagen = defineSource({
  id: 'riksdagen',
  kind: 'PARLIAMENT',
  name: 'Riksdagens öppna data',
  publisher: 'Sveriges riksdag',
  homepage: 'https://data.riksdagen.se',
  documentation: 'https://data.riksdagen.se/dokumentation/',
  licence: 'https://data.riksdagen.se/anvandningsvillkor/',
  attribution: 'Källa: Sveriges riksdag',
  country: 'SE',
  baseUrl: 'https://data.riksdagen.se',
  // No limit is published; other clients send at most 100 requests a minute.
  budget: { limit: 100, windowSeconds: 60 },
  concurrency: 8,
  // Shorter than the gateway's limit of ten seconds for a client's request.
  timeoutMs: seconds(8),
  maxBytes: 24 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(60),
  identifiers: ['riksdagen', 'party-code'],
  samples,
  open,
});

function open(upstream: Upstream): ParliamentOperations {
  /**
   * One request a person, not the list of all: that list is about 10 MB with all assignments since the 1970s, while a
   * page here names a few persons, each cached for a day.
   */
  const member = async (id: string, call: Call): Promise<MemberOfParliament | null> => {
    if (!MEMBER_ID.test(id)) return null;
    const answer = await upstream.find(
      {
        operation: 'person',
        path: path`person/${id}/json`,
        decode: personList,
        version: 2,
        freshFor: days(1),
        echo: { asked: [id], of: ({ personlista }) => personlista.items.map(({ memberId }) => [memberId]) },
      },
      call,
    );
    const draft = answer?.value.personlista.items.find(({ memberId }) => isSameId(memberId, id));
    return answer && draft ? toMember(draft, answer.provenance) : null;
  };

  const documentPage = async (query: DocumentSearch, size: number, page: number, call: Call) => {
    const search = searchWords(query);
    const answer = await upstream.get(
      {
        operation: 'documents',
        path: 'dokumentlista/',
        query: {
          sok: search,
          doktyp: (query.types ?? query.roles?.flatMap((role) => TYPES[role]))?.join(','),
          iid: query.memberId,
          org: query.committee,
          rm: query.session,
          from: query.from,
          tom: query.to,
          // By date also with words: by relevance the newest documents may lie on any page.
          sort: 'datum',
          sortorder: 'desc',
          utformat: 'json',
          sz: size,
          p: page,
        },
        decode: documentList,
        version: 2,
      },
      call,
    );
    const { total, items, page: reported } = answer.value.dokumentlista;
    // Past the end the API repeats the last page.
    const isRepeated = reported !== null && reported !== page;
    return { total, items: isRepeated ? [] : items, provenance: answer.provenance };
  };

  return {
    async members(ids, call) {
      const asked = [...new Set(ids)];
      const settled = await Promise.allSettled(asked.map((id) => member(id, call)));
      const byId = new Map<string, MemberOfParliament | SourceError | null>();
      for (const [at, outcome] of settled.entries()) {
        const id = asked[at] ?? '';
        if (outcome.status === 'fulfilled') byId.set(id, outcome.value);
        else byId.set(id, failureIn(upstream.id, outcome.reason));
      }
      return byId;
    },

    async membersNamed(name, call) {
      const wanted = fold(name);
      const [first] = name.trim().split(/\s+/);
      // A surname alone is nobody's name.
      if (!first || !wanted.includes(' ')) return [];
      const { value, provenance } = await upstream.get(
        {
          operation: 'persons',
          path: 'personlista/',
          // By the first name, since surnames are written with and without hyphens, and the API compares them by letter.
          query: {
            fnamn: first,
            rdlstatus: 'samtliga',
            utformat: 'json',
            sort: 'sorteringsnamn',
            sortorder: 'asc',
          },
          decode: personList,
          version: 2,
          freshFor: days(1),
        },
        call,
      );
      const found = value.personlista.items.filter((draft) => fold(draft.name) === wanted);
      return found.map((draft) => toMember(draft, provenance));
    },

    async membersOfParty(code, { active }, call) {
      const { value, provenance } = await upstream.get(
        {
          operation: 'persons',
          path: 'personlista/',
          // An empty status selects current members.
          query: {
            parti: code,
            rdlstatus: active ? '' : 'samtliga',
            utformat: 'json',
            sort: 'sorteringsnamn',
            sortorder: 'asc',
          },
          decode: personList,
          version: 2,
          freshFor: days(1),
        },
        call,
      );
      const { items, total } = value.personlista;
      return {
        items: items.map((draft) => toMember(draft, provenance)),
        total: total ?? items.length,
        provenance,
      };
    },

    async documents(query, window, call) {
      const { size, first, last, skip } = pagesFor(window);
      const numbers = first === last ? [first] : [first, last];
      const pages = await Promise.all(numbers.map((page) => documentPage(query, size, page, call)));
      const [head] = pages;
      if (!head) throw new RangeError('a window has at least one page');
      const items = pages.flatMap((page) => page.items.map((draft) => toDocument(draft, page.provenance)));
      return {
        items: items.slice(skip, skip + window.limit),
        total: head.total,
        provenance: head.provenance,
      };
    },

    async document(id, call) {
      if (!DOCUMENT_ID.test(id)) return null;
      const answer = await upstream.find(
        {
          operation: 'document',
          path: path`dokumentstatus/${id}.json`,
          decode: documentStatus,
          version: 2,
          clean: withoutComments,
          echo: { asked: [id], of: ({ dokumentstatus }) => [[dokumentstatus.documentId]] },
        },
        call,
      );
      return answer && toDocument(answer.value.dokumentstatus, answer.provenance);
    },

    async report(documentId, call) {
      if (!DOCUMENT_ID.test(documentId)) return null;
      const answer = await upstream.find(
        {
          operation: 'report',
          path: path`utskottsforslag/${documentId}.json`,
          decode: committeeReport,
          version: 2,
          freshFor: days(1),
          echo: { asked: [documentId], of: ({ utskottsforslag }) => [[utskottsforslag.documentId]] },
        },
        call,
      );
      if (!answer) return null;
      const { documentId: came, points, reservations } = answer.value.utskottsforslag;
      return {
        points: points.map((draft) => toPoint(draft, came ?? documentId, answer.provenance)),
        reservations,
      };
    },

    async memberVotes(voteId, call) {
      if (!VOTE_ID.test(voteId)) return null;
      const answer = await upstream.find(
        {
          operation: 'vote',
          path: path`votering/${voteId}/json`,
          decode: oneVote,
          freshFor: days(30),
          echo: {
            asked: [voteId],
            of: ({ votering }) => votering.dokvotering.map((vote) => [vote.voteId]),
          },
        },
        call,
      );
      const drafts = (answer?.value.votering.dokvotering ?? []).filter(
        (one) => one.voteId === null || isSameId(one.voteId, voteId),
      );
      if (!answer || drafts.length === 0) return null;
      return drafts.map((draft) => entity(Vote, { ...draft, provenance: answer.provenance }));
    },

    async votes({ memberId, session, designation }, call) {
      if (!MEMBER_ID.test(memberId)) return [];
      const { value, provenance } = await upstream.get(
        {
          operation: 'votes',
          path: 'voteringlista/',
          query: { iid: memberId, rm: session, bet: designation, sz: MOST_VOTES, utformat: 'json' },
          decode: voteList,
          version: 2,
          // What was voted in a session that has ended stands.
          freshFor: isOver(session) ? days(30) : hours(6),
          echo: {
            asked: [memberId],
            of: ({ voteringlista }) => voteringlista.map((vote) => [vote.memberId]),
          },
        },
        call,
      );
      return value.voteringlista
        .filter(isOf(memberId))
        .map((draft) => entity(Vote, { ...draft, provenance }));
    },

    async speeches({ memberId, text }, limit, call) {
      if (!MEMBER_ID.test(memberId) || limit === 0) return [];
      const { value, provenance } = await upstream.get(
        {
          operation: 'speeches',
          path: 'anforandelista/',
          query: { iid: memberId, sz: MOST_SPEECHES, utformat: 'json' },
          decode: speechList,
          version: 2,
          freshFor: hours(6),
          echo: {
            asked: [memberId],
            of: ({ anforandelista }) => anforandelista.map((speech) => [speech.memberId]),
          },
        },
        call,
      );
      // The API cannot search a member's speeches by words, and its list has headings but no texts.
      const fits = text ? wordsBeginning(text) : null;
      return value.anforandelista
        .filter(isOf(memberId))
        .filter(({ heading }) => !fits || fits([` ${fold(heading ?? '')}`]))
        .sort((one, other) => (other.date ?? '').localeCompare(one.date ?? ''))
        .slice(0, limit)
        .map((draft) => toSpeech(draft, provenance));
    },

    async speechesOfParty(code, since, call) {
      const answers = await Promise.all(
        latestSessions(since).map((session) =>
          upstream.get(
            {
              operation: 'speeches',
              path: 'anforandelista/',
              query: { rm: session, parti: code, sz: MOST_SPEECHES_OF_PARTY, utformat: 'json' },
              decode: speechList,
              version: 2,
              freshFor: isOver(session) ? days(30) : hours(6),
            },
            call,
          ),
        ),
      );
      return answers.flatMap(({ value, provenance }) =>
        value.anforandelista
          .filter(({ date }) => since === null || (date !== null && date >= since))
          .map((draft) => toSpeech(draft, provenance)),
      );
    },

    async speech(id, call) {
      const [, documentId, number] = /^(.+)-(\d{1,4})$/.exec(id) ?? [];
      if (!documentId || !number || !DOCUMENT_ID.test(documentId)) return null;
      const answer = await upstream.find(
        {
          operation: 'speech',
          path: path`anforande/${id}.json`,
          decode: oneSpeech,
          freshFor: days(30),
          echo: { asked: [id], of: ({ anforande }) => [[anforande.speechId]] },
        },
        call,
      );
      return answer && toSpeech(answer.value.anforande, answer.provenance);
    },
  };
}

/** The two latest sessions that have days after a day, the newest first. */
function latestSessions(since: string | null): string[] {
  const today = new Date().toISOString();
  const current = sessionOf(today);
  const [year] = current.split('/').map(Number);
  const before = year === undefined ? current : sessionOf(`${year}-01-01`);
  return since !== null && sessionOf(since) >= current ? [current] : [current, before];
}

/** Whether a session, `2023/24`, has ended for certain: the next one has begun by October. */
function isOver(session: string | undefined): boolean {
  const [, year] = /^(\d{4})\/\d{2}$/.exec(session ?? '') ?? [];
  return year !== undefined && Date.now() > Date.UTC(Number(year) + 1, 9, 1);
}

/** Leaves out what another member has said or voted; a row without a member cannot be compared. */
const isOf =
  (asked: string) =>
  ({ memberId }: { memberId: string | null }): boolean =>
    memberId === null || isSameId(memberId, asked);

/** The words as typed, and the terms combined with OR; a phrase is quoted. */
function searchWords({ text, anyOf = [] }: DocumentSearch): string | undefined {
  const quoted = anyOf.map((term) => {
    const bare = term.replaceAll('"', ' ').trim();
    return /\s/.test(bare) ? `"${bare}"` : bare;
  });
  const terms = quoted.filter((term) => term !== '');
  const alternatives = terms.length > 1 ? `(${terms.join(' OR ')})` : terms[0];
  const words = [text?.trim(), alternatives].filter((part) => part !== undefined && part !== '');
  if (words.length === 0) return undefined;
  // Parentheses are needed only where there are words too.
  return words.length === 1 ? words[0]?.replace(/^\((.* OR .*)\)$/, '$1') : words.join(' ');
}

function toMember(draft: MemberDraft, provenance: Provenance): MemberOfParliament {
  return entity(MemberOfParliament, { ...draft, provenance });
}

function toDocument(draft: DocumentDraft, provenance: Provenance): ParliamentaryDocument {
  return entity(ParliamentaryDocument, { ...draft, provenance: checkableAt(draft.url, provenance) });
}

function toSpeech(draft: SpeechDraft, provenance: Provenance): Speech {
  return entity(Speech, { ...draft, provenance: checkableAt(draft.url, provenance) });
}

function toPoint(
  { summaries, total, withoutParty, ...draft }: PointDraft,
  documentId: string,
  provenance: Provenance,
): VotePoint {
  const toSummary = (summary: SummaryDraft) => entity(VoteSummary, { ...summary, provenance });
  return entity(VotePoint, {
    ...draft,
    documentId,
    summaries: summaries?.map(toSummary) ?? null,
    total: total && toSummary(total),
    withoutParty: withoutParty && toSummary(withoutParty),
    provenance,
  });
}
