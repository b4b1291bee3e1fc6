import { LARGEST_ITEM, type ListFault, listed } from '../../upstream/bulk.ts';
import type { AdFile } from './ad-files.ts';
import { YearLoadError } from './year-load-error.ts';

/** Stands for a line that is not JSON. */
export const unreadable = Symbol('unreadable');

/**
 * The ads of a file, some at a time: the items of one array, or one ad a line, whatever the file is called. Throws at
 * the end when the file is incomplete, as far as that can be detected.
 */
export async function* adValues(file: AdFile): AsyncGenerator<unknown[]> {
  const chunks = file.chunks()[Symbol.asyncIterator]();
  try {
    const beginning = await firstCharacter(chunks);
    if (!beginning) throw new YearLoadError(`${file.name} is empty: download it again.`);
    const all = resumed(beginning.chunk, chunks);
    if (beginning.character === '[')
      yield* listed(all, (fault) => new YearLoadError(faults[fault](file.name)));
    else yield* lines(file.name, all);
  } finally {
    await chunks.return?.();
  }
}

const again = 'download it again';
const cut = (name: string) => `${name} ends in the middle of an ad: ${again}.`;
const otherShape = (name: string) =>
  `${name} holds neither a list of ads nor an ad in each line: give a file of historical ads.`;

const faults: Readonly<Record<ListFault, (name: string) => string>> = {
  'no-list': otherShape,
  'not-json': (name) => `${name} holds a list that is not valid JSON: ${again}.`,
  'goes-on': (name) => `${name} holds something after the end of its list: ${again}.`,
  'too-long': otherShape,
  cut,
};

type Chunks = AsyncIterator<Uint8Array>;
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** The first character that is neither a blank nor a byte order mark, and its chunk from there on; null for an empty file. */
async function firstCharacter(chunks: Chunks): Promise<{ character: string; chunk: Uint8Array } | null> {
  for (;;) {
    const { value: chunk, done } = await chunks.next();
    if (done) return null;
    const at = chunk.findIndex((byte) => !blanks.has(byte));
    if (at !== -1) return { character: String.fromCharCode(chunk[at] ?? 0), chunk: chunk.subarray(at) };
  }
}

async function* resumed(first: Uint8Array, chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    const { value, done } = await chunks.next();
    if (done) return;
    yield value;
  }
}

const NEW_LINE = 0x0a;

/** Not with `readline`: it also splits at U+2028 and U+2029, which occur in texts. */
async function* lines(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<unknown[]> {
  let rest: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const found: unknown[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end !== -1; end = chunk.indexOf(NEW_LINE, start)) {
      const line = text([...rest, chunk.subarray(start, end)]);
      if (line !== '') found.push(parsed(line));
      rest = [];
      length = 0;
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LARGEST_ITEM) throw new YearLoadError(otherShape(name));
    if (found.length > 0) yield found;
  }
  const last = text(rest);
  if (last === '') return;
  const value = parsed(last);
  // The last line may have no line break, so an unreadable one means that the file was cut.
  if (value === unreadable) throw new YearLoadError(cut(name));
  yield [value];
}

const text = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString('utf8').trim();

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return unreadable;
  }
}
