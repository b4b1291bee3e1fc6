import type { getDocumentProxy } from 'unpdf';
import { z } from 'zod';
import { linesOf } from '../../text/lines.ts';
import { type Block, block } from '../block.ts';
import { ImportError, mistake } from '../import-error.ts';
import type { ReadDocument } from '../read-document.ts';
import { differencesOf, readByPoppler } from './other-pdf-reader.ts';
import { type LaidOutPage, runningLines } from './pdf-headers.ts';
import { type Arrangement, type PageLine, pageLines, type Word } from './pdf-layout.ts';
import { numberLists, textBlocks } from './text.ts';

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;
type Item = Awaited<ReturnType<Page['getTextContent']>>['items'][number];
type TextItem = Extract<Item, { str: string }>;

/** A line of the text layer, which manifests name by its number. */
interface TextLine extends PageLine {
  page: number;
  isRunning: boolean;
}

/** Reads the text layer of a PDF. Headers that run over the pages are furniture, and the cells of tables are passages. */
export async function readPdf(
  file: string,
  bytes: Uint8Array,
  breaks: ReadonlySet<number>,
): Promise<ReadDocument> {
  const { pages, notes } = await pagesOf(file, bytes);
  const running = runningLines(pages);
  const all = pages.flatMap(({ lines }, index) =>
    lines.map(
      (line, at): TextLine => ({
        ...line,
        page: index + 1,
        isRunning: running.has(line),
        isApart: at === 0 || line.isApart,
      }),
    ),
  );
  // A header stands apart, so that the sentence before it goes on after it.
  const isApart = (line: TextLine, index: number) =>
    line.isApart || line.isRunning || all[index - 1]?.isRunning === true || all[index - 1]?.cells != null;
  const text = all
    .map((line, index) => `${index > 0 && isApart(line, index) ? '\n' : ''}${line.text}\n`)
    .join('');
  if (!/\p{L}/u.test(text)) {
    throw mistake(
      file,
      1,
      'is a PDF without a text layer, probably scanned; run OCR on it (ocrmypdf), and import the result with `scanned: true` in the manifest',
    );
  }
  const other = await readByPoppler(bytes);
  const numbers = lineNumbers(text);
  const lines = all.map((line, index) => ({ ...line, line: numbers[index] ?? 1 }));
  const own = new Set(breaks);
  for (const { line, isRunning, cells } of lines) if (isRunning || cells) own.add(line).add(line + 1);
  const blocks = textBlocks(text, { wrapped: true, breaks: own });
  return {
    format: 'pdf',
    text,
    blocks: numberLists(withTables(text, blocks, lines)),
    metadata: {},
    doubts: other === null ? [] : differencesOf(text, other),
    confirmations: notes.map(({ page, message }) => ({
      line: lines.find((one) => one.page === page)?.line ?? 1,
      message: `page ${page} ${message}`,
    })),
    pages: pages.map((_, index) => spanOfPage(lines, index + 1)),
  };
}

/** The numbers of the lines of a text that are not empty. */
function lineNumbers(text: string): number[] {
  return linesOf(text).flatMap(({ number, from, end }) => (text.slice(from, end) === '' ? [] : [number]));
}

function spanOfPage(lines: readonly { page: number; line: number }[], page: number): [number, number] {
  const own = lines.filter((one) => one.page === page);
  return [own[0]?.line ?? 0, own.at(-1)?.line ?? 0];
}

/** Marks running headers as furniture, and divides the rows of tables into cells. */
function withTables(
  text: string,
  blocks: readonly Block[],
  lines: readonly (TextLine & { line: number })[],
): Block[] {
  const byLine = new Map(lines.map((one) => [one.line, one]));
  const starts = linesOf(text).map(({ from }) => from);
  let table = -1;
  let row = 0;
  let wasRow = false;
  return blocks.flatMap((one): Block[] => {
    const line = byLine.get(one.lineFrom);
    if (line?.isRunning)
      return [
        {
          ...one,
          role: 'FURNITURE',
          leftOut: { as: 'furniture', reason: `a running header of page ${line.page}` },
        },
      ];
    if (!line?.cells) {
      wasRow = false;
      return [one];
    }
    if (!wasRow) {
      table += 1;
      row = 0;
    } else row += 1;
    wasRow = true;
    return cellBlocks(text, one, starts[one.lineFrom - 1] ?? one.from, line.cells, { table, row });
  });
}

