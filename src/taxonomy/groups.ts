/**
 * Values by a key. Most keys of the taxonomy have one value, which needs no list of its own: an array that is added to
 * has room for seventeen values.
 */
export class Groups<T extends object> {
  private readonly values = new Map<string, T | readonly T[]>();

  /** A value is in a group once. */
  add(key: string, value: T): void {
    const before = this.values.get(key);
    if (before === undefined) this.values.set(key, value);
    else if (!isList(before)) {
      if (before !== value) this.values.set(key, [before, value]);
    } else if (!before.includes(value)) this.values.set(key, before.concat(value));
  }

  get(key: string): readonly T[] {
    const found = this.values.get(key);
    if (found === undefined) return [];
    return isList(found) ? found : [found];
  }

  keys(): Iterable<string> {
    return this.values.keys();
  }
}

/** `Array.isArray` does not know of lists that are read only. */
function isList<T extends object>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
