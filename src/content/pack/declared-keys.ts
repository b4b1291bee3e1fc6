import type { Path } from './yaml-file.ts';

/** A key that a file declares, and the field that does so. */
export interface DeclaredKey {
  type: string;
  key: string;
  path: Path;
}

/** The keys of a file that holds a list of things. */
export function keysOf(
  value: unknown,
  list: string,
  type: string,
  field = 'slug',
  prefix = '',
): DeclaredKey[] {
  const items = get(value, list);
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown, index) => {
    const key = get(item, field);
    const isKey = typeof key === 'string' || typeof key === 'number';
    return isKey ? [{ type, key: `${prefix}${key}`, path: [list, index, field] }] : [];
  });
}

/** The key of a file that holds one thing. */
export function keyOf(value: unknown, type: string, field = 'slug'): DeclaredKey[] {
  const key = get(value, field);
  return typeof key === 'string' ? [{ type, key, path: [field] }] : [];
}

/** A field of a value, where the value may not be an object. */
export function get(value: unknown, field: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
