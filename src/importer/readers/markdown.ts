import type { List, ListItem, Node, Root, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { parseFragment } from 'parse5';
import type { BlockRole } from '../../database/imported.ts';
import { lineFinder } from '../../text/lines.ts';
import type { Cell, Dropped } from '../block.ts';
import type { ReadDocument } from '../read-document.ts';
import { textOfRuns, trimRuns } from '../runs.ts';
import { readFrontMatter } from './front-matter.ts';
import { Exclusions } from './html-exclusions.ts';
import { type Counts, htmlPieces } from './html-flow.ts';
import { depthOf } from './html-nodes.ts';
import { MarkdownText } from './markdown-text.ts';
import { inOrder, leadingSpace, type Piece, pieceLeftOut, toBlocks } from './pieces.ts';

/** A list in a list in a quote, thirty times. */
const maxDepth = 100;

/** Reads Markdown with tables, footnotes and HTML, with or without front matter. */
export function readMarkdown(file: string, text: string): ReadDocument {
  const front = readFrontMatter(file, text);
  const start = front?.end ?? 0;
  const collector = new PieceCollector(text, start);
  collector.walk(
    fromMarkdown(text.slice(start), {
      extensions: [gfmTable(), gfmFootnote(), gfmStrikethrough({ singleTilde: false })],
      mdastExtensions: [gfmTableFromMarkdown(), gfmFootnoteFromMarkdown(), gfmStrikethroughFromMarkdown()],
    }),
  );
  const pieces = inOrder(collector.pieces);
  const metadata = { as: 'metadata', reason: 'front matter' } as const;
  return {
    format: 'markdown',
    text,
    blocks: toBlocks(
      text,
      front === null ? pieces : [pieceLeftOut(0, start, [], metadata), ...pieces],
      lineFinder(text),
    ),
    metadata: front?.metadata ?? {},
    doubts: [],
    confirmations: [],
  };
}

class PieceCollector {
  readonly pieces: Piece[] = [];
  private readonly text: string;
  private readonly start: number;
  private readonly counts: Counts = { lists: 0, tables: 0 };
  private depth = 0;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
  }

  walk(root: Root): void {
    for (const node of root.children) this.add(node);
  }

  private add(node: RootContent, role: BlockRole = 'PARAGRAPH'): void {
    this.depth += 1;
    if (this.depth > maxDepth) throw new RangeError('nested too deeply');
    this.addNode(node, role);
    this.depth -= 1;
  }

  private addNode(node: RootContent, role: BlockRole): void {
    switch (node.type) {
      case 'heading':
        this.push([node], node, 'HEADING', { level: node.depth });
        return;
      case 'list':
        this.addList(node);
        return;
      case 'blockquote':
        for (const child of node.children) this.add(child, 'QUOTE');
        return;
      case 'table':
        this.addTable(node);
        return;
      case 'footnoteDefinition':
        for (const child of node.children) this.add(child, 'FOOTNOTE');
        return;
      case 'html':
        this.addHtml(node);
        return;
      case 'thematicBreak':
      case 'definition':
        return;
      default:
        this.push([node], node, role);
    }
  }

  private addList(list: List): void {
    this.counts.lists += 1;
    const id = this.counts.lists;
    for (const [index, item] of list.children.entries()) {
      const ordinal = list.ordered ? (list.start ?? 1) + index : null;
      this.addItem(item, id, ordinal);
    }
  }

  /** The paragraphs of an item are one piece, up to the first list, table or quote inside it. */
  private addItem(item: ListItem, list: number, ordinal: number | null): void {
    const isOwn = (child: RootContent) => child.type === 'paragraph' || child.type === 'code';
    const end = item.children.findIndex((child) => !isOwn(child));
    const own = end < 0 ? item.children : item.children.slice(0, end);
    this.push(own, item, 'LIST_ITEM', { list, ordinal });
    for (const child of end < 0 ? [] : item.children.slice(end)) this.add(child);
  }

  private addTable({ children }: Table): void {
    const table = this.counts.tables;
    this.counts.tables += 1;
    for (const [row, { children: cells }] of children.entries()) {
      for (const [column, node] of cells.entries()) {
        const cell: Cell = { table, row, column, width: 1, height: 1, isHeading: row === 0 };
        this.push([node], node, 'PARAGRAPH', { cell });
      }
    }
  }

  private addHtml(node: RootContent): void {
    const from = this.offsetOf(node, 'start');
    const source = this.text.slice(from, this.offsetOf(node, 'end'));
    const { childNodes } = parseFragment(source, { sourceCodeLocationInfo: true });
    if (depthOf(childNodes) > maxDepth) throw new RangeError('nested too deeply');
    const exclusions = new Exclusions(childNodes);
    this.pieces.push(...htmlPieces(childNodes, { source, offset: from, counts: this.counts, exclusions }));
  }

  private push(nodes: readonly RootContent[], at: Node, role: BlockRole, more: Partial<Piece> = {}): void {
    const reader = new MarkdownText(this.text, this.start);
    for (const [index, node] of nodes.entries()) {
      if (index > 0) reader.separate(node);
      reader.read(node);
    }
    const runs = trimRuns(reader.runs);
    const { dropped } = reader;
    const [first, last] = [runs[0], runs.at(-1)];
    if (!first || !last) {
      this.addDropped(dropped);
      return;
    }
    const from = Math.min(this.offsetOf(at, 'start'), first.from);
    const bold = Math.max(0, Math.min(reader.bold - leadingSpace(reader.runs), textOfRuns(runs).length));
    const end = Math.max(last.to, ...dropped.map(({ to }) => to));
    this.pieces.push({ role, from, end, runs, dropped, bold, ...more });
  }

  private addDropped(dropped: readonly Dropped[]): void {
    for (const { from, to, text, ...why } of dropped)
      this.pieces.push(pieceLeftOut(from, to, [{ from, to, text }], { as: 'left out', ...why }));
  }

  private offsetOf(node: Node, end: 'start' | 'end'): number {
    return this.start + (node.position?.[end].offset ?? 0);
  }
}
