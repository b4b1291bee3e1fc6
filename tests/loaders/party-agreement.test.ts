import { describe, expect, it } from 'vitest';
import { entity } from '../../src/entities/node.ts';
import { VotePoint, VoteSummary } from '../../src/entities/parliament.ts';
import { Party } from '../../src/entities/party.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { agreements, sideOf, type VotedPoint } from '../../src/loaders/party-agreement.ts';

const provenance = entity(Provenance, {
  sourceId: 'riksdagen',
  url: null,
  retrievedAt: null,
  state: DataState.LIVE,
  licence: null,
  attribution: null,
  locator: null,
});
const party = (code: string) =>
  entity(Party, {
    key: `SE/${code}`,
    code,
    country: 'SE',
    name: {},
    colour: null,
    identifiers: [],
    formerCodes: [],
    origin: { file: '' },
  });
const [c, l, kd] = [party('C'), party('L'), party('KD')];
const partyOf = (code: string) => [c, l, kd].find((one) => one.code === (code === 'FP' ? 'L' : code)) ?? null;
type Votes = readonly [yes: number, no: number, abstain: number, absent: number];
const summary = (partyCode: string, [yes, no, abstain, absent]: Votes) =>
  entity(VoteSummary, { point: 1, partyCode, yes, no, abstain, absent, provenance });
const point = (number: number, votes: Record<string, Votes>): VotedPoint => ({
  point: entity(VotePoint, {
    documentId: 'HX01AU1',
    point: number,
    heading: null,
    text: null,
    outcome: null,
    voteId: null,
    date: null,
    summaries: null,
    isSummedUpFromMembers: false,
    total: null,
    withoutParty: null,
    provenance,
  }),
  summaries: Object.entries(votes).map(([code, figures]) => summary(code, figures)),
});

describe('the side of a party', () => {
  it.each<[Votes, string | null]>([
    [[20, 1, 0, 50], 'YES'],
    [[0, 3, 2, 0], 'NO'],
    [[0, 0, 5, 1], 'ABSTAIN'],
    // Absent members take no side, and abstaining ones do.
    [[0, 0, 0, 24], null],
    [[4, 4, 0, 0], null],
  ])('of %j is %j', (votes, expected) => {
    expect(sideOf(summary('C', votes))).toBe(expected);
  });
});

it('two parties agree on the share of points on which both took a side', () => {
  const points = [
    point(1, { C: [20, 0, 0, 1], FP: [15, 0, 0, 0], NYD: [5, 0, 0, 0] }),
    point(2, { C: [0, 20, 0, 1], L: [15, 0, 0, 0] }),
    point(3, { C: [0, 0, 20, 1], L: [0, 0, 15, 0] }),
    point(4, { C: [0, 0, 0, 24], L: [15, 0, 0, 0] }),
    point(5, { L: [15, 0, 0, 0] }),
  ];

  const found = agreements([c, l, kd], points, { partyOf, provenance, reports: 1, reportsFound: 1 });

  expect(
    found.map(({ parties, share, points: both, alike, leftOut, votes }) => [
      parties.map(({ code }) => code).join('–'),
      share,
      both,
      alike,
      leftOut,
      votes.map((one) => one.point),
    ]),
  ).toEqual([
    ['C–L', 66.7, 3, 2, 2, [1, 2, 3]],
    ['C–KD', null, 0, 0, 5, []],
    ['L–KD', null, 0, 0, 5, []],
  ]);
});
