import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { YearLoadError } from './year-load-error.ts';

/** A file of ads, or one inside a zip. */
export interface AdFile {
  /** As messages name it. */
  name: string;
  bytes: number;
  pieces(): AsyncIterable<Uint8Array>;
}

const PIECE = 256 * 1024;
const endings = ['.json', '.jsonl'];
const wanted = 'give files that end in .jsonl, .json or .zip';

/** The files of ads at the paths, one after the other. */
export async function* adFiles(paths: readonly string[]): AsyncGenerator<AdFile> {
  for (const path of paths) {
    if (extname(path).toLowerCase() === '.zip') yield* zipped(path);
    else yield { name: basename(path), bytes: await sizeOf(path), pieces: () => plain(path) };
  }
}

/** Refuses what cannot be a file of ads, before the first is read. */
export async function checkPaths(paths: readonly string[]): Promise<void> {
  const seen = new Set<string>();
  for (const path of paths) {
    const ending = extname(path).toLowerCase();
    if (ending !== '.zip' && !endings.includes(ending)) throw new YearLoadError(`${path}: ${wanted}.`);
    const { dev, ino } = await statOf(path);
    if (seen.has(`${dev}/${ino}`)) throw new YearLoadError(`${path} is given twice: leave one out.`);
    seen.add(`${dev}/${ino}`);
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await statOf(path)).size;
}

async function statOf(path: string) {
  const found = await stat(path).catch((cause: unknown) => {
    throw new YearLoadError(`${path} cannot be read (${reasonOf(cause)}): correct the path.`, { cause });
  });
  if (!found.isFile()) throw new YearLoadError(`${path} is not a file: ${wanted}.`);
  return found;
}

async function* plain(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: PIECE });
  } catch (cause) {
    throw new YearLoadError(`${path} cannot be read to its end (${reasonOf(cause)}).`, { cause });
  }
}

type Damaged = (cause: unknown) => YearLoadError;

/** The files of ads in a zip, and nothing else that may lie there. */
async function* zipped(path: string): AsyncGenerator<AdFile> {
  await sizeOf(path);
  const damaged: Damaged = (cause) =>
    new YearLoadError(`${basename(path)} is no whole zip file (${reasonOf(cause)}): download it again.`, {
      cause,
    });
  const zip = await openPromise(path, { autoClose: false }).catch((cause: unknown) => {
    throw damaged(cause);
  });
  let files = 0;
  try {
    for await (const entry of entriesOf(zip, damaged)) {
      const { fileName, uncompressedSize } = entry;
      // Macs put descriptions of files beside them.
      if (!endings.includes(extname(fileName).toLowerCase()) || fileName.startsWith('__MACOSX/')) continue;
      files++;
      if (!entry.canDecodeFileData()) {
        throw new YearLoadError(
          `${fileName} in ${basename(path)} is locked or packed in an unusual way: unpack it by other means.`,
        );
      }
      yield {
        name: `${basename(path)}/${fileName}`,
        bytes: uncompressedSize,
        pieces: () => unpacked(zip, entry, damaged),
      };
    }
    if (files === 0) throw new YearLoadError(`${basename(path)} holds no file that ends in .jsonl or .json.`);
  } finally {
    zip.close();
  }
}

/** The entries of a zip's list; only what the list itself throws is damage of the zip. */
async function* entriesOf(zip: ZipFile, damaged: Damaged): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (;;) {
    const { value, done } = await entries.next().catch((cause: unknown) => {
      throw damaged(cause);
    });
    if (done) return;
    yield value;
  }
}

/** What an entry holds, with its checksum proved, which the library leaves to its users. */
async function* unpacked(zip: ZipFile, entry: Entry, damaged: Damaged): AsyncGenerator<Uint8Array> {
  let sum = 0;
  try {
    const pieces: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry);
    for await (const piece of pieces) {
      sum = crc32(piece, sum);
      yield piece;
    }
  } catch (cause) {
    throw damaged(cause);
  }
  if (sum !== entry.crc32) throw damaged(new Error('a checksum does not agree'));
}

/** The system's word for what is wrong; only of our own files, so that it may be shown. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
