import type { ContentRecords } from '../database/content-types.ts';
import type { ImportedRow, ImportedText, ImportedType } from '../database/imported.ts';
import type { Ref } from '../entities/commentary.ts';
import { lineFinder } from '../text/lines.ts';
import { escapeRegExp } from '../text/pattern.ts';
import { type Shown, toShown } from './display.ts';
import type { Block, Doubt, ReadDocument } from './document.ts';
import type { Manifest, Span } from './manifest.ts';
import type { Names } from './names.ts';

/** An original while its structure is being read out of it. */
export class Draft {
  /** Its name, by which the content tells where something stands. */
  readonly file: string;
  /** Its path as messages name it. */
  readonly path: string;
  readonly manifest: Manifest;
  readonly read: ReadDocument;
  readonly names: Names;
  readonly pack: ContentRecords;
  readonly blocks: Block[];
  readonly rows: ImportedRow[] = [];
  readonly texts: ImportedText[] = [];
  readonly doubts: Doubt[] = [];
  title: string;
  /** Views and comments that the page counts. */
  readonly counted: { views: number | null; comments: number | null } = { views: null, comments: null };
  private readonly shownTexts = new Map<string, Shown>();
  private readonly lineOf: (offset: number) => number;

  constructor(given: {
    file: string;
    path: string;
    manifest: Manifest;
    read: ReadDocument;
    names: Names;
    pack: ContentRecords;
  }) {
    this.file = given.file;
    this.path = given.path;
    this.manifest = given.manifest;
    this.read = given.read;
    this.names = given.names;
    this.pack = given.pack;
    this.blocks = [...given.read.blocks];
    this.title = given.manifest.title ?? given.read.stated.title ?? '';
    this.lineOf = lineFinder(given.read.text);
  }

  get slug(): string {
    return this.manifest.slug;
  }

  doubt(line: number, message: string): void {
    this.doubts.push({ file: this.path, line, message });
  }

  /** A text of the original as people may read it. */
  show(text: string): Shown {
    const known = this.shownTexts.get(text);
    if (known) return known;
    const joined = this.manifest.scanned ? text : text.replace(/(?<=\p{Ll}{2})-\r?\n\s*(?=\p{Ll})/gu, '');
    const shown = toShown(joined, this.manifest.language, this.manifest.scanned);
    if (joined !== text) shown.defects.push('HYPHEN_AT_LINE_END');
    this.shownTexts.set(text, shown);
    return shown;
  }

  shown(block: Block): string {
    return this.show(block.text).text;
  }

  /** Blocks that belong to the text, in order. */
  get content(): Block[] {
    return this.blocks.filter(({ role }) => role !== 'FURNITURE');
  }

  within([from, to]: Span): Block[] {
    return this.blocks.filter(({ lineFrom, lineTo }) => lineFrom >= from && lineTo <= to);
  }

  /** The block that holds a line; doubted where there is none. */
  at(line: number, what: string): Block | null {
    const found = this.blocks.find(({ lineFrom, lineTo }) => lineFrom <= line && line <= lineTo) ?? null;
    if (!found)
      this.doubt(line, `${what} is said to stand here, and the line is empty; correct the manifest`);
    return found;
  }

  /** Splits a block before a passage in it; gives both parts, or null where the passage begins it or is not there. */
  splitBefore(block: Block, passage: string): [Block, Block] | null {
    const at = this.place(block, passage);
    return at === null || at.from <= this.beginning(block) ? null : this.cut(block, at.from);
  }

  /** Splits a block after a passage in it; null where the passage ends it or is not there. */
  splitAfter(block: Block, passage: string): [Block, Block] | null {
    const at = this.place(block, passage);
    const rest = at && this.read.text.slice(at.to, block.to);
    return !at || rest === null || rest.trim() === '' ? null : this.cut(block, at.to);
  }

  private beginning(block: Block): number {
    const raw = this.read.text.slice(block.from, block.to);
    return block.from + (raw.length - raw.trimStart().length);
  }

  /** Where a passage stands in the file; white space may differ. */
  private place(block: Block, passage: string): { from: number; to: number } | null {
    const words = passage.trim().split(/\s+/u).map(escapeRegExp);
    const found = new RegExp(words.join('[\\s\\u00a0]+'), 'u').exec(
      this.read.text.slice(block.from, block.to),
    );
    if (!found) return null;
    const from = block.from + found.index;
    return { from, to: from + found[0].length };
  }

  private cut(block: Block, at: number): [Block, Block] {
    const { text } = this.read;
    const before = text.slice(block.from, at);
    const line = this.lineOf(at);
    const first: Block = {
      ...block,
      to: at,
      lineTo: this.lineOf(block.from + before.trimEnd().length),
      defects: [...block.defects],
    };
    const second: Block = { ...block, from: at, lineFrom: line, defects: [...block.defects] };
    first.text = before.trim();
    second.text = text.slice(at, block.to).trim();
    this.blocks.splice(this.blocks.indexOf(block), 1, first, second);
    return [first, second];
  }

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

  /** Keeps the text of blocks under what they are part of. */
  addText(ref: Ref, blocks: readonly Block[]): void {
    const body = this.join(blocks);
    const at = spanOf(blocks);
    if (body !== '' && at) this.keepText(ref, body, at);
    for (const block of blocks) block.ref ??= ref;
  }

  keepText(ref: Ref, body: string, [lineFrom, lineTo]: Span): void {
    const { language, scanned } = this.manifest;
    this.texts.push({ ref, language, body, lineFrom, lineTo, scanned });
  }

  /** Blocks as one text: a blank line between paragraphs, none between entries of a list or over a page break. */
  join(blocks: readonly Block[]): string {
    let text = '';
    // Looking at the text itself each time would take quadratic time.
    let ending = '';
    let before: Block | null = null;
    for (const block of blocks) {
      const shown = this.shown(block);
      if (shown === '' || block.role === 'FURNITURE') continue;
      const isRunOn =
        before?.role === 'PARAGRAPH' &&
        block.role === 'PARAGRAPH' &&
        /[\p{L}\p{N},-]$/u.test(ending) &&
        /^\p{Ll}/u.test(shown);
      if (isRunOn) text += ` ${shown}`;
      else {
        const inList = before?.role === 'LIST_ITEM' && block.role === 'LIST_ITEM';
        if (text !== '') text += inList ? '\n' : '\n\n';
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

/** First and last line of some blocks. */
export function spanOf(blocks: readonly Block[]): Span | null {
  const first = blocks[0];
  const last = blocks.at(-1);
  return first && last ? [first.lineFrom, last.lineTo] : null;
}
