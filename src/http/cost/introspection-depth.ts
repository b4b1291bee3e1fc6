import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

const listFields = new Set(['fields', 'inputFields', 'interfaces', 'possibleTypes']);

/**
 * How many lists of fields or types an introspection query nests. Depth and cost ignore introspection, but nested
 * lists make its result grow without bound.
 */
export class IntrospectionDepth {
  private readonly ofFragment = new Map<string, number>();

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  of(set: SelectionSetNode | undefined): number {
    let deepest = 0;
    for (const node of set?.selections ?? []) {
      const own = node.kind === Kind.FIELD && listFields.has(node.name.value) ? 1 : 0;
      const inner =
        node.kind === Kind.FRAGMENT_SPREAD ? this.inFragment(node.name.value) : this.of(node.selectionSet);
      deepest = Math.max(deepest, own + inner);
    }
    return deepest;
  }

  private inFragment(name: string): number {
    const before = this.ofFragment.get(name);
    if (before !== undefined) return before;
    this.ofFragment.set(name, 0);
    const depth = this.of(this.fragments.get(name)?.selectionSet);
    this.ofFragment.set(name, depth);
    return depth;
  }
}
