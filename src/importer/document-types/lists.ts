import type { PointKind } from '../../entities/vocabulary.ts';
import type { Block } from '../block.ts';
import type { Draft } from '../draft.ts';

interface FoundList {
  /** The category of its items. */
  kind: PointKind | 'PANEL' | 'DEMAND';
  remarks: number;
  items: Block[];
  /** The title of the group of an item. */
  groups: Map<Block, string>;
}

/** The lists of the document, with the categories that the manifest gives them. */
export function listsOf(draft: Draft): FoundList[] {
  const found = groupedLists(draft);
  const { lists } = draft.manifest;
  if (lists.length > found.length) {
    draft.warn(
      1,
      `the manifest describes ${lists.length} lists, and the document has ${found.length}; correct the manifest`,
    );
  }
  for (const { items } of lists.length === 0 ? [] : found.slice(lists.length)) {
    draft.warn(
      items[0]?.lineFrom ?? 1,
      'this list is not described in the manifest, and is kept as text only; add it there, under lists',
    );
  }
  return lists.flatMap(({ kind, remarks }, index) => {
    const list = found[index];
    return list ? [{ kind, remarks, ...list }] : [];
  });
}

/** The lists in order. A numbered item that an unnumbered list follows is the title of a group; consecutive groups are one list. */
function groupedLists(draft: Draft): Pick<FoundList, 'items' | 'groups'>[] {
  const runs: Block[][] = [];
  const places = new Map(draft.content.map((block, index) => [block, index]));
  const follows = (first: Block, second: Block | undefined) =>
    second !== undefined && (places.get(first) ?? 0) + 1 === places.get(second);
  let before: Block | null = null;
  for (const block of draft.content) {
    if (block.role === 'LIST_ITEM' && before?.role === 'LIST_ITEM' && before.list === block.list)
      runs.at(-1)?.push(block);
    else if (block.role === 'LIST_ITEM') runs.push([block]);
    before = block;
  }
  const lists: (Pick<FoundList, 'items' | 'groups'> & { grouped: boolean; last: Block | undefined })[] = [];
  for (const [index, run] of runs.entries()) {
    const title = run[0];
    const inside = runs[index + 1];
    const isTitle =
      run.length === 1 &&
      title?.ordinal != null &&
      inside?.[0]?.ordinal === null &&
      follows(title, inside[0]);
    if (isTitle) continue;
    const [group] = runs[index - 1] ?? [];
    const grouped =
      runs[index - 1]?.length === 1 &&
      group?.ordinal != null &&
      run[0]?.ordinal === null &&
      follows(group, run[0]);
    const groups = new Map(grouped && group ? run.map((block) => [block, draft.shown(group)]) : []);
    const open = lists.at(-1);
    if (grouped && group && open?.grouped && open.last && follows(open.last, group)) {
      open.items.push(...run);
      for (const [block, name] of groups) open.groups.set(block, name);
      open.last = run.at(-1);
    } else lists.push({ items: [...run], groups, grouped: grouped === true, last: run.at(-1) });
  }
  return lists;
}
