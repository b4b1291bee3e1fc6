import { z } from 'zod';
import { type Vote, VoteValue } from '../../entities/parliament.ts';
import { entryOf } from '../../text/entry-of.ts';
import { container, day, many, party, personId, required, text, whole } from './wire.ts';

export type VoteDraft = Omit<Vote, 'provenance'>;

const VOTES: Readonly<Record<string, VoteValue>> = {
  ja: VoteValue.YES,
  nej: VoteValue.NO,
  avstår: VoteValue.ABSTAIN,
  frånvarande: VoteValue.ABSENT,
};

const vote = z
  .object({
    votering_id: text,
    intressent_id: personId,
    parti: party,
    punkt: whole,
    rm: text,
    beteckning: text,
    bet: text,
    dok_id: text,
    datum: day,
    systemdatum: text,
    avser: text,
    rost: required.transform((value) => entryOf(VOTES, value.toLowerCase())).pipe(z.enum(VoteValue)),
  })
  .transform((found) => {
    const designation = found.beteckning ?? found.bet;
    const voteId = found.votering_id?.toUpperCase() ?? null;
    const draft: VoteDraft = {
      voteId,
      documentId: found.dok_id,
      memberId: found.intressent_id,
      partyCode: found.parti,
      point: found.punkt,
      report: designation ? [found.rm, designation].filter((part) => part !== null).join(':') : null,
      date: found.datum,
      vote: found.rost,
    };
    return {
      draft,
      key: `${voteId ?? `${draft.report}/${draft.point}`}/${found.intressent_id}`,
      // The time of the system is later than the vote, by years for some: it orders the votes of a session, and dates none.
      order: `${found.rm ?? (found.datum === null ? '' : sessionOf(found.datum))} ${found.datum ?? found.systemdatum ?? ''}`,
      onReasonsOnly: found.avser === 'motivfrågan',
    };
  });

/** The parliamentary year of a day, which begins in September: `2025/26`. */
export function sessionOf(day: string): string {
  const year = Number(day.slice(0, 4)) - (day.slice(5, 7) < '09' ? 1 : 0);
  return `${year}/${String(year + 1).slice(2)}`;
}

/** The newest first, without duplicate rows and without votes on the reasons only (`motivfrågan`). */
function eachOnce({ votering }: { votering: z.output<typeof vote>[] }): VoteDraft[] {
  const onMatter = votering.filter(({ onReasonsOnly }) => !onReasonsOnly);
  const byKey = new Map(onMatter.map((one) => [one.key, one]));
  return [...byKey.values()]
    .sort((one, other) => other.order.localeCompare(one.order))
    .map(({ draft }) => draft);
}

const rows = container(z.object({ votering: many(vote) })).transform(eachOnce);

/** Votes of one member, or of a report. */
export const voteList = z.object({ voteringlista: rows });

/** How each member voted in one vote. */
export const oneVote = z.object({ votering: container(z.object({ dokvotering: rows })) });
