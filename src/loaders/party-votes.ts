import { entity } from '../entities/node.ts';
import { type Vote, VoteSummary, VoteValue } from '../entities/parliament.ts';
import type { Provenance } from '../entities/provenance.ts';

const counted = {
  [VoteValue.YES]: 'yes',
  [VoteValue.NO]: 'no',
  [VoteValue.ABSTAIN]: 'abstain',
  [VoteValue.ABSENT]: 'absent',
} as const;

/** Members' votes on a point by party; those without a party are left out. */
export function summedUp(votes: readonly Vote[], point: number, provenance: Provenance): VoteSummary[] {
  const byParty = new Map<string, VoteSummary>();
  for (const { partyCode, vote } of votes) {
    if (partyCode === null) continue;
    const sum =
      byParty.get(partyCode) ??
      entity(VoteSummary, {
        point,
        partyCode,
        printedCode: null,
        yes: 0,
        no: 0,
        abstain: 0,
        absent: 0,
        provenance,
      });
    sum[counted[vote]] += 1;
    byParty.set(partyCode, sum);
  }
  return [...byParty.values()];
}
