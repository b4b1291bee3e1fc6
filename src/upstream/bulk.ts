import { JSONParser } from '@streamparser/json';
import type { z } from 'zod';
import { SourceError, WriterError } from './errors.ts';
import type { Writer } from './request.ts';

/** How the items of a long list are read: decoded one by one, written in batches. */
export interface Batches<T> {
  item: z.ZodType<T>;
  /** Items in a batch. */
  size: number;
  write(items: T[]): Promise<void>;
  /** Gets each item that could not be read, as it came. */
  onDropped?(item: unknown): void;
}

/** How many items of a long list were read. */
export interface StreamSummary {
  items: number;
  /** Items that could not be read and were left out. */
  dropped: number;
}

/** The largest item that is held in memory: an item without end would fill it. */
export const LARGEST_ITEM = 4 * 1024 * 1024;
/** When more of a list than this cannot be read, the source has changed shape. */
const MAX_DROPPED_SHARE = 0.5;

/**
 * Reads a JSON array of any length and holds one batch of it at a time. It succeeds only when the closing bracket of
 * the array has come: when a server closes the connection in order, HTTP cannot tell a cut list from a whole one.
 */
export function batchWriter<T>(
  sourceId: string,
  { item, size, write, onDropped }: Batches<T>,
): { writer: Writer; summary: StreamSummary } {
  const summary: StreamSummary = { items: 0, dropped: 0 };
  const fail = (detail: string, more: More = {}) =>
    new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', detail, more);

  const writer: Writer = async (pieces) => {
    let batch: T[] = [];
    const writeBatch = async () => {
      const full = batch;
      batch = [];
      if (full.length === 0) return;
      await write(full).catch((cause: unknown) => {
        throw new WriterError('the items could not be written', { cause });
      });
      summary.items += full.length;
    };
    for await (const values of listed(pieces, (fault) => fail(...faults[fault]))) {
      for (const value of values) {
        const read = item.safeParse(value);
        if (read.success) batch.push(read.data);
        else {
          summary.dropped++;
          onDropped?.(value);
        }
        if (batch.length >= size) await writeBatch();
      }
    }
    await writeBatch();
    if (summary.dropped > (summary.items + summary.dropped) * MAX_DROPPED_SHARE) {
      throw fail(`sent a list of which ${summary.dropped} items cannot be read`, { isShape: true });
    }
  };
  return { writer, summary };
}

type More = ConstructorParameters<typeof SourceError>[3];

/** What may be wrong with a list. */
export type ListFault = 'no-list' | 'not-json' | 'goes-on' | 'too-long' | 'cut';

const faults: Readonly<Record<ListFault, [detail: string, more?: More]>> = {
  'no-list': ['sent something that is not a list', { isShape: true }],
  'not-json': ['sent a list that is not valid JSON'],
  'goes-on': ['sent something after the end of its list'],
  'too-long': [`sent more than ${LARGEST_ITEM} bytes without an item of its list`],
  cut: ['ended in the middle of its list, so a part is missing', { countsAgainstSource: true }],
};

/** The items of an array as they become complete, a few at a time. `fail` makes the error for what is wrong. */
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
      // The parser's own message quotes the body, so it is not passed on.
      throw fail(parser.isEnded ? 'goes-on' : 'not-json');
    }
  };
  parser.onError = (error) => {
    throw error;
  };
  let isArray: boolean | null = null;
  let sinceLast = 0;
  for await (const piece of pieces) {
    isArray ??= opensArray(piece);
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

/** Whether the first character, blanks and byte order mark aside, opens an array; null when there is none yet. */
function opensArray(piece: Uint8Array): boolean | null {
  const first = piece.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));
  return first === undefined ? null : first === 0x5b;
}
