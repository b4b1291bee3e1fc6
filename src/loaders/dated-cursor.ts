import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A cursor that cannot be gone on from; the message says why and what to do. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** Lists of ads move: after so many days a place in one means nothing. */
const DAYS_VALID = 2;
const DAY = 86_400_000;

const header = {
  /** Of the search, so that a cursor does not go on in another. */
  s: z.string(),
  /** Days since 1970 when it was given. */
  d: z.number().int(),
};

/** The search in a few letters. */
export function searchMark(search: unknown): string {
  return createHash('sha256').update(JSON.stringify(search)).digest('base64url').slice(0, 8);
}

/** Cursors of lists that belong to one search and move with the days; `facts` say where such a list goes on. */
export function datedCursor<Facts extends z.ZodRawShape>(facts: Facts) {
  const shape = z.strictObject(facts);
  const whole = z.looseObject(header);
  return {
    write(mark: string, place: z.input<typeof shape>, now: number): string {
      return Buffer.from(JSON.stringify({ s: mark, d: Math.floor(now / DAY), ...place })).toString(
        'base64url',
      );
    },
    /** Where the list goes on; a `CursorError` for what is none, belongs to another search or is too old. */
    read(cursor: string, mark: string, now: number): z.output<typeof shape> {
      const { s, d, ...place } = orRefused(() =>
        whole.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString())),
      );
      const read = orRefused(() => shape.parse(place));
      if (s !== mark) {
        throw new CursorError(
          'after belongs to another search: give the arguments that the cursor came with, or begin anew.',
        );
      }
      if (Math.floor(now / DAY) - d > DAYS_VALID) {
        throw new CursorError('after has expired, for the ads have moved since: begin anew without it.');
      }
      return read;
    },
  };
}

function orRefused<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new CursorError('after is not a cursor of this list: give the endCursor of an earlier page.');
  }
}
