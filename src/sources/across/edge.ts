/**
 * An item of a page with its cursor, which is written once and only when a client asks for it: it holds marks of all that
 * was given so far.
 */
export function edgeOf<T>(node: T, write: () => string): { node: T; readonly cursor: string } {
  let written: string | null = null;
  return {
    node,
    get cursor() {
      written ??= write();
      return written;
    },
  };
}
