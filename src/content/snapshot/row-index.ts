const nothing: readonly never[] = [];

/** Indexes rows by the keys that each of them has. The result finds the rows of a key, in their own order. */
export function indexRows<T>(rows: Iterable<T>, keysOf: (row: T) => readonly string[]) {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  return (key: string): readonly T[] => groups.get(key) ?? nothing;
}

/** The keys of a row that has one or none. */
export function optional(key: string | null): readonly string[] {
  return key === null ? nothing : [key];
}
