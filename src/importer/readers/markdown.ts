import type { List, ListItem, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as plainText } from 'mdast-util-to-string';
import type { BlockRole } from '../../database/imported.ts';
import { lineFinder } from '../../text/lines.ts';
import { type Block, block } from '../block.ts';
import type { ReadDocument } from '../read-document.ts';
import { readFrontMatter } from './front-matter.ts';

/** Reads Markdown, with or without front matter. HTML in it is furniture: kept as raw text, and not shown. */
export function readMarkdown(file: string, text: string): ReadDocument {
  const front = readFrontMatter(file, text);
  const start = front?.end ?? 0;
  const collector = new PieceCollector(start);
  collector.walk(fromMarkdown(text.slice(start)));
  const lineOf = lineFinder(text);
  const pieces: Piece[] =
    front === null
      ? collector.pieces
      : [{ role: 'FURNITURE', from: 0, end: start, text: '' }, ...collector.pieces];
  return {
    format: 'markdown',
    text,
    blocks: toBlocks(text, pieces, lineOf),
    metadata: front?.metadata ?? {},
  };
}

/** A part of a file for which a parser has given the offsets. */
export interface Piece {
  role: BlockRole;
  from: number;
  /** The offset after its last character; white space may follow. */
  end: number;
  text: string;
  level?: number | null;
  list?: number | null;
  ordinal?: number | null;
}

/**
 * Makes blocks of pieces that are in order. Each block reaches to the next one, so that the blocks cover the whole file,
 * also one in which the parser found nothing to read, such as an empty quote.
 */
export function toBlocks(text: string, found: readonly Piece[], lineOf: (offset: number) => number): Block[] {
  const nothing: Piece = { role: 'FURNITURE', from: 0, end: text.length, text: '' };
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
    const { level = null, list = null, ordinal = null } = piece;
    return block(place, piece.role, piece.text, { level, list, ordinal });
  });
}

class PieceCollector {
  readonly pieces: Piece[] = [];
  private readonly start: number;
  private lists = 0;

  constructor(start: number) {
    this.start = start;
  }

  walk(root: Root): void {
    for (const node of root.children) this.add(node);
  }

  private add(node: RootContent, role: BlockRole = 'PARAGRAPH'): void {
    switch (node.type) {
      case 'heading':
        this.push(node, 'HEADING', { level: node.depth });
        return;
      case 'list':
        this.lists += 1;
        this.addList(node, this.lists);
        return;
      case 'blockquote':
        for (const child of node.children) this.add(child, 'QUOTE');
        return;
      case 'html':
      case 'thematicBreak':
      case 'definition':
        this.push(node, 'FURNITURE', {}, '');
        return;
      default:
        this.push(node, role);
    }
  }

  private addList(list: List, id: number): void {
    for (const [index, item] of list.children.entries()) {
      const ordinal = list.ordered ? (list.start ?? 1) + index : null;
      const nested = item.children.find((child) => child.type === 'list');
      const end = nested?.position?.start.offset ?? item.position?.end.offset ?? 0;
      this.pieces.push({
        role: 'LIST_ITEM',
        from: this.start + (item.position?.start.offset ?? 0),
        end: this.start + end,
        text: itemText(item),
        list: id,
        ordinal,
      });
      if (nested?.type !== 'list') continue;
      this.lists += 1;
      this.addList(nested, this.lists);
    }
  }

  private push(node: RootContent, role: BlockRole, more: Partial<Piece> = {}, text = textOf(node)): void {
    const from = this.start + (node.position?.start.offset ?? 0);
    this.pieces.push({ role, from, end: this.start + (node.position?.end.offset ?? 0), text, ...more });
  }
}

function textOf(node: RootContent): string {
  return plainText(node, { includeHtml: false, includeImageAlt: false });
}

function itemText({ children }: ListItem): string {
  return children
    .filter((child) => child.type !== 'list')
    .map(textOf)
    .join('\n');
}
