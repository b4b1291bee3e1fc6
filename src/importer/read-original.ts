import { extname } from 'node:path';
import type { DocumentFormat } from '../database/imported.ts';
import { entryOf } from '../text/entry-of.ts';
import { block } from './block.ts';
import { decodeText, type Encoding } from './decode-text.ts';
import { mistake } from './import-error.ts';
import type { Manifest } from './manifest.ts';
import type { ReadDocument } from './read-document.ts';
import { readDocx } from './readers/docx.ts';
import { type FrontMatter, readFrontMatter, withoutStart } from './readers/front-matter.ts';
import { readHtml } from './readers/html.ts';
import { readMarkdown } from './readers/markdown.ts';
import { readPdf } from './readers/pdf.ts';
import { readText, type TextOptions } from './readers/text.ts';

/** The formats by the endings of names. A Word document is read as HTML. */
type FileFormat = DocumentFormat | 'docx';

const endings: Record<string, FileFormat> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.pdf': 'pdf',
  '.docx': 'docx',
};

/** The format of a file by the ending of its name; null for other endings. */
export function formatOf(path: string): FileFormat | null {
  return entryOf(endings, extname(path).toLowerCase()) ?? null;
}

/** What a manifest says about how its document is read. */
export interface ReadOptions {
  format: FileFormat | undefined;
  encoding: Encoding | undefined;
  wrapped: boolean;
  /** The lines at which a paragraph ends, because the manifest says that something else begins there. */
  breaks: ReadonlySet<number>;
}

export function readOptionsOf(manifest: Manifest): ReadOptions {
  const { format, encoding, wrapped, scanned } = manifest;
  return { format, encoding, wrapped: wrapped ?? scanned, breaks: breaksOf(manifest) };
}

/** Reads a file with the reader of its format. */
export async function readOriginal(
  file: string,
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<ReadDocument> {
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  const format = options.format ?? (isPdf ? 'pdf' : formatOf(file)) ?? 'text';
  const { breaks, wrapped } = options;
  if (format === 'pdf') {
    const read = await readPdf(file, bytes, breaks);
    checkSize(file, read.text);
    checkWords(file, read);
    return { ...read, isWholeFile: false };
  }
  if (format === 'docx') {
    const read = await readNested(file, () => readDocx(file, bytes));
    checkSize(file, read.text);
    checkWords(file, read);
    return read;
  }
  const { text, isUtf8 } = decodeText(file, bytes, options.encoding);
  if (text.replace('\ufeff', '').trim() === '') {
    throw mistake(file, 1, 'is empty; remove it, or save the document again');
  }
  checkSize(file, text);
  const read = await readNested(file, () => readTextFormat(file, text, format, { wrapped, breaks }));
  checkWords(file, read);
  return { ...read, isWholeFile: isUtf8 };
}

/** A reader that nests its calls as the document nests its elements fails with a `RangeError`. */
async function readNested(
  file: string,
  read: () => ReadDocument | Promise<ReadDocument>,
): Promise<ReadDocument> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw mistake(file, 1, 'has lists, quotes or elements that are nested too deeply; simplify them');
  }
}

function readTextFormat(
  file: string,
  text: string,
  format: 'text' | 'markdown' | 'html',
  options: TextOptions,
): ReadDocument {
  if (format === 'markdown') return readMarkdown(file, text);
  const front = readFrontMatter(file, text);
  const rest = front ? withoutStart(text, front.end) : text;
  const read = format === 'html' ? readHtml(rest) : readText(rest, options);
  return front ? withFrontMatter(read, text, front) : read;
}

/** Adds the front matter of a text or an HTML page, whose reader saw blank lines in its place. */
function withFrontMatter(read: ReadDocument, text: string, { metadata, end }: FrontMatter): ReadDocument {
  const place = {
    from: 0,
    to: end,
    lineFrom: 1,
    lineTo: text
      .slice(0, end)
      .trimEnd()
      .split(/\r\n|\n|\r/).length,
  };
  const front = block(place, 'FURNITURE', [], { leftOut: { as: 'metadata', reason: 'front matter' } });
  const [first, ...others] = read.blocks;
  const blocks = first ? [front, { ...first, from: end }, ...others] : [front];
  return { ...read, text, blocks, metadata: { ...read.metadata, ...metadata } };
}

/** Fifty times the largest report. */
const maxCharacters = 2_000_000;
const maxLines = 200_000;

/** A file of line breaks would take a hundred times its size in memory. */
function checkSize(file: string, text: string): void {
  if (text.length > maxCharacters)
    throw mistake(
      file,
      1,
      `has ${text.length} characters, and the limit is ${maxCharacters}; divide the document`,
    );
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  if (lines > maxLines)
    throw mistake(file, 1, `has ${lines} lines, and the limit is ${maxLines}; divide the document`);
}

const maxWordLength = 10_000;

/** Data instead of text, such as an image in Base64, has no spaces. */
function checkWords(file: string, { blocks }: ReadDocument): void {
  for (const { text, lineFrom } of blocks) {
    if (text.length <= maxWordLength) continue;
    const longest = text.split(/\s+/u).reduce((length, word) => Math.max(length, word.length), 0);
    if (longest > maxWordLength)
      throw mistake(
        file,
        lineFrom,
        `has a word of ${longest} characters, so it is data and not text; remove it`,
      );
  }
}

function breaksOf(manifest: Manifest): Set<number> {
  const spans = [
    ...manifest.titles,
    ...manifest.leads,
    ...manifest.captions,
    ...manifest.figures,
    ...manifest.footnotes,
    ...manifest.boxes.map(({ lines }) => lines),
    ...(manifest.headings ?? []).map(({ lines }) => lines),
    ...(manifest.interviewQuestions ? [manifest.interviewQuestions] : []),
  ];
  return new Set(spans.flatMap(([from, to]) => [from, to + 1]));
}
