import { z } from 'zod';
import { Election, PartyResult } from '../../../entities/election.ts';
import { keysOf } from '../declared-keys.ts';
import { count, country, day, name, slug, text } from '../fields.ts';
import { packReader } from '../pack-reader.ts';
import type { RecordWriter } from '../record-writer.ts';

const percent = z.number().min(0, 'must be 0 to 100').max(100, 'must be 0 to 100');

/** General elections and the result of each party. */
export const elections = packReader({
  name: 'elections',
  declares: (value) => keysOf(value, 'elections', 'Election'),
  schema: ({ origin, ref }) =>
    z.strictObject({
      origin: origin.optional(),
      elections: z.array(
        z.strictObject({
          slug,
          name,
          date: day,
          country,
          /** The place of the pack where the election was held. */
          place: ref('Place').optional(),
          seatsTotal: count,
          validVotes: count.optional(),
          turnout: percent.optional(),
          /** Where the seats come from, when not from the same document as the votes. */
          seatsBasis: text.optional(),
          results: z.array(
            z.strictObject({
              party: ref('Party').optional(),
              label: text,
              votes: count.optional(),
              share: percent.optional(),
              seats: count.optional(),
            }),
          ),
          origin: origin.optional(),
        }),
      ),
    }),
  build(file, into) {
    for (const [index, election] of file.elections.entries()) {
      const path = ['elections', index];
      checkSum(
        into,
        path,
        'seatsTotal',
        election.seatsTotal,
        election.results.map((one) => one.seats),
      );
      checkSum(
        into,
        path,
        'validVotes',
        election.validVotes,
        election.results.map((one) => one.votes),
      );
      const stated = into.origin(file.origin, election.origin);
      const documents = [stated.document, election.seatsBasis].filter((part) => part !== undefined);
      const origin = documents.length > 0 ? { ...stated, document: documents.join('; ') } : stated;
      into.add(into.records.election, Election, {
        key: election.slug,
        name: election.name,
        date: election.date,
        country: election.country,
        seatsTotal: election.seatsTotal,
        validVotes: election.validVotes ?? null,
        turnout: election.turnout ?? null,
        origin,
      });
      const labels = new Set<string>();
      for (const [place, result] of election.results.entries()) {
        if (labels.has(result.label)) {
          into.problem(
            [...path, 'results', place, 'label'],
            `"${result.label}" is given twice in this election`,
          );
        }
        labels.add(result.label);
        into.add(into.records.partyResult, PartyResult, {
          key: `${election.slug}/${result.label}`,
          electionKey: election.slug,
          partyKey: result.party ?? null,
          label: result.label,
          voteShare: result.share ?? null,
          votes: result.votes ?? null,
          seats: result.seats ?? null,
          placeKey: election.place ?? null,
          origin,
        });
      }
    }
  },
});

/** Finds typing errors in results by their sum, where no figure is missing. */
function checkSum(
  into: RecordWriter,
  path: (string | number)[],
  field: string,
  total: number | undefined,
  parts: (number | undefined)[],
): void {
  // An election that lies ahead has no results.
  if (total === undefined || parts.length === 0) return;
  let sum = 0;
  for (const part of parts) {
    if (part === undefined) return;
    sum += part;
  }
  if (sum !== total)
    into.problem([...path, field], `is ${total}, but the results add up to ${sum}; correct one of them`);
}
