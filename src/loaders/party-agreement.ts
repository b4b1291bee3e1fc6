import { entity } from '../entities/node.ts';
import { type VotePoint, type VoteSummary, VoteValue } from '../entities/parliament.ts';
import type { Party } from '../entities/party.ts';
import { PartyAgreement } from '../entities/party-agreement.ts';
import type { Provenance } from '../entities/provenance.ts';

/** A point that was put to the vote, and how the parties voted. */
export interface VotedPoint {
  point: VotePoint;
  summaries: readonly VoteSummary[];
}

/**
 * The side that a party took: what most of its present members voted. To abstain is a side, to be absent is none; a
 * party divided into equal halves took none.
 */
export function sideOf({ yes, no, abstain }: VoteSummary): VoteValue | null {
  const [first, second] = [
    { side: VoteValue.YES, count: yes },
    { side: VoteValue.NO, count: no },
    { side: VoteValue.ABSTAIN, count: abstain },
  ].sort((one, other) => other.count - one.count);
  return first && second && first.count > second.count ? first.side : null;
}

interface Stated {
  partyOf(code: string): Party | null;
  provenance: Provenance;
  reports: number;
  reportsFound: number;
}

/** Every pair of the parties, in their order. */
export function agreements(
  parties: readonly Party[],
  points: readonly VotedPoint[],
  { partyOf, ...stated }: Stated,
): PartyAgreement[] {
  const sides = points.map(({ point, summaries }) => ({
    point,
    byParty: new Map(
      summaries.flatMap((summary): [Party, VoteValue | null][] => {
        // A code of before is the party of today.
        const party = summary.partyCode === null ? null : partyOf(summary.partyCode);
        return party ? [[party, sideOf(summary)]] : [];
      }),
    ),
  }));
  return parties.flatMap((one, at) =>
    parties.slice(at + 1).map((other) => {
      const both = sides.filter(({ byParty }) => byParty.get(one) && byParty.get(other));
      const alike = both.filter(({ byParty }) => byParty.get(one) === byParty.get(other)).length;
      return entity(PartyAgreement, {
        parties: [one, other],
        share: both.length > 0 ? Math.round((alike / both.length) * 1000) / 10 : null,
        points: both.length,
        alike,
        leftOut: sides.length - both.length,
        votes: both.map(({ point }) => point),
        ...stated,
      });
    }),
  );
}
