import { lineFinder } from '../text/lines.ts';
import { oneLine } from '../text/white-space.ts';
import type { Block, LeftOut } from './block.ts';
import type { Draft } from './draft.ts';
import { lostIn } from './markup.ts';
import type { Note } from './read-document.ts';

/** A passage of a file that is not shown. */
export interface Unshown {
  line: number;
  reason: string;
  /** How many characters of the file it takes. */
  characters: number;
  text: string;
}

/** Where each character of a file went: `characters` is the sum of `shown`, `metadata`, `furniture` and `leftOut`. */
export interface Account {
  characters: number;
  shown: number;
  metadata: number;
  /** What belongs to the page, the markup of the format, and white space. */
  furniture: number;
  furnitureOf: { page: number; markup: number; whiteSpace: number };
  leftOut: number;
  pageItems: Unshown[];
  leftOutItems: Unshown[];
  /** For a PDF: the first and the last line of each page in its text layer, which a manifest may name. For a Word document, of all lines. */
  pages: [number, number][];
}

/** Counts the characters of a document. A character that neither the text nor the markup has is left out, and a doubt. */
export function accountOf(draft: Draft): { account: Account; doubts: Note[] } {
  const { text } = draft.read;
  const lineOf = lineFinder(text);
  const account: Account = {
    characters: text.length,
    shown: 0,
    metadata: 0,
    furniture: 0,
    furnitureOf: { page: 0, markup: 0, whiteSpace: 0 },
    leftOut: 0,
    pageItems: [],
    leftOutItems: [],
    pages: draft.read.pages ?? [],
  };
  const doubts: Note[] = [];
  const untold: Unshown[] = [];
  const leaveOut = (from: number, characters: number, words: string, { reason, isTold }: LeftOutWhy) => {
    const item = { line: lineOf(from), reason, characters, text: oneLine(words) };
    account.leftOut += characters;
    account.leftOutItems.push(item);
    if (!isTold && /[\p{L}\p{N}]/u.test(words)) untold.push(item);
  };
  for (const block of draft.blocks) {
    const raw = text.slice(block.from, block.to);
    if (block.leftOut?.as === 'metadata') {
      account.metadata += raw.length;
      continue;
    }
    const { own, rest } = partsOf(block, raw);
    const why = reasonOf(draft, block);
    const from = block.runs[0]?.from ?? block.from;
    if (own !== '' && why === null) {
      const marks = own.match(citationMark)?.join('') ?? '';
      if (marks !== '') leaveOut(from, marks.length, marks, { reason: 'a citation mark', isTold: true });
      account.shown += own.length - marks.length;
    } else if (own !== '' && why?.as === 'furniture') {
      account.furnitureOf.page += own.length;
      const words = oneLine(block.text);
      account.pageItems.push({ line: lineOf(from), reason: why.reason, characters: own.length, text: words });
    } else if (own !== '' && why) leaveOut(from, own.length, block.text, why);
    for (const { from: start, to, text: words, ...whyDropped } of block.dropped)
      leaveOut(start, to - start, words, whyDropped);
    const lost = rest.map((part) => lostIn(draft.read.format, part)).join('');
    const all = rest.join('');
    const visible = all.replace(/\s/gu, '').length;
    account.furnitureOf.whiteSpace += all.length - visible;
    account.furnitureOf.markup += visible - lost.length;
    if (lost === '') continue;
    leaveOut(block.from, lost.length, lost, { reason: 'not understood', isTold: true });
    doubts.push({
      line: block.lineFrom,
      message: `“${lost.slice(0, 60)}” is in the file and neither in the text nor in the markup; check this passage`,
    });
  }
  const { page, markup, whiteSpace } = account.furnitureOf;
  account.furniture = page + markup + whiteSpace;
  return { account, doubts: [...doubts, ...leftOutDoubts(untold)] };
}

type LeftOutWhy = Pick<LeftOut, 'reason' | 'isTold'>;
const maxLines = 12;

/** What is left out and no rule has told of: a doubt for each reason, with all lines. */
function leftOutDoubts(items: readonly Unshown[]): Note[] {
  const byReason = new Map<string, Unshown[]>();
  for (const item of items) byReason.set(item.reason, [...(byReason.get(item.reason) ?? []), item]);
  return [...byReason].flatMap(([reason, [first, ...others]]): Note[] => {
    if (!first) return [];
    const excerpt = first.text.length > 60 ? `${first.text.slice(0, 60)}…` : first.text;
    const lines = [...new Set(others.map(({ line }) => line))];
    const more = lines.length > maxLines ? `${lines.slice(0, maxLines).join(', ')} …` : lines.join(', ');
    const also =
      others.length > 1
        ? `, and so are ${others.length} more passages (lines ${more})`
        : others.length === 1
          ? `, and so is one more passage (line ${more})`
          : '';
    return [
      { line: first.line, message: `“${excerpt}” is left out (${reason})${also}; check that it may be` },
    ];
  });
}

const citationMark = /【[^】]*】/gu;

/** Why a passage is not shown; null where it is. */
function reasonOf(draft: Draft, { leftOut, role, ref, isUsed }: Block): LeftOut | null {
  if (leftOut) return leftOut;
  if (role === 'FURNITURE') return { as: 'furniture', reason: 'part of the page' };
  if (draft.manifest.kind !== 'QUESTIONNAIRE' || ref !== null || isUsed) return null;
  if (role === 'TITLE' || role === 'LEAD' || role === 'HEADING') return null;
  return { as: 'left out', reason: 'not part of a question, an answer or a comment' };
}

/** The raw characters that a block has text from, and the rest. */
function partsOf({ from, runs, dropped }: Block, raw: string): { own: string; rest: string[] } {
  const isDropped = new Set<object>(dropped);
  const rest: string[] = [];
  let own = '';
  let at = 0;
  for (const one of [...runs, ...dropped].toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(at, one.from - from);
    const end = Math.max(start, Math.min(raw.length, one.to - from));
    rest.push(raw.slice(at, start));
    if (!isDropped.has(one)) own += raw.slice(start, end);
    at = end;
  }
  return { own, rest: [...rest, raw.slice(at)] };
}
