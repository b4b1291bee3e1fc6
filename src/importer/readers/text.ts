import { type Line, linesOf } from '../../text/lines.ts';
import { type Block, block } from '../block.ts';
import type { ReadDocument } from '../read-document.ts';
import type { Run } from '../runs.ts';

export interface TextOptions {
  /** Whether the lines of a paragraph are broken to a width. If not, each line is a paragraph. */
  wrapped: boolean;
  /** Lines at which a new block begins, even without a blank line before them. */
  breaks: ReadonlySet<number>;
}

const marker = /^\s*(?:[-–—•*·▪◦]|(\d{1,2})[.)])[ \t\u00a0]+(?=\S)/u;

/** Reads plain text: paragraphs between blank lines, and items of lists. */
export function readText(text: string, options: TextOptions): ReadDocument {
  return {
    format: 'text',
    text,
    blocks: textBlocks(text, options),
    metadata: {},
    doubts: [],
    confirmations: [],
  };
}

/** The blocks of a plain text; together they cover the whole text. */
export function textBlocks(text: string, { wrapped, breaks }: TextOptions): Block[] {
  const groups: Line[][] = [];
  let open: Line[] | null = null;
  let openIsItem = false;
  for (const line of linesOf(text)) {
    const content = textOf(text, line);
    if (content.trim() === '') {
      open = null;
      continue;
    }
    const begins =
      open === null || !wrapped || breaks.has(line.number) || (openIsItem && marker.test(content));
    if (open !== null && !begins) {
      open.push(line);
      continue;
    }
    open = [line];
    openIsItem = marker.test(content);
    groups.push(open);
  }
  return numberLists(groups.map((lines, index) => toBlock(text, lines, groups[index + 1], index === 0)));
}

/** The text of a line; a byte order mark at the beginning of the file is not part of it. */
function textOf(text: string, line: Line): string {
  return text.slice(startOf(text, line), line.end);
}

function startOf(text: string, { from }: Line): number {
  return from === 0 && text.startsWith('\ufeff') ? 1 : from;
}

function toBlock(text: string, lines: Line[], next: Line[] | undefined, isFirst: boolean): Block {
  const first = lines[0];
  const last = lines.at(-1);
  const place = {
    from: isFirst ? 0 : (first?.from ?? 0),
    to: next?.[0]?.from ?? text.length,
    lineFrom: first?.number ?? 1,
    lineTo: last?.number ?? 1,
  };
  const found = first ? marker.exec(textOf(text, first)) : null;
  const runs = lines.flatMap((line, index): Run[] => {
    const from = startOf(text, line) + (index === 0 ? (found?.[0].length ?? 0) : 0);
    const own = { from, to: line.end, text: text.slice(from, line.end) };
    return line === last ? [own] : [own, { from: line.end, to: line.next, text: '\n' }];
  });
  if (!found) return block(place, 'PARAGRAPH', runs);
  const ordinal = found[1] === undefined ? null : Number(found[1]);
  return block(place, 'LIST_ITEM', runs, { ordinal });
}

/** Numbers the lists. Consecutive items are one list; a change between numbers and dashes, or a lower number, begins another. */
export function numberLists(blocks: Block[]): Block[] {
  let list = 0;
  let before: Block | null = null;
  for (const one of blocks) {
    if (one.role === 'LIST_ITEM' && one.list === null) {
      const continues =
        before?.role === 'LIST_ITEM' &&
        (one.ordinal === null) === (before.ordinal === null) &&
        (one.ordinal === null || one.ordinal > (before.ordinal ?? 0));
      if (!continues) list += 1;
      one.list = list;
    }
    before = one;
  }
  return blocks;
}
