/** Remembers what was read of a header: most clients send one of a few texts. */
export function remembered<T>(
  read: (header: string) => T,
  { most = 500, longest = 500 } = {},
): (header: string | undefined) => T {
  const known = new Map<string, T>();
  return (header = '') => {
    const before = known.get(header);
    if (before !== undefined) return before;
    const value = read(header);
    // Texts that nobody else sends would only take the room of others.
    if (known.size >= most) known.clear();
    if (header.length <= longest) known.set(header, value);
    return value;
  };
}
