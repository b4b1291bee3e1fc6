import type { BlockRole } from '../../database/imported.ts';
import { entryOf } from '../../text/entry-of.ts';
import type { Cell, Dropped, LeftOut } from '../block.ts';
import { alignRuns, type Run, textOfRuns, trimRuns } from '../runs.ts';
import { type Exclusions, isFootnoteMark, isFootnotes } from './html-exclusions.ts';
import {
  attribute,
  type Element,
  isElement,
  isText,
  type Node,
  type TextNode,
  textIn,
  textNodesIn,
} from './html-nodes.ts';
import { cellsOf } from './html-tables.ts';
import { leadingSpace, lineBreak, type Piece, pieceLeftOut } from './pieces.ts';

const blockTags = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav noscript ol p pre section summary table tbody td template tfoot th thead tr ul'.split(
    ' ',
  ),
);
const inlineTags = new Set(
  'a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label map mark math meter nobr output picture progress q rp rt ruby s samp select small span strike strong sub sup svg time tt u var wbr'.split(
    ' ',
  ),
);
const silentTags = new Set(['script', 'style', 'meta', 'link', 'base', 'title', 'head']);
const roles: Record<string, BlockRole> = { blockquote: 'QUOTE', figcaption: 'CAPTION', caption: 'CAPTION' };

/** What the elements around a passage say about it. */
interface Context {
  role: BlockRole;
  level: number | null;
  cell: Cell | null;
  isBold: boolean;
  isInside: boolean;
  /** The item of a list; only its first passage is a block of the list. */
  item: { list: number; ordinal: number | null; isRead: boolean } | null;
}

/** The passage that is being read. */
interface Open {
  context: Context;
  runs: Run[];
  dropped: Dropped[];
  /** Whether it has more than white space, and how many `<br>` stand at its end. */
  hasText: boolean;
  breaks: number;
  length: number;
  bold: number;
  isOnlyBold: boolean;
}

/** Numbers of lists and tables, which the parts of a document share. */
export interface Counts {
  lists: number;
  tables: number;
}

/**
 * The passages of HTML elements, as a browser lays them out: a block element and two `<br>` begin a new passage, and an
 * inline or unknown element does not.
 */
export function htmlPieces(
  nodes: readonly Node[],
  given: { source: string; offset: number; counts: Counts; exclusions: Exclusions },
): Piece[] {
  const flow = new Flow(given);
  flow.read(nodes);
  return flow.pieces;
}

/** A step of the walk, which has a stack of its own: pages may nest more deeply than the call stack allows. */
type Step = { node: Node; context: Context } | 'flush';

class Flow {
  readonly pieces: Piece[] = [];
  private readonly source: string;
  private readonly offset: number;
  private readonly counts: Counts;
  private readonly exclusions: Exclusions;
  private readonly steps: Step[] = [];
  private readonly cells = new Map<Node, Cell>();
  private open: Open | null = null;

  constructor(given: { source: string; offset: number; counts: Counts; exclusions: Exclusions }) {
    this.source = given.source;
    this.offset = given.offset;
    this.counts = given.counts;
    this.exclusions = given.exclusions;
  }

