import type { ListItem, ListPage } from './list-page.ts';
import { type Shown, shownBefore } from './shown.ts';

/** How items of several sources become one list; each kind declares its own. */
export interface MergeRule<T> {
  /** Texts of which one in common proves two items of different sources to be the same; none: nothing is merged. */
  proofs(node: T): string[];
  /** Texts that tell an item from the others of its own source, which may give it again on a later page. */
  ownProofs?(node: T): string[];
  /** The group of each item, as the index of its first member, where single proofs do not decide. */
  groups?(items: readonly { sourceId: string; node: T }[]): number[];
  /** The same item of two sources as one; the first is of the source that is asked first. */
  join(preferred: T, other: T): T;
  /** Days after which a cursor of the list is refused, since the list has moved; null: never. */
  daysValid: number | null;
}

/** The page that one source gave, and where its list had been left before: empty at its start. */
export interface SourcePage<T> {
  id: string;
  from: string;
  page: ListPage<T>;
}

/** Where each source's list goes on: empty at its start, null where it has ended. */
export type CursorsBySource = Readonly<Record<string, string | null>>;

/** What only a cursor needs is made when one is written. */
export interface MergedItem<T> {
  node: T;
  /** Sources that have it. */
  sourceIds: string[];
  /** Where the lists go on after this item. */
  after(): CursorsBySource;
  /** What proves another source's item to be the same. */
  proofs(): string[];
}

export interface Merged<T> {
  items: MergedItem<T>[];
  hasMore: boolean;
  /** Where the lists go on after all that was looked at. */
  readonly after: CursorsBySource;
  /** Items left out because another source has given them on an earlier page. */
  repeated: number;
}

/**
 * Pages of several sources as one, at most `limit` items: at each step the item whose `order` is lowest among the
 * heads of the lists, and among equals that of the source that is asked first. What is proved to be the same appears
 * once; what another source has given on an earlier page is left out.
 */
export function mergePages<T>(
  pages: readonly SourcePage<T>[],
  limit: number,
  rule: MergeRule<T>,
  shown: Shown = {},
): Merged<T> {
  const wasShown = shownBefore(shown);
  const heads = pages.map((source, index) => headOf(source, index));
  const begin: CursorsBySource = Object.fromEntries(heads.map(({ id, cursor }) => [id, cursor]));
  let step: Step | null = null;
  /** Where the lists are now, told when it is asked: few cursors are written. */
  const cursors = (): (() => CursorsBySource) => {
    const last = step;
    return () => cursorsAfter(last, begin);
  };
  const items: (MergedItem<T> & { index: number; nodes: T[] })[] = [];
  const known = new Map<string | number, number>();
  const groups = groupNumbers(pages, rule);
  // Single proofs make no two items of one source the same.
  const isAlone = pages.length === 1;
  let repeated = 0;

  for (;;) {
    // A list that has more but ends here for now may hold the next item: the others must wait for it.
    if (heads.some(({ at, page }) => at > 0 && at === page.items.length && !page.isLast)) break;
    const head = nextHead(heads);
    const item = head?.page.items[head.at];
    if (!head || !item) break;
    const { node } = item;
    const group = groups?.get(item);
    const proofs = group === undefined && !isAlone ? rule.proofs(node) : [];
    // Without groups two items of one source are never merged, however alike they are.
    const twin =
      group === undefined
        ? proofs
            .flatMap((proof) => known.get(proof) ?? [])
            .find((at) => !items[at]?.sourceIds.includes(head.id))
        : known.get(group);
    if (twin === undefined && items.length === limit) break;
    head.at++;
    const isEnd = head.at === head.page.items.length && head.page.isLast;
    step = { id: head.id, item: isEnd ? null : item, before: step };
    const last = items.at(-1);
    if (twin === undefined && wasShown?.(head.id, rule.proofs(node), rule.ownProofs?.(node))) {
      repeated++;
      if (last) last.after = cursors();
      continue;
    }
    const at = twin ?? items.length;
    for (const proof of group === undefined ? proofs : [group]) known.set(proof, at);
    const before = items[at];
    if (!before) {
      items.push({
        node,
        sourceIds: [head.id],
        after: cursors(),
        proofs: () => allProofs(rule, [node]),
        index: head.index,
        nodes: [node],
      });
      continue;
    }
    const isPreferred = head.index < before.index;
    before.node = isPreferred ? rule.join(node, before.node) : rule.join(before.node, node);
    before.index = Math.min(before.index, head.index);
    if (!before.sourceIds.includes(head.id)) before.sourceIds.push(head.id);
    const { nodes } = before;
    nodes.push(node);
    before.proofs = () => allProofs(rule, nodes);
    if (last) last.after = cursors();
  }
  const hasMore = heads.some(({ at, page }) => at < page.items.length || !page.isLast);
  const atEnd = step;
  return {
    items,
    hasMore,
    get after() {
      return cursorsAfter(atEnd, begin);
    },
    repeated,
  };
}

