import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { parse, serialize } from 'parse5';
import { leadingDay } from '../../text/day.ts';
import { lineFinder } from '../../text/lines.ts';
import { oneLine } from '../../text/white-space.ts';
import type { Metadata, Note, ReadDocument } from '../read-document.ts';
import { alignRuns, textOfRuns } from '../runs.ts';
import { Exclusions } from './html-exclusions.ts';
import { htmlPieces } from './html-flow.ts';
import { depthOf, type Element, elementsIn, type Node, textIn } from './html-nodes.ts';
import { inOrder, type Piece, pieceLeftOut, toBlocks } from './pieces.ts';

/** A page of a newspaper nests some thirty elements. */
const maxDepth = 400;

/**
 * Reads an HTML page: its `main` or its only `article`, or else the whole body without menus and the foot of the page.
 * Scripts and styles are not run, and nothing is loaded.
 */
export function readHtml(text: string): ReadDocument {
  const tree = parse(text, { sourceCodeLocationInfo: true });
  if (depthOf(tree.childNodes) > maxDepth) throw new RangeError('nested too deeply');
  const exclusions = new Exclusions(tree.childNodes);
  const all = inOrder(
    htmlPieces(tree.childNodes, { source: text, offset: 0, counts: { lists: 0, tables: 0 }, exclusions }),
  );
  const root = rootOf(tree.childNodes);
  const lineOf = lineFinder(text);
  const pieces = root ? withoutOutside(all, root) : all;
  const head = headOf(text, tree.childNodes);
  const title = markTitle(pieces);
  const confirmations: Note[] = [...exclusions.panels].flatMap(({ sourceCodeLocation }) =>
    sourceCodeLocation
      ? [
          {
            line: sourceCodeLocation.startLine,
            message: 'this panel is hidden until a reader opens it; it is read',
          },
        ]
      : [],
  );
  return {
    format: 'html',
    text,
    blocks: toBlocks(text, inOrder([...(head ? [head] : []), ...pieces]), lineOf),
    metadata: metadataOf(serialize(tree), title),
    doubts: [],
    confirmations,
  };
}

/** The element that holds the text. */
function rootOf(nodes: readonly Node[]): Element | null {
  const elements = elementsIn(nodes);
  const named = (name: string) =>
    elements.filter((element) => element.tagName === name && textIn([element]).trim() !== '');
  for (const found of [named('main'), named('article')]) {
    if (found.length === 1 && found[0]) return found[0];
  }
  return null;
}

function isIn({ sourceCodeLocation: place }: Element, { from }: Piece): boolean {
  return !place || (from >= place.startOffset && from < place.endOffset);
}

/** What stands outside the element that holds the text is left out, except the title where the element has none. */
function withoutOutside(pieces: readonly Piece[], root: Element): Piece[] {
  const isHead = ({ role, level }: Piece) => role === 'HEADING' && level === 1;
  const hasTitle = pieces.some((piece) => isHead(piece) && isIn(root, piece));
  return pieces.map((piece) => {
    const isTitle = !hasTitle && isHead(piece);
    return piece.role === 'FURNITURE' || isTitle || isIn(root, piece) ? piece : outside(piece);
  });
}

function outside({ from, end, runs, dropped = [] }: Piece): Piece {
  const leftOut = { as: 'left out', reason: 'outside the article' } as const;
  return { ...pieceLeftOut(from, end, runs, leftOut), dropped };
}

/** The title of the page is its first heading of the highest level. */
function markTitle(pieces: readonly Piece[]): Piece | null {
  const title = pieces.find(({ role, level }) => role === 'HEADING' && level === 1);
  if (title) title.role = 'TITLE';
  return title ?? null;
}

/** The head of the page, which only has metadata. */
function headOf(text: string, nodes: readonly Node[]): Piece | null {
  const title = elementsIn(nodes).find(({ tagName }) => tagName === 'title');
  const [child] = title?.childNodes ?? [];
  const place = child?.sourceCodeLocation;
  if (!child || !place || !('value' in child)) return null;
  const runs = alignRuns(text.slice(place.startOffset, place.endOffset), place.startOffset, child.value);
  return pieceLeftOut(place.startOffset, place.endOffset, runs, {
    as: 'metadata',
    reason: 'the title in the head of the page',
  });
}

/** The author and the day, which pages give in many ways. */
function metadataOf(page: string, heading: Piece | null): Metadata {
  const { document } = parseHTML(page);
  const article = new Readability(document, { charThreshold: 20, serializer: () => '' }).parse();
  const metadata: Metadata = {};
  const title = heading ? textOfRuns(heading.runs) : article?.title;
  if (title) metadata.title = oneLine(title);
  if (article?.byline) metadata.authors = [oneLine(article.byline)];
  const day = leadingDay(article?.publishedTime ?? '');
  if (day !== null) metadata.publishedOn = day;
  return metadata;
}
