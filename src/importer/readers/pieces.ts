import type { BlockRole } from '../../database/imported.ts';
import { type Block, block, type Cell, type Dropped, type LeftOut } from '../block.ts';
import { type Run, textOfRuns } from '../runs.ts';

/** Stands in a text for a line break of the author's, `<br>`; a line break of the file is only white space. */
export const lineBreak = '\u2028';

/** A part of a file for which a parser has given the offsets. */
export interface Piece {
  role: BlockRole;
  from: number;
  /** The offset after its last character; white space and markup may follow. */
  end: number;
  runs: Run[];
  dropped?: Dropped[];
  leftOut?: LeftOut | null;
  bold?: number;
  cell?: Cell | null;
  level?: number | null;
  list?: number | null;
  ordinal?: number | null;
}

/** A piece that is not part of the text. */
export function pieceLeftOut(from: number, end: number, runs: Run[], leftOut: LeftOut): Piece {
  return { role: 'FURNITURE', from, end, runs, leftOut };
}

/**
 * Makes blocks of pieces that are in order. Each block reaches to the next one, so that the blocks cover the whole file,
 * also one in which the parser found nothing to read, such as an empty quote.
 */
export function toBlocks(text: string, found: readonly Piece[], lineOf: (offset: number) => number): Block[] {
  const nothing: Piece = { role: 'FURNITURE', from: 0, end: text.length, runs: [] };
  const pieces = found.length === 0 && text !== '' ? [nothing] : found;
  return pieces.map((piece, index) => {
    const next = pieces[index + 1];
    const last = text.slice(piece.from, Math.max(piece.from, piece.end)).trimEnd().length;
    const place = {
      from: index === 0 ? 0 : piece.from,
      to: next?.from ?? text.length,
      lineFrom: lineOf(piece.from),
      lineTo: lineOf(piece.from + Math.max(0, last - 1)),
    };
    const { role, runs, level = null, list = null, ordinal = null, cell = null } = piece;
    const { dropped = [], leftOut = null, bold = 0 } = piece;
    return block(place, role, runs, { level, list, ordinal, cell, dropped, leftOut, bold });
  });
}

/** Sorted by offset, without pieces that begin inside another one. */
export function inOrder(pieces: readonly Piece[]): Piece[] {
  const ordered: Piece[] = [];
  for (const piece of pieces.toSorted((a, b) => a.from - b.from)) {
    const before = ordered.at(-1);
    if (!before || before.end <= piece.from) ordered.push(piece);
    else join(before, piece);
  }
  return ordered;
}

/** Parsers move some text, for instance out of a table. What then lies inside another piece becomes a part of it. */
function join(before: Piece, { end, runs, dropped = [] }: Piece): void {
  before.runs = [...before.runs, ...runs].toSorted((a, b) => a.from - b.from);
  before.dropped = [...(before.dropped ?? []), ...dropped];
  before.end = Math.max(before.end, end);
}

/** How many characters at the beginning of the runs are white space. */
export function leadingSpace(runs: readonly Run[]): number {
  const text = textOfRuns(runs);
  return text.length - text.trimStart().length;
}
