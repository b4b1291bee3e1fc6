/** The entities that keys stand for, in the keys' order. */
export function pick<T>(keys: readonly string[] | null, table: ReadonlyMap<string, T>): T[] {
  const found: T[] = [];
  for (const key of keys ?? []) {
    const one = table.get(key);
    if (one !== undefined) found.push(one);
  }
  return found;
}
