import type { ContentRecords } from '../database/content-types.ts';
import type { ImportedRow, ImportedText, ImportedType } from '../database/imported.ts';
import type { Ref } from '../entities/commentary.ts';
import { lineFinder } from '../text/lines.ts';
import { escapeRegExp } from '../text/pattern.ts';
import type { Block } from './block.ts';
import { type DisplayText, toDisplayText } from './display-text.ts';
import { joined, joinLineEnds, vocabularyOf } from './line-ends.ts';
import type { Manifest, Span } from './manifest.ts';
import type { NameFinder } from './name-finder.ts';
import type { ReadDocument } from './read-document.ts';
import { splitRuns, textOfRuns, trimRuns } from './runs.ts';
import type { Warning } from './warning.ts';

/** An original while the importer finds its structure: blocks get roles, and entities and texts are added. */
export class Draft {
  /** Its file name, which `origin.file` of each entity gives. */
  readonly file: string;
  /** Its path, as messages show it. */
  readonly path: string;
  readonly manifest: Manifest;
  readonly read: ReadDocument;
  readonly names: NameFinder;
  readonly pack: ContentRecords;
  readonly blocks: Block[];
  readonly rows: ImportedRow[] = [];
  readonly texts: ImportedText[] = [];
  readonly warnings: Warning[] = [];
  readonly confirmations: Warning[] = [];
  title: string;
  /** The numbers of views and comments that the page prints. */
  readonly counted: { views: number | null; comments: number | null } = { views: null, comments: null };
  private readonly displayTexts = new Map<string, DisplayText>();
  private readonly lineOf: (offset: number) => number;

  constructor(given: {
    file: string;
    path: string;
    manifest: Manifest;
    read: ReadDocument;
    names: NameFinder;
    pack: ContentRecords;
  }) {
    this.file = given.file;
    this.path = given.path;
    this.manifest = given.manifest;
    this.read = given.read;
    this.names = given.names;
    this.pack = given.pack;
    this.blocks = [...given.read.blocks];
    this.title = given.manifest.title ?? given.read.metadata.title ?? '';
    this.lineOf = lineFinder(given.read.text);
  }

  get slug(): string {
    return this.manifest.slug;
  }

  warn(line: number, message: string): void {
    this.warnings.push({ file: this.path, line, message });
  }

  /** Tells what was taken for granted, so that an editor can confirm it. */
  confirm(line: number, message: string): void {
    this.confirmations.push({ file: this.path, line, message });
  }

  /** A passage of the original as clients may see it. */
  show(text: string): DisplayText {
    const cached = this.displayTexts.get(text);
    if (cached) return cached;
    const whole = this.manifest.scanned ? text : joinLineEnds(text, this.vocabulary);
    const shown = toDisplayText(whole, this.manifest.language, this.manifest.scanned);
    if (whole !== text) shown.defects.push('HYPHEN_AT_LINE_END');
    this.displayTexts.set(text, shown);
    return shown;
  }

  /** The words of the document, which are collected when the first hyphen at the end of a line asks for them. */
  private readonly vocabulary = (): ReadonlySet<string> => {
    this.words ??= vocabularyOf(this.read.text);
    return this.words;
  };
  private words: ReadonlySet<string> | null = null;

  /** A sentence that goes on after a header or on the next page, whose last word may be divided. */
  private runOn(text: string, next: string): string {
    const divided = this.manifest.scanned ? null : /([\p{L}\p{N}]+)([-\u2010])$/u.exec(text.slice(-80));
    const after = /^[\p{L}\p{N}]+/u.exec(next)?.[0];
    if (!divided || after === undefined) return `${text} ${next}`;
    const [whole, before = '', hyphen = '-'] = divided;
    const word = joined(before, hyphen, after, this.vocabulary);
    return `${text.slice(0, -whole.length)}${word}${next.slice(after.length)}`;
  }

  shown(block: Block): string {
    return this.show(block.text).text;
  }

  /** The blocks that belong to the text and not to the page, in order. */
  get content(): Block[] {
    return this.blocks.filter(({ role }) => role !== 'FURNITURE');
  }

  /** The blocks that lie wholly within some lines. */
  within([from, to]: Span): Block[] {
    return this.blocks.filter(({ lineFrom, lineTo }) => lineFrom >= from && lineTo <= to);
  }

  /** The block that a line belongs to; warns and gives null where the line is empty. */
  at(line: number, what: string): Block | null {
    const found = this.blocks.find(({ lineFrom, lineTo }) => lineFrom <= line && line <= lineTo) ?? null;
    if (!found)
      this.warn(line, `this line is empty, and the manifest says that it has ${what}; correct the manifest`);
    return found;
  }

  /** Splits a block before a passage, and gives both parts; null where the block begins with the passage or lacks it. */
  splitBefore(block: Block, passage: string): [Block, Block] | null {
    const at = find(block, passage);
    return at === null || block.text.slice(0, at.from).trim() === '' ? null : this.cut(block, at.from);
  }

  /** Splits a block after a passage, and gives both parts; null where the block ends with the passage or lacks it. */
  splitAfter(block: Block, passage: string): [Block, Block] | null {
    const at = find(block, passage);
    return at === null ? null : this.splitAt(block, at.to);
  }

