import { entity } from '../../entities/node.ts';
import { Vote, VotePoint, VoteSummary } from '../../entities/parliament.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { leadingDay } from '../../text/day.ts';
import type { CaseVote, MemberVote } from './decode.ts';

/** The votes on a case, in their order. The two sides of an alternative vote are one vote. */
export function toPoints(
  votes: readonly CaseVote[],
  documentId: string,
  provenance: Provenance,
): VotePoint[] {
  const seen = new Set<string>();
  const each = votes.filter(({ votering_id, alternativ_votering_id }) => {
    const isKnown =
      seen.has(votering_id) || (alternativ_votering_id !== null && seen.has(alternativ_votering_id));
    seen.add(votering_id);
    return !isKnown;
  });
  return each.map((vote, at) => toPoint(vote, documentId, at + 1, provenance));
}

function toPoint(vote: CaseVote, documentId: string, point: number, provenance: Provenance): VotePoint {
  const { antall_for: yes, antall_mot: no, antall_ikke_tilstede: absent } = vote;
  const isCounted = yes !== null && no !== null && absent !== null;
  const decided = vote.vedtatt === null ? null : vote.vedtatt ? 'vedtatt' : 'ikke vedtatt';
  return entity(VotePoint, {
    documentId,
    point,
    heading: vote.votering_tema,
    text: null,
    outcome: vote.votering_resultat_type_tekst ?? decided,
    voteId: vote.votering_id,
    // Without a roll call nobody knows how the parties voted: most often all agreed.
    summaries: vote.personlig_votering === false ? [] : null,
    isSummedUpFromMembers: vote.personlig_votering === true,
    total: isCounted
      ? entity(VoteSummary, {
          point,
          partyCode: null,
          printedCode: null,
          yes,
          no,
          abstain: 0,
          absent,
          provenance,
        })
      : null,
    withoutParty: null,
    date: vote.votering_tid === null ? null : leadingDay(vote.votering_tid),
    provenance,
  });
}

/** How each representative voted. */
export function toVotes(votes: readonly MemberVote[], voteId: string, provenance: Provenance): Vote[] {
  const byMember = new Map(votes.map((one) => [one.representant.id, one]));
  return [...byMember.values()].map(({ representant, votering }) =>
    entity(Vote, {
      voteId,
      documentId: null,
      memberId: representant.id,
      partyCode: representant.parti,
      point: null,
      report: null,
      date: null,
      vote: votering,
      provenance,
    }),
  );
}
