import { hash } from 'node:crypto';
import { z } from 'zod';
import { SourceCount } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { type Answer, askEach } from './ask-each.ts';
import { edgeOf } from './edge.ts';
import { failureOf, type ListRequest, type MergedConnection } from './list.ts';
import { CursorError, listCursor, searchMark } from './list-cursor.ts';
import { countOrNull, type Member } from './list-page.ts';
import { type MergedItem, mergePages, type SourcePage } from './merge.ts';
import { type Shown, shownSince } from './shown.ts';

/** A list whose order is our own. */
export interface RankedRequest<T> extends Omit<ListRequest<T>, 'lists'> {
  lists: readonly Member<T>[];
  /** The highest comes first; it depends on the item alone, so that the order is the same on every page. */
  scoreOf(node: T): number;
  /** Tells items of equal score apart. */
  keyOf(node: T): string;
}

/** Items of each source that are ranked together; the next ones follow when these have all been given. */
const BLOCK = 50;
/** Items at the end of a source's block that may move into the next one, or have come from it, between two pages. */
const EDGE = 10;
/** Blocks that are looked through for one page. */
const MAX_BLOCKS = 3;

const facts = {
  /** All items, as they were counted for the first page. */
  n: z.number().int().nonnegative().nullable(),
  /** Where the block begins in each source's list; null where the list has ended. */
  b: z.record(z.string(), z.string().max(4000).nullable()),
  /** Where sources begin that failed: they take part from the next block on. */
  w: z.record(z.string(), z.string().max(4000)).optional(),
  /** The last item given of the block: its score and its mark. */
  l: z.tuple([z.number(), z.string().max(12)]).nullable(),
  /** What has been given. */
  k: z.record(z.string(), z.string().max(4000)).optional(),
};
const cursors = listCursor(facts);

interface Position {
  total: number | null;
  block: Readonly<Record<string, string | null>>;
  waiting: Readonly<Record<string, string>>;
  last: readonly [number, string] | null;
  shown: Shown;
}

interface Scored<T> {
  item: MergedItem<T>;
  score: number;
  /** Needed only beside an item of equal score, and in a cursor. */
  mark(): string;
  /** Whether it leaves the block when a few others come: it is marked when it is given. */
  isAtEdge: boolean;
}

/**
 * Asks the sources of a list in parallel for a block of their hits each, makes one item of copies, and gives them by
 * our own score. The position of a cursor is a score and not a number, so that an item that comes, goes or cannot be
 * fetched moves no other one.
 */
export async function rankedAcross<T>(request: RankedRequest<T>): Promise<Answer<MergedConnection<T>>> {
  const { search, first, after, rule, lists, off, keeper } = request;
  const mark = searchMark(search);
  const now = Date.now();
  const begun = after === null ? null : readPosition(await keeper.whole(after), mark, rule.daysValid);
  const write = (at: Position): string => keeper.shorten(writePosition(mark, at, now));
  let position = begun ?? startOf(lists);
  const edges: { node: T; position: () => Position }[] = [];
  let end = () => position;
  const totals = new Map<string, SourceCount>();
  const failed = new Map(off.map((failure) => [failure.sourceId, failure]));
  let hasMore = true;
  for (let round = 0; round < MAX_BLOCKS; round++) {
    const { pages, failures } = await pagesOf(request, position, first === 0 ? 0 : BLOCK);
    for (const failure of failures) failed.set(failure.sourceId, failure);
    if (pages.length === 0 && failed.size > 0 && edges.length === 0) {
      return { value: null, failures: [...failed.values()] };
    }
    for (const { id, page } of pages) {
      if (totals.has(id)) continue;
      totals.set(
        id,
        entity(SourceCount, { sourceId: id, count: countOrNull(page.total), provenance: page.provenance }),
      );
    }
    if (begun === null && round === 0)
      position = { ...position, total: totalOf([...totals.values()], failures) };
    const failing = failures.map(({ sourceId }) => sourceId);
    // On the first page of a block a source that fails is left out of it, and waits for the next one.
    if (position.last === null) position = withoutFailed(position, failing);
    const { given, rest, next } = rankedBlock(request, pages, position, failing);
    const page = rest.slice(0, first - edges.length);
    const block = position;
    const marked = (some: readonly Scored<T>[], isAtEdge: boolean) =>
      some.filter((one) => one.isAtEdge === isAtEdge).map(({ item }) => item);
    // An item at the edge may be pushed into the next block when others come: it is marked once it is given.
    const shownUntil = (count: number) => shownSince(block.shown, marked(page.slice(0, count), true));
    page.forEach(({ item, score, mark: markOfItem }, index) => {
      const at = () => ({ ...block, last: [score, markOfItem()] as const, shown: shownUntil(index + 1) });
      edges.push({ node: item.node, position: at });
    });
    const isWhole = page.length === rest.length;
    hasMore = !isWhole || Object.values(next.block).some((from) => from !== null);
    // What stands at the edge and has no mark has moved into the block: the next one gives it.
    end = isWhole
      ? () => ({
          ...next,
          shown: shownSince(shownUntil(page.length), marked([...given, ...page], false)),
        })
      : (edges.at(-1)?.position ?? (() => block));
    if (!hasMore || first === 0 || edges.length === first) break;
    position = end();
  }
  if (first === 0) hasMore = (position.total ?? 1) > 0;
  if (edges.length === 0 && first > 0 && after !== null && !hasMore && failed.size === 0) {
    throw new CursorError(
      'after is beyond the end of the list, which has become shorter: begin anew without it.',
    );
  }
  const shownEdges = edges.map(({ node, position: at }, index) =>
    edgeOf(node, () => write(index === edges.length - 1 ? end() : at())),
  );
  const [only] = [...totals.values()];
  return {
    value: {
      nodes: edges.map(({ node }) => node),
      edges: shownEdges,
      pageInfo: {
        hasNextPage: hasMore,
        hasPreviousPage: begun !== null,
        get startCursor() {
          return shownEdges[0]?.cursor ?? null;
        },
        get endCursor() {
          return shownEdges.at(-1)?.cursor ?? (hasMore && first > 0 ? write(end()) : null);
        },
      },
      totalCount: position.total,
      totals: [...totals.values()],
      failures: [...failed.values()].map(failureOf),
      provenance: only && totals.size === 1 ? (only.provenance ?? null) : null,
    },
    failures: [...failed.values()],
  };
}

