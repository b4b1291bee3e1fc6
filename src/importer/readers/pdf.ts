import type { getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import { ImportError, mistake } from '../import-error.ts';
import type { ReadDocument } from '../read-document.ts';
import { textBlocks } from './text.ts';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;
type Item = Awaited<ReturnType<Page['getTextContent']>>['items'][number];
type TextItem = Extract<Item, { str: string }>;

/** Reads the text layer of a PDF: words at the same height form a line, and columns follow one another. */
export async function readPdf(
  file: string,
  bytes: Uint8Array,
  breaks: ReadonlySet<number>,
): Promise<ReadDocument> {
  const text = await pdfText(file, bytes);
  return {
    format: 'pdf',
    text,
    blocks: textBlocks(text, { wrapped: true, breaks }),
    metadata: {},
    doubts: [],
    confirmations: [],
  };
}

async function pdfText(file: string, bytes: Uint8Array): Promise<string> {
  // Imported here because it is large, and most imports have no PDF.
  const { getResolvedPDFJS } = await import('unpdf');
  const { getDocument, VerbosityLevel } = await getResolvedPDFJS();
  const task = getDocument({
    // A copy, because pdf.js transfers the buffer to its worker.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    const pdf = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const words = items.filter((item): item is TextItem => 'str' in item).map(toWord);
      pages.push(pageText(words.filter(({ text }) => text.trim() !== '')));
      page.cleanup();
    }
    const text = pages.filter((page) => page !== '').join('\n\n');
    if (!/\p{L}/u.test(text)) {
      throw mistake(
        file,
        1,
        'is a PDF without a text layer, probably scanned; run OCR on it (ocrmypdf), and import the result with `scanned: true` in the manifest',
      );
    }
    return `${text}\n`;
  } catch (error) {
    throw error instanceof ImportError ? error : mistake(file, 1, reason(error));
  } finally {
    await task.destroy();
  }
}

const namedError = z.object({ name: z.string() });

function reason(error: unknown): string {
  const name = namedError.safeParse(error).data?.name;
  if (name === 'PasswordException')
    return 'is an encrypted PDF; save a copy without a password and import that';
  return 'is broken or not a PDF; save it as a PDF again, for instance by printing it to a file';
}

interface Word {
  text: string;
  x: number;
  /** The distance from the bottom of the page. */
  y: number;
  width: number;
  height: number;
}

function toWord({ str, transform, width, height }: TextItem): Word {
  const [, , , scale, x, y] = z.array(z.number()).parse(transform);
  return { text: str, x: x ?? 0, y: y ?? 0, width, height: height || Math.abs(scale ?? 10) };
}

interface Row {
  y: number;
  height: number;
  words: Word[];
}

/** The text of one page. If it has two columns, the right one follows the left one. */
function pageText(words: Word[]): string {
  const rows = rowsOf(words);
  const gutter = findGutter(rows);
  if (gutter === null) return joinRows(rows);
  const parts: string[] = [];
  let band: Row[] = [];
  const flush = () => {
    const side = (left: boolean) =>
      rowsOf(band.flatMap((row) => row.words.filter((word) => word.x < gutter === left)));
    const columns = [joinRows(side(true)), joinRows(side(false))];
    parts.push(...columns.filter((column) => column !== ''));
    band = [];
  };
  for (const row of rows) {
    if (!crosses(row, gutter)) band.push(row);
    else {
      flush();
      parts.push(joinRows([row]));
    }
  }
  flush();
  return parts.join('\n\n');
}

/** Rows of words at about the same height, each from left to right, the highest row first. */
function rowsOf(words: Word[]): Row[] {
  const rows: Row[] = [];
  for (const word of words.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && Math.abs(row.y - word.y) <= Math.max(2, word.height * 0.4)) row.words.push(word);
    else rows.push({ y: word.y, height: word.height, words: [word] });
  }
  for (const row of rows) row.words.sort((a, b) => a.x - b.x);
  return rows;
}

function crosses({ words }: Row, x: number): boolean {
  return words.some((word) => word.x < x - 1 && word.x + word.width > x + 1);
}

/** The position of the white space between two columns: two thirds of the rows do not cross it, and some are on each side. */
function findGutter(rows: Row[]): number | null {
  const words = rows.flatMap((row) => row.words);
  const left = Math.min(...words.map(({ x }) => x));
  const right = Math.max(...words.map(({ x, width }) => x + width));
  const span = right - left;
  for (let share = 0.3; share <= 0.7; share += 0.01) {
    const x = left + span * share;
    const clear = rows.filter((row) => !crosses(row, x));
    const onLeft = clear.filter((row) => row.words.some((word) => word.x < x)).length;
    const onRight = clear.filter((row) => row.words.some((word) => word.x >= x)).length;
    if (clear.length >= rows.length * 0.66 && Math.min(onLeft, onRight) >= 3) return x;
  }
  return null;
}

/** Joins rows as lines, with a blank line where the distance is larger than between lines. */
function joinRows(rows: Row[]): string {
  let text = '';
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (before) text += before.y - row.y > Math.max(before.height, row.height) * 1.7 ? '\n\n' : '\n';
    text += rowText(row);
  }
  return text;
}

function rowText({ words }: Row): string {
  let text = '';
  let end: number | null = null;
  for (const word of words) {
    const apart = end !== null && word.x - end > word.height * 0.15;
    text += apart && !/\s$/.test(text) && !/^\s/.test(word.text) ? ` ${word.text}` : word.text;
    end = word.x + word.width;
  }
  return text.trim();
}
