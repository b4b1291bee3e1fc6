/** Something by which items are recognised as the same. */
export interface Proof {
  text: string;
  /** It names another item: it proves something only beside an item that has the text as its own. */
  isPointer?: boolean;
}

/** An item and its proofs by level, the strongest first. */
export interface Provable {
  sourceId: string;
  /**
   * The proofs of a level, read when they are needed. The first level holds within one source too; the others only
   * between sources.
   */
  proofsAt(level: number): readonly Proof[];
}

/**
 * The group of each item, as the index of its first member. Items of one group are the same thing. The groups do not
 * depend on the order of the items: a proof that would make two items of one source the same proves nothing, and where
 * a level contradicts itself none of what it joins is joined.
 */
export function groupsOf(items: readonly Provable[], levels: number): number[] {
  const all = new DisjointSets(items.length);
  const isOfSeveral = items.some(({ sourceId }) => sourceId !== items[0]?.sourceId);
  for (let level = 0; level < (isOfSeveral ? levels : 1); level++) {
    const holders = holdersByProof(items, level, all);
    if (level === 0) for (const members of holders) all.joinAll(members);
    else joinWithoutConflict(items, holders, all);
  }
  return items.map((_, at) => all.rootOf(at));
}

/** Roots of the groups that have a proof in common. */
function holdersByProof(items: readonly Provable[], level: number, all: DisjointSets): number[][] {
  const found = new Map<string, { roots: number[]; isOwn: boolean }>();
  for (const [at, item] of items.entries()) {
    for (const { text, isPointer = false } of item.proofsAt(level)) {
      const root = all.rootOf(at);
      const holder = found.get(text);
      // Most proofs have one holder.
      if (!holder) found.set(text, { roots: [root], isOwn: !isPointer });
      else {
        if (!holder.roots.includes(root)) holder.roots.push(root);
        holder.isOwn ||= !isPointer;
      }
    }
  }
  const holders: number[][] = [];
  for (const { roots, isOwn } of found.values()) if (isOwn && roots.length > 1) holders.push(roots);
  return holders;
}

function joinWithoutConflict(
  items: readonly Provable[],
  holders: readonly number[][],
  all: DisjointSets,
): void {
  const sourcesOf = new Map<number, string[]>();
  for (const [at, { sourceId }] of items.entries()) {
    const root = all.rootOf(at);
    const known = sourcesOf.get(root);
    // A source counts once in a group, however many records of it the first level has joined.
    if (!known) sourcesOf.set(root, [sourceId]);
    else if (!known.includes(sourceId)) known.push(sourceId);
  }
  const haveConflict = (roots: readonly number[]): boolean => {
    const sources = roots.flatMap((root) => sourcesOf.get(root) ?? []);
    return new Set(sources).size < sources.length;
  };
  const level = new DisjointSets(items.length);
  for (const roots of holders) if (!haveConflict(roots)) level.joinAll(roots);
  const components = new Map<number, number[]>();
  for (const root of sourcesOf.keys()) {
    const component = components.get(level.rootOf(root)) ?? [];
    component.push(root);
    components.set(level.rootOf(root), component);
  }
  for (const roots of components.values()) if (!haveConflict(roots)) all.joinAll(roots);
}

/** Union-find; the root of a set is its smallest member. */
class DisjointSets {
  private readonly parents: number[];

  constructor(size: number) {
    this.parents = Array.from({ length: size }, (_, at) => at);
  }

  rootOf(at: number): number {
    let root = at;
    for (let parent = this.parents[root]; parent !== undefined && parent !== root; ) {
      root = parent;
      parent = this.parents[root];
    }
    this.parents[at] = root;
    return root;
  }

  joinAll(members: readonly number[]): void {
    const roots = members.map((member) => this.rootOf(member));
    const smallest = Math.min(...roots);
    for (const root of roots) this.parents[root] = smallest;
  }
}
