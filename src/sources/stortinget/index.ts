import type { z } from 'zod';
import { entity } from '../../entities/node.ts';
import { type MemberOfParliament, type ParliamentaryDocument, Vote } from '../../entities/parliament.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { fold } from '../../text/fold.ts';
import type { Call } from '../../upstream/call.ts';
import type { Echo } from '../../upstream/echo.ts';
import { SourceError } from '../../upstream/errors.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Answer, Upstream } from '../../upstream/upstream.ts';
import { type DocumentSearch, memberExamples, type ParliamentOperations } from '../kinds/parliament.ts';
import { defineSource, sharedRequest } from '../source.ts';
import {
  caseVotes,
  type Matter,
  matters,
  memberVotes,
  oneMatter,
  periods,
  representatives,
  representativesToday,
  type Span,
  sessions,
} from './decode.ts';
import { isFound, toDocument } from './documents.ts';
import { membersFrom, type Seat } from './members.ts';
import { samples } from './sample.ts';
import { toPoints, toVotes } from './votes.ts';

/** Letters, also Norwegian ones, and digits: `HTA`. */
const PERSON_ID = /^[\p{L}\d_]{2,12}$/u;
const NUMBER = /^\d{1,9}$/;
/** Representatives are looked for in so many periods, of four years each. */
const PERIODS = 6;
/** Cases whose votes are looked through for the latest votes of a member, and votes that are then read. */
const CASES = 5;
const ROLL_CALLS = 10;
/** A search that begins earlier is cut to so many parliamentary years, the newest ones. */
const SESSIONS = 4;

