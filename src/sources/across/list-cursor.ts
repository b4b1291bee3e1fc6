import { hash } from 'node:crypto';
import { z } from 'zod';

/** A cursor that a list cannot go on from; the message says why and what to do. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

const DAY = 86_400_000;

const header = {
  /** Digest of the search, so that a cursor is not used in another one. */
  s: z.string(),
  /** Days from 1970 to the day on which it was written. */
  d: z.number().int().min(0).max(100_000),
};

/** A digest of the search in a few letters. */
export function searchMark(search: unknown): string {
  return hash('sha256', JSON.stringify(search), 'base64url').slice(0, 8);
}

/** Cursors that belong to one search; `facts` say where the list goes on. */
export function listCursor<Facts extends z.ZodRawShape>(facts: Facts) {
  const shape = z.strictObject(facts);
  const whole = z.looseObject(header);
  return {
    write(mark: string, position: z.input<typeof shape>, now: number): string {
      return Buffer.from(JSON.stringify({ s: mark, d: Math.floor(now / DAY), ...position })).toString(
        'base64url',
      );
    },
    /**
     * Where the list goes on; a `CursorError` for what is no cursor, belongs to another search or has expired. Lists
     * that move within days set `daysValid`: an older cursor is refused. Null: a cursor does not expire.
     */
    read(cursor: string, mark: string, now: number, daysValid: number | null): z.output<typeof shape> {
      const { s, d, ...position } = orRefused(() =>
        whole.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString())),
      );
      const read = orRefused(() => shape.parse(position));
      if (s !== mark) {
        throw new CursorError(
          'after belongs to another search: give the arguments that the cursor came with, or begin anew.',
        );
      }
      if (daysValid !== null && Math.floor(now / DAY) - d > daysValid) {
        throw new CursorError('after has expired, since the list has changed: begin anew without it.');
      }
      return read;
    },
  };
}

/** The offset that a position in a list says; 0 at its start. A `CursorError` for any other position. */
export function offsetAt(position: string | null): number {
  if (position === null) return 0;
  if (!/^\d{1,7}$/.test(position)) throw notOurs();
  return Number(position);
}

/** The error for a position that no page of the list has given. */
export function notOurs(): CursorError {
  return new CursorError('after is not a cursor of this list: give the endCursor of an earlier page.');
}

function orRefused<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    throw notOurs();
  }
}