const startOf = (lists: readonly { id: string }[]): Position => ({
  total: null,
  block: Object.fromEntries(lists.map(({ id }) => [id, ''])),
  waiting: {},
  last: null,
  shown: {},
});

async function pagesOf<T>({ lists }: RankedRequest<T>, { block }: Position, limit: number) {
  const on = lists.filter(({ id }) => typeof block[id] === 'string');
  if (on.length === 0 && Object.values(block).some((from) => from !== null)) {
    throw new CursorError('after belongs to a source that is switched off now: begin anew without it.');
  }
  const { answers, failures } = await askEach({ on, off: [] }, async (member): Promise<SourcePage<T>> => {
    const from = block[member.id] ?? '';
    return { id: member.id, from, page: await member.list({ from: from || null, limit }) };
  });
  return { pages: answers.map(({ value }) => value), failures };
}

function totalOf(totals: readonly SourceCount[], failures: readonly unknown[]): number | null {
  const isCounted = failures.length === 0 && totals.every(({ count }) => count !== null);
  return isCounted ? totals.reduce((sum, { count }) => sum + (count ?? 0), 0) : null;
}

function withoutFailed(position: Position, failing: readonly string[]): Position {
  const block = { ...position.block };
  const waiting = { ...position.waiting };
  for (const id of failing) {
    waiting[id] = block[id] ?? '';
    block[id] = null;
  }
  return { ...position, block, waiting };
}

/** The items of a block in our order: those after the position, and where the next block begins. */
function rankedBlock<T>(
  { rule, scoreOf, keyOf }: RankedRequest<T>,
  pages: readonly SourcePage<T>[],
  position: Position,
  failing: readonly string[],
): { given: Scored<T>[]; rest: Scored<T>[]; next: Position } {
  const whole = pages.map((source) => ({ ...source, page: { ...source.page, isLast: true } }));
  const merged = mergePages(whole, Number.POSITIVE_INFINITY, rule, position.shown);
  const goingOn = pages.filter(({ page }) => !page.isLast).length;
  const edge = merged.items.length - goingOn * EDGE;
  const items = merged.items
    .map(
      (item, at): Scored<T> => ({
        item,
        score: scoreOf(item.node),
        mark: lateMark(keyOf(item.node)),
        isAtEdge: at >= edge,
      }),
    )
    .sort((one, other) => other.score - one.score || (one.mark() < other.mark() ? -1 : 1));
  const isAfter = ({ score, mark }: Scored<T>): boolean => {
    if (!position.last) return true;
    const [lastScore, lastMark] = position.last;
    return score < lastScore || (score === lastScore && mark() > lastMark);
  };
  const block: Record<string, string | null> = { ...position.block, ...position.waiting };
  for (const { id, page } of pages) {
    const end = page.end ?? page.items.at(-1)?.next ?? null;
    block[id] = page.isLast || end === null ? null : end;
  }
  // A source that fails in the middle of its block begins it again: what it has given before is left out by its marks.
  for (const id of failing) block[id] = position.waiting[id] ?? position.block[id] ?? '';
  return {
    given: items.filter((item) => !isAfter(item)),
    rest: items.filter(isAfter),
    next: { total: position.total, block, waiting: {}, last: null, shown: position.shown },
  };
}

function lateMark(key: string): () => string {
  let mark: string | null = null;
  return () => {
    mark ??= hash('sha256', key, 'base64url').slice(0, 8);
    return mark;
  };
}

function writePosition(mark: string, { total, block, waiting, last, shown }: Position, now: number): string {
  const w = Object.keys(waiting).length > 0 ? waiting : undefined;
  const k = Object.keys(shown).length > 0 ? shown : undefined;
  return cursors.write(mark, { n: total, b: block, w, l: last ? [...last] : null, k }, now);
}

function readPosition(cursor: string, mark: string, daysValid: number | null): Position {
  const { n, b, w = {}, l, k = {} } = cursors.read(cursor, mark, Date.now(), daysValid);
  if (Object.keys(w).length === 0 && Object.values(b).every((from) => from === null)) {
    throw new CursorError('after is the end of the list: there is no next page.');
  }
  return { total: n, block: b, waiting: w, last: l, shown: k };
}