/** The cells of one row, which together cover the block of the row. */
function cellBlocks(
  text: string,
  whole: Block,
  start: number,
  cells: readonly [number, number][],
  place: { table: number; row: number },
): Block[] {
  const filled = cells.flatMap(([from, to], column) =>
    to > from ? [{ from: start + from, to: start + to, column }] : [],
  );
  return filled.map(({ from, to, column }, index) => {
    const at = {
      from: index === 0 ? whole.from : from,
      to: filled[index + 1]?.from ?? whole.to,
      lineFrom: whole.lineFrom,
      lineTo: whole.lineTo,
    };
    const cell = { ...place, column, width: 1, height: 1, isHeading: place.row === 0 };
    return block(at, 'PARAGRAPH', [{ from, to, text: text.slice(from, to) }], { cell });
  });
}

interface PageNote {
  page: number;
  message: string;
}

async function pagesOf(
  file: string,
  bytes: Uint8Array,
): Promise<{ pages: LaidOutPage[]; notes: PageNote[] }> {
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
    const pages: LaidOutPage[] = [];
    const notes: PageNote[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const texts = items.filter((item): item is TextItem => 'str' in item && item.str.trim() !== '');
      pages.push(layOut(texts, page.view, (message) => notes.push({ page: number, message })));
      page.cleanup();
    }
    return { pages, notes };
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

const arrangements: Record<Arrangement, string> = {
  columns: 'is read column by column; check its order',
  table: 'has lines that are read as the rows of a table; check them',
};

/** The lines of one page. Text in another direction than most of the page follows after it. */
function layOut(
  items: readonly TextItem[],
  view: readonly number[],
  note: (message: string) => void,
): LaidOutPage {
  const directions = new Map<number, Word[]>();
  for (const item of items) {
    const { quarter, word } = toWord(item);
    directions.set(quarter, [...(directions.get(quarter) ?? []), word]);
  }
  const lengthOf = (words: readonly Word[]) => words.reduce((sum, { text }) => sum + text.length, 0);
  const ordered = [...directions].sort(([, a], [, b]) => lengthOf(b) - lengthOf(a));
  if (ordered.length > 1) note('has text in several directions; the lesser part follows after the other');
  const seen = new Set<Arrangement>();
  const lines = ordered.flatMap(([, words]) => {
    const [first, ...others] = pageLines(words, (what) => seen.add(what));
    return first ? [{ ...first, isApart: true }, ...others] : [];
  });
  for (const what of seen) note(arrangements[what]);
  const [left = 0, low = 0, right = 0, high = 0] = view;
  const turned: Record<number, [number, number]> = {
    0: [low, high],
    1: [-right, -left],
    2: [-high, -low],
    3: [left, right],
  };
  const [bottom, top] = turned[ordered[0]?.[0] ?? 0] ?? [low, high];
  return { lines, bottom, top };
}

/** A word as if its line ran from left to right, and the quarter turns from there to its direction on the page. */
function toWord({ str, transform, width, height }: TextItem): { quarter: number; word: Word } {
  const [a = 1, b = 0, , scale = 10, x = 0, y = 0] = z.array(z.number()).parse(transform);
  const quarter = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
  const size = height || Math.hypot(a, b) || Math.abs(scale) || 10;
  const turned: Record<number, [number, number]> = { 0: [x, y], 1: [y, -x], 2: [-x, -y], 3: [-y, x] };
  const [across, up] = turned[quarter] ?? [x, y];
  return { quarter, word: { text: str, x: across, y: up, width, height: size } };
}
