import { type FragmentDefinitionNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

/** How deep selection sets nest, and how many selections there are, with every fragment in the place of its spread. */
export interface WrittenSize {
  height: number;
  count: number;
}

/** The deepest that this class itself recurses. The caller allows less. */
const tooDeep = 1_000;

/** Measures selection sets as if their fragments were written out. Each fragment is read once. */
export class WrittenOut {
  hasCycle = false;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  /** Null while the fragment is read. */
  private readonly sizes = new Map<string, WrittenSize | null>();

  constructor(fragments: readonly FragmentDefinitionNode[]) {
    for (const fragment of fragments) this.fragments.set(fragment.name.value, fragment);
  }

  selectionsOf(fragment: string): readonly SelectionNode[] {
    return this.fragments.get(fragment)?.selectionSet.selections ?? [];
  }

  sizeOf(set: SelectionSetNode, depth = 1): WrittenSize {
    const size: WrittenSize = { height: 1, count: set.selections.length };
    // Whoever asked refuses this height, so the rest need not be read.
    if (depth > tooDeep) return { ...size, height: tooDeep };
    for (const node of set.selections) {
      const inner =
        node.kind === Kind.FRAGMENT_SPREAD
          ? this.sizeOfFragment(node.name.value, depth)
          : node.selectionSet && this.sizeOf(node.selectionSet, depth + 1);
      if (!inner) continue;
      size.height = Math.max(size.height, inner.height + 1);
      size.count += inner.count;
    }
    return size;
  }

  private sizeOfFragment(name: string, depth: number): WrittenSize | null {
    const before = this.sizes.get(name);
    if (before === null) this.hasCycle = true;
    if (before !== undefined) return before;
    const fragment = this.fragments.get(name);
    if (!fragment) return null;
    this.sizes.set(name, null);
    const size = this.sizeOf(fragment.selectionSet, depth + 1);
    this.sizes.set(name, size);
    return size;
  }
}