  read(nodes: readonly Node[]): void {
    const context: Context = {
      role: 'PARAGRAPH',
      level: null,
      cell: null,
      isBold: false,
      isInside: false,
      item: null,
    };
    this.push(nodes, () => context);
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      if (step === 'flush') this.flush();
      else this.visit(step.node, step.context);
    }
    this.flush();
  }

  private push(nodes: readonly Node[], contextOf: (node: Node) => Context): void {
    const steps = nodes.map((node) => ({ node, context: contextOf(node) }));
    this.steps.push(...steps.reverse());
  }

  private visit(node: Node, context: Context): void {
    if (isText(node)) {
      this.addText(node, context);
      return;
    }
    if (!isElement(node) || silentTags.has(node.tagName)) return;
    const excluded = this.exclusions.of(node, context.isInside);
    const isInline = !isBlock(node);
    if (excluded) this.exclude(node, context, excluded, isInline);
    else if (isFootnoteMark(node) || isWordMark(node)) this.dropMark(node, context);
    else if (node.tagName === 'br') this.addBreak(node, context);
    else if (isInline) {
      const isBold = context.isBold || node.tagName === 'b' || node.tagName === 'strong';
      this.push(node.childNodes, () => ({ ...context, isBold }));
    } else {
      this.flush();
      this.steps.push('flush');
      this.addBlock(node, this.contextOf(node, context));
    }
  }

  private addBlock(node: Element, context: Context): void {
    if (node.tagName === 'table') {
      const cells = cellsOf(node, this.counts.tables);
      if (cells.size > 0) this.counts.tables += 1;
      for (const [cell, place] of cells) this.cells.set(cell, place);
    }
    if (node.tagName !== 'ul' && node.tagName !== 'ol') {
      this.push(node.childNodes, () => context);
      return;
    }
    this.counts.lists += 1;
    const list = this.counts.lists;
    let number = numberIn(node, 'start') ?? 1;
    this.push(node.childNodes, (child) => {
      if (!isElement(child) || child.tagName !== 'li') return context;
      number = numberIn(child, 'value') ?? number;
      const ordinal = node.tagName === 'ol' ? number : null;
      number += 1;
      return { ...context, item: { list, ordinal, isRead: false } };
    });
  }

  /** What an element says about the passages inside it. */
  private contextOf(node: Element, outer: Context): Context {
    const { tagName } = node;
    const context = { ...outer };
    if (tagName === 'article' || tagName === 'main') context.isInside = true;
    const cell = this.cells.get(node);
    if (cell) return { ...context, cell, item: null };
    if (isFootnotes(node)) return { ...context, role: 'FOOTNOTE' };
    if (context.role === 'FOOTNOTE') return context;
    const role = entryOf(roles, tagName);
    if (role !== undefined) return { ...context, role };
    const level = headingLevel(node);
    if (level !== null) return { ...context, role: 'HEADING', level };
    const item = wordItem(node, this.counts);
    return item ? { ...context, item } : context;
  }

  private at(node: Node): { from: number; to: number } | null {
    const place = node.sourceCodeLocation;
    return place ? { from: this.offset + place.startOffset, to: this.offset + place.endOffset } : null;
  }

  private runsOf(node: TextNode): Run[] {
    const place = node.sourceCodeLocation;
    if (!place) return [];
    const raw = this.source.slice(place.startOffset, place.endOffset);
    return alignRuns(raw, this.offset + place.startOffset, node.value);
  }

  private current(context: Context): Open {
    this.open ??= {
      context,
      runs: [],
      dropped: [],
      hasText: false,
      breaks: 0,
      length: 0,
      bold: 0,
      isOnlyBold: true,
    };
    return this.open;
  }

  private addText(node: TextNode, context: Context): void {
    const isBlank = node.value.trim() === '';
    if (isBlank && this.open === null) return;
    const open = this.current(context);
    if (!open.hasText) open.context = context;
    open.runs.push(...this.runsOf(node));
    open.length += node.value.length;
    if (isBlank) return;
    open.hasText = true;
    open.breaks = 0;
    if (!context.isBold) open.isOnlyBold = false;
    if (open.isOnlyBold) open.bold = open.length;
  }

  private addBreak(node: Node, context: Context): void {
    if (!this.open?.hasText) return;
    const open = this.current(context);
    open.breaks += 1;
    if (open.breaks > 1) {
      this.flush();
      return;
    }
    const place = this.at(node);
    if (!place) return;
    open.runs.push({ ...place, text: lineBreak });
    open.length += 1;
  }

  /** A mark is neither text nor something that a reader misses. */
  private dropMark(node: Element, context: Context): void {
    for (const one of this.droppedOf(node, 'the mark of a footnote or of a list item'))
      this.current(context).dropped.push({ ...one, isTold: true });
  }

  private droppedOf(node: Element, reason: string): Dropped[] {
    const texts = textNodesIn([node]).filter(({ value }) => value.trim() !== '');
    return texts.flatMap((text) => {
      const place = this.at(text);
      return place ? [{ ...place, text: text.value, reason }] : [];
    });
  }

  private exclude(node: Element, context: Context, leftOut: LeftOut, isInline: boolean): void {
    if (textIn([node]).trim() === '') return;
    if (isInline && leftOut.as === 'left out') {
      this.current(context).dropped.push(...this.droppedOf(node, leftOut.reason));
      return;
    }
    if (!isInline) this.flush();
    const runs = textNodesIn([node]).flatMap((text) => this.runsOf(text));
    const [first, last] = [runs[0], runs.at(-1)];
    if (first && last) this.pieces.push(pieceLeftOut(first.from, last.to, runs, leftOut));
  }

  private flush(): void {
    const { open } = this;
    this.open = null;
    if (open === null) return;
    const runs = trimRuns(open.runs);
    const [first, last] = [runs[0], runs.at(-1)];
    if (!first || !last) {
      for (const { from, to, text, ...why } of open.dropped)
        this.pieces.push(pieceLeftOut(from, to, [{ from, to, text }], { as: 'left out', ...why }));
      return;
    }
    const { context, dropped } = open;
    const leading = leadingSpace(open.runs);
    const { item } = context;
    const isItem = item !== null && !item.isRead && context.role === 'PARAGRAPH';
    if (item) item.isRead = true;
    this.pieces.push({
      role: isItem ? 'LIST_ITEM' : context.role,
      from: Math.min(first.from, ...dropped.map(({ from }) => from)),
      end: Math.max(last.to, ...dropped.map(({ to }) => to)),
      runs,
      dropped,
      bold: Math.max(0, Math.min(open.bold - leading, textOfRuns(runs).length)),
      level: context.role === 'HEADING' ? context.level : null,
      list: isItem ? item.list : null,
      ordinal: isItem ? item.ordinal : null,
      cell: context.cell,
    });
  }
}

