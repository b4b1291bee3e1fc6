/** Variables that are nested more deeply are not worth comparing. */
const deepest = 20;

/**
 * JSON in which the order of keys says nothing: equal for equal values, and never for others. Null for a value that is
 * nested too deeply, or that JSON cannot express.
 */
export function canonical(value: unknown): string | null {
  const parts: string[] = [];
  return write(value, 0, parts) ? parts.join('') : null;
}

function write(value: unknown, depth: number, parts: string[]): boolean {
  if (typeof value === 'number') {
    // 1e999 is read as infinity, which JSON.stringify would write as null.
    if (!Number.isFinite(value)) return false;
    parts.push(Object.is(value, -0) ? '-0' : String(value));
    return true;
  }
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    if (text === undefined) return false;
    parts.push(text);
    return true;
  }
  if (depth === deepest) return false;
  if (Array.isArray(value)) {
    parts.push('[');
    for (const item of value) {
      if (!write(item, depth + 1, parts)) return false;
      parts.push(',');
    }
    parts.push(']');
    return true;
  }
  parts.push('{');
  for (const [key, item] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    parts.push(JSON.stringify(key), ':');
    if (!write(item, depth + 1, parts)) return false;
    parts.push(',');
  }
  parts.push('}');
  return true;
}
