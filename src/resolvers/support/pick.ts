/** The entities with the given keys, in the order of the keys. Unknown keys are skipped. */
export function pick<T>(keys: readonly string[] | null, table: ReadonlyMap<string, T>): T[] {
  const found: T[] = [];
  for (const key of keys ?? []) {
    const one = table.get(key);
    if (one !== undefined) found.push(one);
  }
  return found;
}
