import { z } from 'zod';
import type { Party } from '../entities/party.ts';

/** A result file that cannot be used; the message says why. */
export class ElectionFileError extends Error {
  override readonly name = 'ElectionFileError';
}

/** The result of one party, or of all others together, by the key of the party. */
export interface StoredResult {
  partyKey: string | null;
  label: string;
  votes: number;
  voteShare: number;
  seats: number;
}

/** The result of an election as the authority counted it. */
export interface ElectionResult {
  electionKey: string;
  validVotes: number;
  turnout: number | null;
  results: StoredResult[];
  protocol: string | null;
  countedAt: string | null;
}

const partyVotes = z.object({
  partikod: z.string().nullable(),
  partiforkortning: z.string().nullish(),
  antalRoster: z.int().nonnegative(),
  andelRoster: z.number().min(0).max(100),
});

/** The file `RD_S.json` of the result presentation. Candidates' names and votes are in it too, and are not read. */
const file = z.object({
  namn: z.string().nullish(),
  rakningstillfalle: z.string(),
  test: z.boolean(),
  /** `84,21 %` */
  valdeltagande: z.string().nullish(),
  senasteUppdateringstid: z.string().nullish(),
  lankTillProtokoll: z.string().nullish(),
  rosterPaverkaMandat: z.object({ antalRoster: z.int().positive(), partiroster: z.array(partyVotes) }),
  partiMandat: z.array(z.object({ partikod: z.string().nullable(), antalMandat: z.int().nonnegative() })),
});

/** Reads the authority's file of the final count. Nothing is guessed: what does not add up is an error. */
export function readElectionFile(
  body: string,
  {
    electionKey,
    seatsTotal,
    parties,
  }: { electionKey: string; seatsTotal: number; parties: readonly Party[] },
): ElectionResult {
  const read = file.safeParse(parseJson(body));
  if (!read.success) {
    const at = read.error.issues[0]?.path.join('.') ?? 'the top';
    throw new ElectionFileError(
      `The file is no result file of the election authority (RD_S.json): wrong at ${at}.`,
    );
  }
  const { rakningstillfalle, test, rosterPaverkaMandat: cast, partiMandat: seats, ...head } = read.data;
  if (test)
    throw new ElectionFileError('The file is a rehearsal (test: true). Give the result of an election.');
  if (rakningstillfalle !== 'slutlig') {
    throw new ElectionFileError(
      `The file holds a ${rakningstillfalle} count. Give the final one, whose name ends in _S.json.`,
    );
  }
  const allSeats = sum(seats.map(({ antalMandat }) => antalMandat));
  if (allSeats !== seatsTotal) {
    throw new ElectionFileError(`The file gives ${allSeats} seats, and the chamber has ${seatsTotal}.`);
  }
  const seatsOf = new Map(seats.map(({ partikod, antalMandat }) => [partikod, antalMandat]));
  const results = parties.flatMap((party): StoredResult[] => {
    const code = party.identifiers.find(({ scheme }) => scheme === 'valmyndigheten')?.value;
    const found = code === undefined ? undefined : cast.partiroster.find(({ partikod }) => partikod === code);
    if (!found) return [];
    return [
      {
        partyKey: party.key,
        label: party.code,
        votes: found.antalRoster,
        voteShare: found.andelRoster,
        seats: seatsOf.get(found.partikod) ?? 0,
      },
    ];
  });
  const missing = allSeats - sum(results.map((one) => one.seats));
  if (missing !== 0) {
    throw new ElectionFileError(
      `The file gives ${missing} seats to parties that the content does not know. Add them to parties.yaml, with their partikod.`,
    );
  }
  // The file lists some small parties and sums up others, each in its own way: all others are what is left.
  const others = cast.antalRoster - sum(results.map((one) => one.votes));
  if (others < 0)
    throw new ElectionFileError('The parties of the file have more votes than there are valid ones.');
  return {
    electionKey,
    validVotes: cast.antalRoster,
    turnout: percentIn(head.valdeltagande),
    results: [
      ...results.sort((one, other) => other.votes - one.votes),
      {
        partyKey: null,
        label: 'OTHER',
        votes: others,
        voteShare: Math.round((others / cast.antalRoster) * 10_000) / 100,
        seats: 0,
      },
    ],
    protocol: head.lankTillProtokoll ?? null,
    countedAt: head.senasteUppdateringstid ?? null,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    throw new ElectionFileError('The file is not valid JSON; it may be cut short.');
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** `84,21 %`, with any kind of space. */
function percentIn(text: string | null | undefined): number | null {
  const number = /^(\d{1,3})(?:,(\d+))?\s*%$/u.exec(text?.trim() ?? '');
  return number ? Number(`${number[1]}.${number[2] ?? '0'}`) : null;
}