/** The Storting's export service: representatives, cases and votes. XML, open, no key. */
export const stortinget = defineSource({
  id: 'stortinget',
  kind: 'PARLIAMENT',
  name: 'Stortingets datatjeneste',
  publisher: 'Stortinget',
  homepage: 'https://data.stortinget.no',
  documentation: 'https://data.stortinget.no/dokumentasjon-og-hjelp/',
  licence: 'NLOD',
  attribution: 'Kilde: Stortinget',
  country: 'NO',
  baseUrl: 'https://data.stortinget.no/eksport',
  // Above 100 calls a minute it answers 429, as other clients have found.
  budget: { limit: 100, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 24 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(60),
  identifiers: ['stortinget', 'party-code'],
  // Lists are whole, and searched here: whatever an answer asks, one request fetches each list.
  requests: {
    members: sharedRequest,
    membersNamed: 7,
    membersOfParty: sharedRequest,
    documents: sharedRequest,
    // The cases of the session, the votes of each case, and each vote.
    latestVotes: 1 + CASES + ROLL_CALLS,
  },
  examples: memberExamples('HTA', 'A'),
  samples,
  open,
});

function open(upstream: Upstream): ParliamentOperations {
  const ask = <T>(
    operation: string,
    query: Record<string, string>,
    decode: z.ZodType<T>,
    freshFor: number,
    call: Call,
    echo: Echo<T> | null = null,
  ): Promise<Answer<T> | null> =>
    upstream.find({ operation, path: operation, query, decode, format: 'text', freshFor, echo }, call);

  const get = async <T>(...asked: Parameters<typeof ask<T>>): Promise<Answer<T>> => {
    const answer = await ask(...asked);
    if (answer) return answer;
    throw new SourceError('stortinget', 'SOURCE_BAD_RESPONSE', `has nothing at the address of ${asked[0]}`);
  };

  /** Everybody who has sat in the latest periods, with each period as a seat. */
  const seats = async (call: Call): Promise<{ seats: Seat[]; provenance: Provenance }> => {
    const listed = await get('stortingsperioder', {}, periods, days(7), call);
    const latest = newestFirst(listed.value.stortingsperioder_liste).slice(0, PERIODS);
    const asked = await Promise.all(
      latest.map(async (period, at) => {
        const query = { stortingsperiodeid: period.id };
        // A period that has ended does not change.
        const { value, provenance } = await get(
          'representanter',
          query,
          representatives,
          at === 0 ? days(1) : days(30),
          call,
        );
        return value.representanter_liste.map((person): Seat => ({ person, period, provenance }));
      }),
    );
    return { seats: asked.flat(), provenance: listed.provenance };
  };

  /** The parliamentary years to search, the newest first; null is the current one. */
  const sessionsFor = async (
    { session, from, to }: DocumentSearch,
    call: Call,
  ): Promise<(string | null)[]> => {
    if (session !== undefined) return [session];
    if (from === undefined && to === undefined) return [null];
    const { value } = await get('sesjoner', {}, sessions, days(7), call);
    const years = newestFirst(value.sesjoner_liste)
      .filter(({ fra, til }) => (!to || (fra ?? '') <= to) && (!from || (til ?? '9') >= from))
      .slice(0, SESSIONS)
      .map(({ id }) => id);
    return years.length > 0 ? years : [null];
  };

  /** Cases of the current session that have been decided, the last changed first. */
  const latestCases = async (call: Call): Promise<string[]> => {
    const { value } = await get('saker', {}, matters, hours(1), call);
    return value.saker_liste
      .filter(({ status }) => status === 'behandlet')
      .sort((one, other) => (other.sist_oppdatert_dato ?? '').localeCompare(one.sist_oppdatert_dato ?? ''))
      .slice(0, CASES)
      .map(({ id }) => id);
  };

  const operations: ParliamentOperations = {
    async members(ids, call) {
      const asked = [...new Set(ids)];
      const wanted = asked.filter((id) => PERSON_ID.test(id));
      const found = wanted.length > 0 ? membersFrom((await seats(call)).seats) : new Map();
      return new Map(asked.map((id) => [id, found.get(id) ?? null]));
    },

    async membersNamed(name, call) {
      const wanted = fold(name);
      return [...membersFrom((await seats(call)).seats).values()].filter((one) => fold(one.name) === wanted);
    },

    async membersOfParty(code, { active }, call) {
      const isOfParty = ({ partyCode }: MemberOfParliament) =>
        partyCode?.toUpperCase() === code.toUpperCase();
      if (!active) {
        const { seats: all, provenance } = await seats(call);
        const items = [...membersFrom(all).values()].filter(isOfParty);
        return { items, total: items.length, provenance };
      }
      const { value, provenance } = await get(
        'dagensrepresentanter',
        {},
        representativesToday,
        days(1),
        call,
      );
      const today = value.dagensrepresentanter_liste.map(
        (person): Seat => ({ person, period: null, provenance }),
      );
      const items = [...membersFrom(today).values()].filter(isOfParty);
      return { items, total: items.length, provenance };
    },

    async documents(query, { offset, limit }, call) {
      const years = await sessionsFor(query, call);
      const answers = await Promise.all(
        years.map(async (id) => {
          const { value, provenance } = await get(
            'saker',
            id === null ? {} : { sesjonid: id },
            matters,
            hours(1),
            call,
          );
          // A wrong year is ignored, and the current one is served.
          const isOther = id !== null && value.sesjon_id !== null && value.sesjon_id !== id;
          return { provenance, session: value.sesjon_id ?? id, items: isOther ? [] : value.saker_liste };
        }),
      );
      const [first] = answers;
      if (!first) throw new RangeError('a search reads at least one year');
      const byId = new Map<string, ParliamentaryDocument>();
      for (const { items, provenance, session } of answers) {
        for (const item of items.filter((one) => isFound(one, query))) {
          byId.set(item.id, toDocument(item, session, provenance));
        }
      }
      const found = [...byId.values()].sort((one, other) => (other.date ?? '').localeCompare(one.date ?? ''));
      return {
        items: found.slice(offset, offset + limit),
        total: found.length,
        provenance: first.provenance,
      };
    },

    async document(id, call) {
      if (!NUMBER.test(id)) return null;
      const echo = { asked: [id], of: (found: Matter) => [[found.id]] };
      const answer = await ask('sak', { sakid: id }, oneMatter, hours(1), call, echo);
      return answer && toDocument(answer.value, null, answer.provenance);
    },

    async report(id, call) {
      if (!NUMBER.test(id)) return null;
      const answer = await ask('voteringer', { sakid: id }, caseVotes, hours(6), call, {
        asked: [id],
        of: ({ sak_id }) => [[sak_id]],
      });
      if (!answer) return null;
      return { points: toPoints(answer.value.sak_votering_liste, id, answer.provenance), reservations: [] };
    },

    async memberVotes(voteId, call) {
      if (!NUMBER.test(voteId)) return null;
      const answer = await ask('voteringsresultat', { voteringid: voteId }, memberVotes, days(30), call, {
        asked: [voteId],
        of: ({ votering_id }) => [[votering_id]],
      });
      if (!answer) return null;
      return toVotes(answer.value.voteringsresultat_liste, voteId, answer.provenance);
    },

    async latestVotes({ memberId, documentId }, call) {
      if (!PERSON_ID.test(memberId)) return [];
      const cases = documentId === undefined ? await latestCases(call) : [documentId];
      const reports = await Promise.all(cases.map((id) => operations.report(id, call)));
      const points = reports.flatMap((report) => report?.points ?? []);
      // One vote may decide several cases.
      const rollCalls = [...new Map(points.map((one) => [one.voteId, one])).values()]
        .filter(({ voteId, isSummedUpFromMembers }) => voteId !== null && isSummedUpFromMembers)
        .sort((one, other) => (other.date ?? '').localeCompare(one.date ?? '') || other.point - one.point)
        .slice(0, ROLL_CALLS);
      const votes = await Promise.all(
        rollCalls.map(async ({ voteId, documentId: of, point, date }) => {
          const all = voteId === null ? null : await operations.memberVotes(voteId, call);
          const own = all?.find((one) => one.memberId === memberId);
          return own ? [entity(Vote, { ...own, documentId: of, point, date })] : [];
        }),
      );
      return votes.flat();
    },
  };
  return operations;
}

/** Ids of spans begin with a year. */
function newestFirst(spans: readonly Span[]): Span[] {
  return [...spans].sort((one, other) => other.id.localeCompare(one.id));
}
