import type { Content } from '../../content/snapshot.ts';
import { type Vote, type VoteSummary, VoteValue } from '../../entities/parliament.ts';
import type { VotedPoint } from '../../loaders/party-agreement.ts';
import type { PopoloObject } from './popolo.ts';

/** Options as Popolo names them. */
const options = {
  [VoteValue.YES]: 'yes',
  [VoteValue.NO]: 'no',
  [VoteValue.ABSTAIN]: 'abstain',
  [VoteValue.ABSENT]: 'absent',
} as const;

/** Votes on points of reports, with the counts of each party. */
export function voteEvents(points: readonly VotedPoint[], content: Content): PopoloObject[] {
  return points.map(({ point, summaries }) => ({
    id: point.voteId ?? `${point.documentId}/${point.point}`,
    identifier: `${point.documentId} p ${point.point}`,
    organization_id: point.provenance.sourceId,
    motion_id: `${point.documentId}/${point.point}`,
    result: point.outcome,
    counts: summaries.flatMap((summary) => countsOf(summary, content)),
    sources: point.provenance.url ? [{ url: point.provenance.url, note: point.provenance.attribution }] : [],
  }));
}

/** What was voted on: the committee's proposal on each point. */
export function motions(points: readonly VotedPoint[]): PopoloObject[] {
  return points.map(({ point }) => ({
    id: `${point.documentId}/${point.point}`,
    identifier: `${point.documentId} p ${point.point}`,
    organization_id: point.provenance.sourceId,
    classification: 'committee proposal',
    ...(point.text === null && point.heading === null ? {} : { text: point.text ?? point.heading }),
    ...(point.outcome === null ? {} : { result: point.outcome }),
    sources: point.provenance.url ? [{ url: point.provenance.url, note: point.provenance.attribution }] : [],
  }));
}

function countsOf(summary: VoteSummary, content: Content): PopoloObject[] {
  const code = summary.partyCode;
  const group = code === null ? null : (content.partyByAnyCode(code, 'SE')?.key ?? code);
  return [
    { option: 'yes', value: summary.yes, group_id: group },
    { option: 'no', value: summary.no, group_id: group },
    { option: 'abstain', value: summary.abstain, group_id: group },
    { option: 'absent', value: summary.absent, group_id: group },
  ];
}

/** Votes of the persons whom the content names. */
export function votes(cast: readonly { personKey: string; vote: Vote }[], content: Content): PopoloObject[] {
  return cast.map(({ personKey, vote }) => ({
    id: `${vote.voteId ?? vote.report}/${personKey}`,
    vote_event_id: vote.voteId,
    voter_id: personKey,
    option: options[vote.vote],
    group_id:
      vote.partyCode === null ? null : (content.partyByAnyCode(vote.partyCode, 'SE')?.key ?? vote.partyCode),
  }));
}

/** What the votes of persons belong to, for votes that are not among the reports' own. */
export function eventsOf(cast: readonly { vote: Vote }[]): PopoloObject[] {
  const byId = new Map<string, PopoloObject>();
  for (const { vote } of cast) {
    if (vote.voteId === null) continue;
    const point = vote.point === null ? '' : ` p ${vote.point}`;
    byId.set(vote.voteId, {
      id: vote.voteId,
      identifier: `${vote.report ?? vote.documentId ?? ''}${point}`,
      organization_id: vote.provenance.sourceId,
      sources: vote.provenance.url ? [{ url: vote.provenance.url, note: vote.provenance.attribution }] : [],
    });
  }
  return [...byId.values()];
}
