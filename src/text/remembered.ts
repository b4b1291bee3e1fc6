import { hash } from 'node:crypto';

/**
 * Results of a slow function of a text, kept by the digest of the text, so that the text itself is not. The least
 * recently used go first when the results hold more characters than the bound.
 */
export function remembered<T extends string | null>(
  work: (text: string, kind: string) => T,
  maxCharacters: number,
): (text: string, kind: string) => T {
  const results = new Map<string, T>();
  let size = 0;
  return (text, kind) => {
    const key = hash('sha1', `${kind}\0${text}`, 'base64');
    const known = results.get(key);
    if (known !== undefined) {
      results.delete(key);
      results.set(key, known);
      return known;
    }
    const result = work(text, kind);
    results.set(key, result);
    size += lengthOf(result);
    for (const [oldest, value] of results) {
      if (size <= maxCharacters) break;
      results.delete(oldest);
      size -= lengthOf(value);
    }
    return result;
  };
}

/** A digest takes about as much room as so many characters. */
const OVERHEAD = 60;
const lengthOf = (result: string | null): number => (result?.length ?? 0) + OVERHEAD;
