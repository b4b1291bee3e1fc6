import { JSONParser } from '@streamparser/json';
import type { z } from 'zod';
import { SourceError, TakingError } from './errors.ts';
import type { Sink } from './request.ts';

/** How the items of a long list are taken in: decoded one by one, handed over in portions. */
export interface Portions<T> {
  item: z.ZodType<T>;
  /** Items in a portion. */
  size: number;
  take(items: T[]): Promise<void>;
  /** Sees an item that could not be read, as it came. */
  passOver?(item: unknown): void;
}

/** What came of a long list. */
export interface Taken {
  items: number;
  /** Items that could not be read and were left out. */
  dropped: number;
}

/** Nothing longer is held while one item is read; what never ends would fill the memory. */
export const LARGEST_ITEM = 4 * 1024 * 1024;
/** Most of a list may be unreadable before it counts as another shape. */
const MOST_DROPPED = 0.5;

/**
 * Reads a JSON array of any length, and holds a portion of it at a time. It succeeds only when the array's closing
 * bracket has come: a list that was cut looks whole to HTTP when its server closed the connection in order.
 */
export function takingItems<T>(
  sourceId: string,
  { item, size, take, passOver }: Portions<T>,
): { sink: Sink; taken: Taken } {
  const taken: Taken = { items: 0, dropped: 0 };
  const fail = (detail: string, more: More = {}) =>
    new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', detail, more);

  const sink: Sink = async (pieces) => {
    let portion: T[] = [];
    const handOver = async () => {
      const full = portion;
      portion = [];
      if (full.length === 0) return;
      await take(full).catch((cause: unknown) => {
        throw new TakingError('the items could not be taken in', { cause });
      });
      taken.items += full.length;
    };
    for await (const values of listed(pieces, (fault) => fail(...faults[fault]))) {
      for (const value of values) {
        const read = item.safeParse(value);
        if (read.success) portion.push(read.data);
        else {
          taken.dropped++;
          passOver?.(value);
        }
        if (portion.length >= size) await handOver();
      }
    }
    await handOver();
    if (taken.dropped > (taken.items + taken.dropped) * MOST_DROPPED) {
      throw fail(`sent a list of which ${taken.dropped} items cannot be read`, { isShape: true });
    }
  };
  return { sink, taken };
}

type More = ConstructorParameters<typeof SourceError>[3];

/** What may be wrong with a list. */
export type ListFault = 'no-list' | 'not-json' | 'goes-on' | 'too-long' | 'cut';

const faults: Readonly<Record<ListFault, [detail: string, more?: More]>> = {
  'no-list': ['sent something that is no list', { isShape: true }],
  'not-json': ['sent a list that is not valid JSON'],
  'goes-on': ['sent something behind the end of its list'],
  'too-long': [`sent more than ${LARGEST_ITEM} bytes without an item of its list`],
  cut: ['ended in the middle of its list, so what came is not all of it', { countsAgainstSource: true }],
};

/** The items of an array as they are complete, a few at a time; what is wrong with it is thrown as `fail` makes it. */
export async function* listed(
  pieces: AsyncIterable<Uint8Array>,
  fail: (fault: ListFault) => Error,
): AsyncGenerator<unknown[]> {
  let found: unknown[] = [];
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false });
  parser.onValue = ({ value }) => {
    found.push(value);
  };
  const read = (step: () => void) => {
    try {
      step();
    } catch {
      // The parser's own message quotes what it read, so it goes no further.
      throw fail(parser.isEnded ? 'goes-on' : 'not-json');
    }
  };
  parser.onError = (error) => {
    throw error;
  };
  let isArray: boolean | null = null;
  let sinceLast = 0;
  for await (const piece of pieces) {
    isArray ??= opening(piece);
    if (isArray === false) throw fail('no-list');
    read(() => parser.write(piece));
    sinceLast = found.length > 0 ? 0 : sinceLast + piece.length;
    if (sinceLast > LARGEST_ITEM) throw fail('too-long');
    if (found.length === 0) continue;
    yield found;
    found = [];
  }
  if (!parser.isEnded) throw fail('cut');
}

/** Whether the first sign that is no blank and no byte order mark opens an array; null where there is none yet. */
function opening(piece: Uint8Array): boolean | null {
  const first = piece.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));
  return first === undefined ? null : first === 0x5b;
}
