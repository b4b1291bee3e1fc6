/** A map whose entries are made at its first use. Keys of `first` are found without them, and come first. */
export class LazyMap<K, V> implements ReadonlyMap<K, V> {
  private made: ReadonlyMap<K, V> | null = null;

  constructor(
    private readonly rest: () => ReadonlyMap<K, V>,
    private readonly first: ReadonlyMap<K, V> = new Map(),
  ) {}

  get(key: K): V | undefined {
    return this.first.get(key) ?? this.all.get(key);
  }
  has(key: K): boolean {
    return this.first.has(key) || this.all.has(key);
  }
  get size(): number {
    return this.all.size;
  }
  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.all) visit(value, key, this);
  }
  entries() {
    return this.all.entries();
  }
  keys() {
    return this.all.keys();
  }
  values() {
    return this.all.values();
  }
  [Symbol.iterator]() {
    return this.all[Symbol.iterator]();
  }

  private get all(): ReadonlyMap<K, V> {
    this.made ??= this.first.size > 0 ? new Map([...this.first, ...this.rest()]) : this.rest();
    return this.made;
  }
}
