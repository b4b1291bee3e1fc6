import type { Block } from '../block.ts';
import type { Draft } from '../draft.ts';
import { lineBreak } from '../readers/pieces.ts';
import type { PartyNames } from './party-names.ts';

/**
 * Puts the name of a party in a block of its own where it stands in one block with its answer: before a line break, in
 * bold, or before a colon. The last two also stand in sentences, so at least two parties must be named in that way.
 */
export function separateParties(draft: Draft, parties: PartyNames): void {
  for (const block of draft.content) splitLines(draft, parties, block);
  const found = draft.content.flatMap((block) => {
    const name = nameBefore(block, parties);
    return name ? [{ block, ...name }] : [];
  });
  if (new Set(found.map(({ code }) => code)).size < 2) return;
  for (const { block, length } of found) {
    const parts = draft.splitAt(block, length);
    if (!parts) continue;
    parts[1].role = 'PARAGRAPH';
    parts[1].list = null;
  }
}

function nameBefore(block: Block, parties: PartyNames): { code: string; length: number } | null {
  if (block.cell?.isHeading) return null;
  const bold = parties.inHeading(block.text.slice(0, block.bold));
  const rest = block.text.slice(block.bold);
  if (bold.length === 1 && rest.trim() !== '')
    return { code: bold[0] ?? '', length: block.bold + markLength(block, parties) };
  return parties.atStart(block.text);
}

/** The length of what stands between a bold name and its answer: a mark, or words such as “svarade” and a colon. */
function markLength({ text, bold }: Block, parties: PartyNames): number {
  const rest = text.slice(bold);
  const words = /^[^:]{0,40}:\s*/u.exec(rest)?.[0];
  if (words !== undefined && parties.inHeading(text.slice(0, bold + words.trimEnd().length)).length === 1)
    return words.length;
  return /^\s*[:–—-]\s*/u.exec(rest)?.[0].length ?? 0;
}

/** Splits a block before and after each of its lines that only names a party. */
function splitLines(draft: Draft, parties: PartyNames, block: Block): void {
  const lines = linesIn(block.text);
  if (lines.length < 2) return;
  for (const [index, line] of lines.entries()) {
    if (parties.inHeading(line.text).length !== 1 || !standsAlone(draft, lines, index)) continue;
    const [, after] = line.from > 0 ? (draft.splitAt(block, line.from) ?? []) : [null, block];
    if (!after) return;
    const rest = draft.splitAt(after, line.text.length)?.[1];
    if (rest) splitLines(draft, parties, rest);
    return;
  }
}

interface TextLine {
  from: number;
  text: string;
  /** Whether the author broke the line after it, rather than the width of the page. */
  isBroken: boolean;
}

function linesIn(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let from = 0;
  for (const { index, 0: end } of text.matchAll(/\u2028|\n/gu)) {
    lines.push({ from, text: text.slice(from, index), isBroken: end === lineBreak });
    from = index + 1;
  }
  return [...lines, { from, text: text.slice(from), isBroken: true }];
}

/** A line that the width of the page broke stands alone between two sentences. */
function standsAlone(draft: Draft, lines: readonly TextLine[], index: number): boolean {
  const [before, line, after] = [lines[index - 1], lines[index], lines[index + 1]];
  const isBetweenBreaks = (before?.isBroken ?? true) && (line?.isBroken ?? true);
  if (isBetweenBreaks) return true;
  if (draft.read.format === 'html') return false;
  const endsBefore = before === undefined || before.isBroken || /[.!?”"»)]\s*$/u.test(before.text);
  const beginsAfter = after === undefined || /^\s*[\p{Lu}\p{N}”"«(–-]/u.test(after.text);
  return endsBefore && beginsAfter;
}
