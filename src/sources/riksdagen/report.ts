import { z } from 'zod';
import type { VotePoint, VoteSummary } from '../../entities/parliament.ts';
import { part } from '../../upstream/decode.ts';
import { readWith } from '../../upstream/dropped-items.ts';
import { type Count, readVote, type VoteReading } from './vote-table.ts';
import { container, listIn, many, parties, plain, text, title, whole } from './wire.ts';

export type SummaryDraft = Omit<VoteSummary, 'provenance'>;
export type PointDraft = Omit<
  VotePoint,
  'documentId' | 'provenance' | 'summaries' | 'total' | 'withoutParty'
> & {
  summaries: SummaryDraft[] | null;
  total: SummaryDraft | null;
  withoutParty: SummaryDraft | null;
};

const pointFields = z.object({
  punkt: whole.pipe(z.number()),
  rubrik: title,
  forslag: plain,
  beslutstyp: text,
  vinnare: text,
  votering_id: text,
  votering_sammanfattning_html: z.unknown(),
});

const point = readWith(pointFields, (found, reader): PointDraft => {
  const vote = readVote(found.votering_sammanfattning_html);
  const isUnreadable = vote === 'UNREADABLE';
  reader.count({ listed: 1, dropped: isUnreadable ? 1 : 0 });
  const outcome = [found.beslutstyp, found.vinnare].filter((part) => part !== null).join(', ');
  return {
    point: found.punkt,
    heading: found.rubrik,
    text: found.forslag,
    outcome: outcome === '' ? null : outcome,
    voteId: found.votering_id?.toUpperCase() ?? null,
    date: null,
    isSummedUpFromMembers: false,
    ...figures(vote, found),
  };
});

function figures(
  vote: VoteReading,
  { punkt, beslutstyp }: z.output<typeof pointFields>,
): Pick<PointDraft, 'summaries' | 'total' | 'withoutParty'> {
  const row = (partyCode: string | null, count: Count, printedCode: string | null = null): SummaryDraft => ({
    point: punkt,
    partyCode,
    printedCode,
    ...count,
  });
  if (typeof vote === 'object') {
    return {
      summaries: vote.parties.map(({ partyCode, printedCode, count }) => row(partyCode, count, printedCode)),
      total: vote.total && row(null, vote.total),
      withoutParty: vote.withoutParty && row(null, vote.withoutParty),
    };
  }
  // Without figures a point reads as decided by acclamation, so the report itself must say that it was.
  const wasNotVotedOn =
    vote === 'MOTIVES_ONLY' || (vote === 'EMPTY' && /acklamation/i.test(beslutstyp ?? ''));
  return { summaries: wasNotVotedOn ? [] : null, total: null, withoutParty: null };
}

/** A report may list a point twice: the one with figures counts. */
function eachOnce(points: readonly PointDraft[]): PointDraft[] {
  const byNumber = new Map<number, PointDraft>();
  for (const one of points) {
    const before = byNumber.get(one.point);
    if (!before || (!before.summaries?.length && one.summaries !== null)) byNumber.set(one.point, one);
  }
  return [...byNumber.values()];
}

const counterProposal = z
  .object({ nummer: text, rubrik: title, partier: parties, typ: text, utskottsforslag_punkt: whole })
  .transform((found) => ({
    isReservation: found.typ === null || /reservation/i.test(found.typ),
    reservation: {
      number: found.nummer,
      heading: found.rubrik,
      partyCodes: found.partier,
      point: found.utskottsforslag_punkt,
    },
  }));

/** A committee report: its points, and the reservations against them. */
export const committeeReport = z.object({
  utskottsforslag: container(
    z.object({
      dokument: part(container(z.object({ dok_id: text })), { dok_id: null }),
      dokutskottsforslag: container(z.object({ utskottsforslag: many(point) })),
      dokmotforslag: listIn('motforslag', counterProposal),
    }),
  ).transform(({ dokument, dokutskottsforslag, dokmotforslag }) => ({
    documentId: dokument.dok_id,
    points: eachOnce(dokutskottsforslag.utskottsforslag),
    reservations:
      dokmotforslag?.filter(({ isReservation }) => isReservation).map(({ reservation }) => reservation) ??
      null,
  })),
});
