/** Makes some of the loaders of a request, by a name. */
type Groups = Readonly<Record<string, () => object>>;
type Together<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** Every loader of these groups in one object. */
export type AllOf<G extends Groups> = Together<ReturnType<G[keyof G]>>;

/**
 * All loaders in one object. A group of loaders is made when one of them is asked for: making all of them would take a
 * request longer than most of its fields. `owners` remembers which group has which loader.
 */
export function madeOnUse<G extends Groups>(groups: G, owners: Map<string, keyof G & string>): AllOf<G> {
  const made = new Map<string, object>();
  const group = (name: string): object => {
    const before = made.get(name);
    if (before) return before;
    const own = groups[name]?.() ?? {};
    made.set(name, own);
    return own;
  };
  if (owners.size === 0) {
    for (const name of Object.keys(groups)) for (const key of Object.keys(group(name))) owners.set(key, name);
  }
  return new Proxy({} as AllOf<G> & object, {
    get(_, key) {
      const owner = typeof key === 'string' ? owners.get(key) : undefined;
      return owner === undefined ? undefined : Reflect.get(group(owner), key);
    },
  });
}