/** Whether text or inline elements stand among the children of an element. */
const mixedParents = new WeakMap<object, boolean>();

/** Unknown elements are inline where text stands beside them, and blocks where they stand among blocks. */
function isBlock(node: Element): boolean {
  const name = node.tagName;
  if (blockTags.has(name)) return true;
  if (inlineTags.has(name) || name.includes(':')) return false;
  const parent = node.parentNode;
  if (!parent) return true;
  const known = mixedParents.get(parent);
  const isMixed = known ?? parent.childNodes.some(isInlineNode);
  mixedParents.set(parent, isMixed);
  return !isMixed;
}

function isInlineNode(node: Node): boolean {
  return isText(node) ? node.value.trim() !== '' : isElement(node) && inlineTags.has(node.tagName);
}

function headingLevel(node: Element): number | null {
  const level = /^h([1-6])$/.exec(node.tagName)?.[1];
  if (level !== undefined) return Number(level);
  if (attribute(node, 'role') === 'heading') return Number(attribute(node, 'aria-level') ?? 2) || 2;
  const word = /\bMso(?:Title|Heading([1-6]))\b/.exec(attribute(node, 'class') ?? '');
  return word ? Number(word[1] ?? 1) : null;
}

/** Word writes the items of a list as paragraphs, with the number or the dot as text. */
function wordItem(node: Element, counts: Counts): Context['item'] {
  const style = attribute(node, 'style') ?? '';
  const found = /mso-list\s*:\s*l(\d+)/i.exec(style);
  if (node.tagName !== 'p' || !found) return null;
  const mark = textIn(node.childNodes.filter((child) => isElement(child) && isWordMark(child)));
  const ordinal = /(\d{1,2})[.)]/.exec(mark)?.[1];
  // The lists of Word have numbers of their own, which are added to those of the page.
  counts.lists = Math.max(counts.lists, 1);
  return {
    list: 100_000 + Number(found[1]),
    ordinal: ordinal === undefined ? null : Number(ordinal),
    isRead: false,
  };
}

function isWordMark(node: Element): boolean {
  return node.tagName === 'span' && /mso-list\s*:\s*ignore/i.test(attribute(node, 'style') ?? '');
}

function numberIn(node: Element, name: string): number | null {
  const value = attribute(node, name);
  return value === null || !/^\d{1,4}$/.test(value) ? null : Number(value);
}
