import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, serialize } from 'parse5';
import type { BlockRole } from '../../database/imported.ts';
import { leadingDay } from '../../text/day.ts';
import { lineFinder } from '../../text/lines.ts';
import { oneLine } from '../../text/white-space.ts';
import type { Metadata, ReadDocument } from '../read-document.ts';
import { type Piece, toBlocks } from './markdown.ts';

type Element = DefaultTreeAdapterTypes.Element;
type ChildNode = DefaultTreeAdapterTypes.ChildNode;

/** Holds the offsets of an element in the file, so that they survive linkedom and Readability. */
const placeAttribute = 'data-import-place';
const ignoredTags = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'form',
]);
const hidingStyle =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;

/**
 * Reads an HTML page. Mozilla's Readability finds the article, and the rest is furniture. Scripts and styles are not run,
 * and nothing is loaded.
 */
export function readHtml(text: string): ReadDocument {
  const tree = parse(text, { sourceCodeLocationInfo: true });
  const heading = prepare(tree.childNodes);
  const { document } = parseHTML(serialize(tree));
  const article = new Readability(document, {
    charThreshold: 20,
    serializer: (node) => node,
  }).parse();
  const pieces: Piece[] = [];
  if (article?.content) addPieces(article.content, pieces, { lists: 0 });
  if (heading && !pieces.some((piece) => piece.from <= heading.from && heading.from < piece.end)) {
    pieces.push(heading);
  }
  const ordered = inOrder(pieces);
  const lineOf = lineFinder(text);
  return {
    format: 'html',
    text,
    blocks: toBlocks(text, withFurniture(text, ordered), lineOf),
    metadata: metadataOf(article, heading?.text),
  };
}

interface Head {
  title?: string | null | undefined;
  byline?: string | null | undefined;
  publishedTime?: string | null | undefined;
}

function metadataOf(article: Head | null, heading: string | undefined): Metadata {
  const metadata: Metadata = {};
  const title = heading ?? article?.title;
  if (title) metadata.title = oneLine(title);
  if (article?.byline) metadata.author = oneLine(article.byline);
  const day = leadingDay(article?.publishedTime ?? '');
  if (day !== null) metadata.publishedOn = day;
  return metadata;
}

/** Removes ignored and hidden elements, marks the others with their offsets, and gives the first `h1`. */
function prepare(nodes: ChildNode[]): Piece | null {
  let heading: Piece | null = null;
  const stack: ChildNode[] = [...nodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!('tagName' in node)) {
      if (node.nodeName === '#comment') defaultTreeAdapter.detachNode(node);
      continue;
    }
    if (ignoredTags.has(node.tagName) || isHidden(node)) {
      defaultTreeAdapter.detachNode(node);
      continue;
    }
    const place = node.sourceCodeLocation;
    if (place) node.attrs.push({ name: placeAttribute, value: `${place.startOffset}-${place.endOffset}` });
    if (node.tagName === 'h1' && heading === null && place) {
      heading = { role: 'TITLE', from: place.startOffset, end: place.endOffset, text: plainText(node) };
    }
    stack.push(...[...node.childNodes].reverse());
  }
  return heading;
}

function isHidden({ attrs }: Element): boolean {
  const value = (name: string) => attrs.find((one) => one.name === name)?.value;
  return (
    value('hidden') !== undefined || value('aria-hidden') === 'true' || hidingStyle.test(value('style') ?? '')
  );
}

function plainText(node: ChildNode): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(plainText).join('') : '';
}

const roles: Record<string, BlockRole> = {
  H1: 'HEADING',
  H2: 'HEADING',
  H3: 'HEADING',
  H4: 'HEADING',
  H5: 'HEADING',
  H6: 'HEADING',
  LI: 'LIST_ITEM',
  BLOCKQUOTE: 'QUOTE',
  FIGCAPTION: 'CAPTION',
};

interface DomNode {
  readonly nodeName: string;
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<unknown>;
}

/** Adds the elements that have text of their own, with their offsets. */
function addPieces(root: unknown, pieces: Piece[], count: { lists: number }): void {
  const visit = (node: DomNode, role: BlockRole, list: number | null, ordinal: number | null): void => {
    if (node.nodeType !== 1) return;
    const own = roles[node.nodeName] ?? role;
    const inner: DomNode[] = [];
    const text = ownText(node, inner);
    const place = placeOf(node);
    if (place && text.trim() !== '') {
      const level = own === 'HEADING' ? Number(node.nodeName.slice(1)) : null;
      const nested = inner.map(placeOf).find((one) => one !== null);
      const end = nested && nested[0] > place[0] ? nested[0] : place[1];
      pieces.push({ role: own, from: place[0], end, text, level, list, ordinal });
    }
    const isList = node.nodeName === 'UL' || node.nodeName === 'OL';
    if (isList) count.lists += 1;
    const id = isList ? count.lists : null;
    let number = 0;
    for (const child of inner) {
      if (child.nodeName === 'LI') number += 1;
      const inherited = own === 'QUOTE' ? 'QUOTE' : 'PARAGRAPH';
      visit(child, inherited, id ?? null, node.nodeName === 'OL' ? number : null);
    }
  };
  if (isDomNode(root)) visit(root, 'PARAGRAPH', null, null);
}

const inlineNames = new Set(
  'A ABBR B BDI BDO CITE CODE DATA DFN EM FONT I KBD LABEL MARK Q S SAMP SMALL SPAN STRONG SUB SUP TIME U VAR WBR'.split(
    ' ',
  ),
);

/** The text of an element without its inner block elements, which are added to `inner`. */
function ownText(node: DomNode, inner: DomNode[]): string {
  let text = '';
  for (const child of node.childNodes) {
    if (!isDomNode(child)) continue;
    if (child.nodeType === 3) text += child.textContent ?? '';
    else if (child.nodeName === 'BR') text += '\n';
    else if (inlineNames.has(child.nodeName)) text += ownText(child, inner);
    else if (child.nodeType === 1) inner.push(child);
  }
  return text;
}

function isDomNode(value: unknown): value is DomNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value && 'childNodes' in value;
}

function placeOf(node: DomNode): [number, number] | null {
  if (!('getAttribute' in node) || typeof node.getAttribute !== 'function') return null;
  const found = /^(\d+)-(\d+)$/.exec(String(node.getAttribute(placeAttribute)));
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** Sorted by offset. Of overlapping pieces the first one ends where the second one begins. */
function inOrder(pieces: Piece[]): Piece[] {
  const ordered: Piece[] = [];
  for (const piece of pieces.toSorted((a, b) => a.from - b.from)) {
    const before = ordered.at(-1);
    if (before && before.from === piece.from) continue;
    if (before && before.end > piece.from) before.end = piece.from;
    ordered.push(piece);
  }
  return ordered;
}

/** Adds the text between the pieces of the article as furniture. */
function withFurniture(text: string, pieces: Piece[]): Piece[] {
  const all: Piece[] = [];
  let at = 0;
  for (const piece of [...pieces, null]) {
    const to = piece?.from ?? text.length;
    const gap = text.slice(at, to);
    if (gap.trim() !== '') {
      const blank = gap.length - gap.trimStart().length;
      all.push({ role: 'FURNITURE', from: at + blank, end: to, text: '' });
    }
    if (piece) all.push(piece);
    at = piece?.end ?? to;
  }
  return all;
}
