/**
 * What is made of a list, found again while the same items come in the same order. Equal texts that are one object are
 * compared at once, so a long list is found faster than it is read. The lists that came last are held weakly: nothing
 * stays in memory for the sake of being found.
 */
export function rememberedList<Item, T>(
  make: (items: readonly Item[]) => T,
  maxLists: number,
): (items: readonly Item[]) => T {
  let made: WeakRef<{ items: readonly Item[]; value: T }>[] = [];
  return (items) => {
    for (const one of made) {
      const known = one.deref();
      if (known && isSame(known.items, items)) return known.value;
    }
    const value = make(items);
    made = [new WeakRef({ items: [...items], value }), ...made].slice(0, maxLists);
    return value;
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