/** What proves the copies of one item. */
function allProofs<T>({ proofs, ownProofs }: MergeRule<T>, nodes: readonly T[]): string[] {
  return [...new Set(nodes.flatMap((node) => [...proofs(node), ...(ownProofs?.(node) ?? [])]))];
}

/** Items of several lists, each once: equal ids, and what two sources are proved to have in common. */
export function distinct<T>(
  nodes: Iterable<T>,
  { proofs, join }: Pick<MergeRule<T>, 'proofs' | 'join'>,
  keyOf: (node: T) => { id: string; sourceId: string },
): T[] {
  const found = new Map<string, T>();
  const known = new Map<string, string>();
  for (const node of nodes) {
    const { id, sourceId } = keyOf(node);
    if (found.has(id)) continue;
    const twin = proofs(node)
      .flatMap((proof) => known.get(proof) ?? [])
      .find((one) => {
        const other = found.get(one);
        return other !== undefined && keyOf(other).sourceId !== sourceId;
      });
    const before = twin === undefined ? undefined : found.get(twin);
    if (twin !== undefined && before !== undefined) found.set(twin, join(before, node));
    else found.set(id, node);
    for (const proof of proofs(node)) known.set(proof, twin ?? id);
  }
  return [...found.values()];
}

/** A number for the group of each item of the pages; null where the rule knows no groups. */
function groupNumbers<T>(
  pages: readonly SourcePage<T>[],
  rule: MergeRule<T>,
): Map<ListItem<T>, number> | null {
  if (!rule.groups) return null;
  const all = pages.flatMap(({ id, page }) => page.items.map(({ node }) => ({ sourceId: id, node })));
  const groups = rule.groups(all);
  const found = new Map<ListItem<T>, number>();
  let at = 0;
  for (const { page } of pages) for (const item of page.items) found.set(item, groups[at++] ?? 0);
  return found;
}

/** One item taken from one list; null where that list has ended with it. */
interface Step {
  id: string;
  item: { readonly next: string } | null;
  before: Step | null;
}

function cursorsAfter(last: Step | null, begin: CursorsBySource): CursorsBySource {
  const found: Record<string, string | null> = { ...begin };
  const known = new Set<string>();
  for (let step = last; step; step = step.before) {
    if (known.has(step.id)) continue;
    known.add(step.id);
    found[step.id] = step.item?.next ?? null;
  }
  return found;
}

interface Head<T> extends SourcePage<T> {
  /** Place among the sources: the first is asked first. */
  index: number;
  at: number;
  cursor: string | null;
}

function headOf<T>(source: SourcePage<T>, index: number): Head<T> {
  const { items, isLast, end } = source.page;
  // Without an item the list has ended, or it goes on behind what could not be read.
  const cursor = items.length > 0 ? source.from : isLast ? null : (end ?? source.from);
  return { ...source, index, at: 0, cursor };
}

function nextHead<T>(heads: readonly Head<T>[]): Head<T> | null {
  let best: Head<T> | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const head of heads) {
    const item = head.page.items[head.at];
    if (!item || (best && item.order >= lowest)) continue;
    best = head;
    lowest = item.order;
  }
  return best;
}