  /** Splits a block at an offset of its text, and gives both parts; null where one of them would be empty. */
  splitAt(block: Block, offset: number): [Block, Block] | null {
    const isEmpty = (part: string) => part.trim() === '';
    if (isEmpty(block.text.slice(0, offset)) || isEmpty(block.text.slice(offset))) return null;
    return this.cut(block, offset);
  }

  /** Takes the mark at its beginning, such as a number, from the text of a block. */
  dropStart(block: Block, length: number): void {
    block.runs = splitRuns(block.runs, length)[1];
    block.text = textOfRuns(block.runs);
  }

  private cut(block: Block, offset: number): [Block, Block] {
    const [before, after] = splitRuns(block.runs, offset);
    const runs = { before: trimRuns(before), after: trimRuns(after) };
    const at = runs.after[0]?.from ?? block.to;
    const end = runs.before.at(-1)?.to ?? block.from;
    const inside = (from: number, to: number) =>
      block.dropped.filter((one) => one.from >= from && one.from < to);
    const first: Block = {
      ...block,
      to: at,
      lineTo: Math.max(block.lineFrom, this.lineOf(Math.max(block.from, end - 1))),
      runs: runs.before,
      text: textOfRuns(runs.before),
      dropped: inside(block.from, at),
      defects: [...block.defects],
    };
    const second: Block = {
      ...block,
      from: at,
      lineFrom: this.lineOf(at),
      runs: runs.after,
      text: textOfRuns(runs.after),
      dropped: inside(at, block.to),
      bold: 0,
      defects: [...block.defects],
    };
    this.blocks.splice(this.blocks.indexOf(block), 1, first, second);
    return [first, second];
  }

  /** Adds an entity that the document contains, and gives the reference to it. */
  addRow(type: ImportedType, key: string, at: Span | null, fields: Record<string, unknown>): Ref {
    const { url, licence } = this.manifest;
    const origin = {
      file: this.file,
      ...(this.title !== '' && { document: this.title }),
      ...(at && { lines: at }),
      ...(url !== undefined && { url }),
      ...(licence && { licence }),
    };
    this.rows.push({ type, fields: { ...fields, key, origin } });
    return `${type}:${key}`;
  }

  /** Adds the text of blocks to the entity that they are part of. */
  addText(ref: Ref, blocks: readonly Block[]): void {
    const body = this.join(blocks);
    const at = spanOf(blocks);
    if (body !== '' && at) this.attachText(ref, body, at);
    for (const block of blocks) block.ref ??= ref;
  }

  /** Adds a text to an entity. */
  attachText(ref: Ref, body: string, [lineFrom, lineTo]: Span): void {
    const { language, scanned } = this.manifest;
    this.texts.push({ ref, language, body, lineFrom, lineTo, scanned });
  }

  /** Joins blocks: a blank line between paragraphs, a new line between items, a space where a sentence continues on the next page. */
  join(blocks: readonly Block[]): string {
    let text = '';
    // The last block rather than the end of the growing text, whose reading would take quadratic time.
    let ending = '';
    let before: Block | null = null;
    for (const block of blocks) {
      const shown = this.shown(block);
      if (shown === '' || block.role === 'FURNITURE') continue;
      const isRunOn =
        before?.role === 'PARAGRAPH' &&
        block.role === 'PARAGRAPH' &&
        before.cell === null &&
        block.cell === null &&
        /[\p{L}\p{N},\u2010-]$/u.test(ending) &&
        /^\p{Ll}/u.test(shown);
      if (isRunOn) text = this.runOn(text, shown);
      else {
        if (text !== '') text += separatorOf(before, block);
        text +=
          block.role === 'LIST_ITEM'
            ? `${block.ordinal === null ? '-' : `${block.ordinal}.`} ${shown}`
            : shown;
      }
      ending = shown;
      if (block.role !== 'FOOTNOTE') before = block;
    }
    return text;
  }
}

/** Between two passages: items and rows stand on lines of their own, and cells beside each other. */
function separatorOf(before: Block | null, block: Block): string {
  if (before?.role === 'LIST_ITEM' && block.role === 'LIST_ITEM') return '\n';
  if (!before?.cell || !block.cell || before.cell.table !== block.cell.table) return '\n\n';
  if (before.cell.row !== block.cell.row) return '\n';
  return before.cell.column === block.cell.column ? '\n\n' : ' | ';
}

/** The offsets of a passage in the text of a block; white space may differ. */
function find(block: Block, passage: string): { from: number; to: number } | null {
  const words = passage.trim().split(/\s+/u).map(escapeRegExp);
  const found = new RegExp(words.join('[\\s\\u00a0]+'), 'u').exec(block.text);
  return found && { from: found.index, to: found.index + found[0].length };
}

/** The first and the last line of blocks that are in order; null for no blocks. */
export function spanOf(blocks: readonly Block[]): Span | null {
  const first = blocks[0];
  const last = blocks.at(-1);
  return first && last ? [first.lineFrom, last.lineTo] : null;
}
