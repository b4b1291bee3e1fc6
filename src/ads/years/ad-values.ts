import { LARGEST_ITEM, type ListFault, listed } from '../../upstream/bulk.ts';
import type { AdFile } from './ad-files.ts';
import { YearLoadError } from './year-load-error.ts';

/** Stands for a line that is no JSON. */
export const unreadable = Symbol('unreadable');

/**
 * What a file holds, some ads at a time as they are complete: the items of one array, or a line each, whatever the
 * file is called. It ends in order only where the file is whole, as far as that can be seen.
 */
export async function* adValues(file: AdFile): AsyncGenerator<unknown[]> {
  const pieces = file.pieces()[Symbol.asyncIterator]();
  try {
    const beginning = await firstSign(pieces);
    if (!beginning) throw new YearLoadError(`${file.name} is empty: download it again.`);
    const all = resumed(beginning.piece, pieces);
    if (beginning.sign === '[') yield* listed(all, (fault) => new YearLoadError(faults[fault](file.name)));
    else yield* lines(file.name, all);
  } finally {
    await pieces.return?.();
  }
}

const again = 'download it again';
const cut = (name: string) => `${name} ends in the middle of an ad: ${again}.`;
const otherShape = (name: string) =>
  `${name} holds neither a list of ads nor an ad in each line: give a file of historical ads.`;

const faults: Readonly<Record<ListFault, (name: string) => string>> = {
  'no-list': otherShape,
  'not-json': (name) => `${name} holds a list that is not valid JSON: ${again}.`,
  'goes-on': (name) => `${name} holds something behind the end of its list: ${again}.`,
  'too-long': otherShape,
  cut,
};

type Pieces = AsyncIterator<Uint8Array>;
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** The first sign that is no blank and no byte order mark, and what was read from it on; null for an empty file. */
async function firstSign(pieces: Pieces): Promise<{ sign: string; piece: Uint8Array } | null> {
  for (;;) {
    const { value: piece, done } = await pieces.next();
    if (done) return null;
    const at = piece.findIndex((byte) => !blanks.has(byte));
    if (at !== -1) return { sign: String.fromCharCode(piece[at] ?? 0), piece: piece.subarray(at) };
  }
}

async function* resumed(first: Uint8Array, pieces: Pieces): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return;
    yield value;
  }
}

const NEW_LINE = 0x0a;

/** Not by `readline`, which also takes signs inside of texts for the end of a line. */
async function* lines(name: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<unknown[]> {
  let rest: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const found: unknown[] = [];
    let start = 0;
    for (let end = piece.indexOf(NEW_LINE); end !== -1; end = piece.indexOf(NEW_LINE, start)) {
      const line = text([...rest, piece.subarray(start, end)]);
      if (line !== '') found.push(parsed(line));
      rest = [];
      length = 0;
      start = end + 1;
    }
    if (start < piece.length) rest.push(piece.subarray(start));
    length += piece.length - start;
    if (length > LARGEST_ITEM) throw new YearLoadError(otherShape(name));
    if (found.length > 0) yield found;
  }
  const last = text(rest);
  if (last === '') return;
  const value = parsed(last);
  // Nothing but the end of the file ends the last line.
  if (value === unreadable) throw new YearLoadError(cut(name));
  yield [value];
}

const text = (pieces: readonly Uint8Array[]): string => Buffer.concat(pieces).toString('utf8').trim();

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return unreadable;
  }
}
