import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { YearLoadError } from './year-load-error.ts';

/** A file of ads, or one inside a zip. */
export interface AdFile {
  /** The name in messages. */
  name: string;
  bytes: number;
  chunks(): AsyncIterable<Uint8Array>;
}

const CHUNK_SIZE = 256 * 1024;
const endings = ['.json', '.jsonl'];
const wanted = 'give files that end in .jsonl, .json or .zip';

/** The ad files at the paths, one after the other. */
export async function* adFiles(paths: readonly string[]): AsyncGenerator<AdFile> {
  for (const path of paths) {
    if (extname(path).toLowerCase() === '.zip') yield* zipped(path);
    else yield { name: basename(path), bytes: await sizeOf(path), chunks: () => plain(path) };
  }
}

/** Rejects paths that cannot be ad files, before the first file is read. */
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
    yield* createReadStream(path, { highWaterMark: CHUNK_SIZE });
  } catch (cause) {
    throw new YearLoadError(`${path} cannot be read to its end (${reasonOf(cause)}).`, { cause });
  }
}

type Damaged = (cause: unknown) => YearLoadError;

/** The ad files in a zip; other files in it are skipped. */
async function* zipped(path: string): AsyncGenerator<AdFile> {
  await sizeOf(path);
  const damaged: Damaged = (cause) =>
    new YearLoadError(
      `${basename(path)} is not a complete zip file (${reasonOf(cause)}): download it again.`,
      {
        cause,
      },
    );
  const zip = await openPromise(path, { autoClose: false }).catch((cause: unknown) => {
    throw damaged(cause);
  });
  let files = 0;
  try {
    for await (const entry of entriesOf(zip, damaged)) {
      const { fileName, uncompressedSize } = entry;
      // macOS adds metadata files in this folder.
      if (!endings.includes(extname(fileName).toLowerCase()) || fileName.startsWith('__MACOSX/')) continue;
      files++;
      if (!entry.canDecodeFileData()) {
        throw new YearLoadError(
          `${fileName} in ${basename(path)} is encrypted or uses an unsupported compression: unpack it with another program.`,
        );
      }
      yield {
        name: `${basename(path)}/${fileName}`,
        bytes: uncompressedSize,
        chunks: () => unpacked(zip, entry, damaged),
      };
    }
    if (files === 0) throw new YearLoadError(`${basename(path)} holds no file that ends in .jsonl or .json.`);
  } finally {
    zip.close();
  }
}

/** The entries of a zip. Only errors of reading the list mean that the zip is damaged. */
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

/** The content of an entry; checks the checksum, which the library does not do. */
async function* unpacked(zip: ZipFile, entry: Entry, damaged: Damaged): AsyncGenerator<Uint8Array> {
  let sum = 0;
  try {
    const chunks: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry);
    for await (const chunk of chunks) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (cause) {
    throw damaged(cause);
  }
  if (sum !== entry.crc32) throw damaged(new Error('a checksum does not match'));
}

/** The system's error code or message. It concerns only local files, so it may be shown. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
