import { closest, distance } from 'fastest-levenshtein';

/** A key that a content file declares, and where it does so. */
interface Declaration {
  type: string;
  key: string;
  file: string;
  line: number;
}

/** Every key that the pack declares, so that references can be checked in any order of files. */
export class KnownKeys {
  private readonly keys = new Map<string, Map<string, Declaration>>();
  /** True when a file could not be read. References to keys in it are then not reported as mistakes. */
  incomplete = false;

  /** Adds a key. Returns the earlier declaration of the same key, if there is one. */
  add(declaration: Declaration): Declaration | null {
    const ofType = this.keys.get(declaration.type) ?? new Map<string, Declaration>();
    this.keys.set(declaration.type, ofType);
    const earlier = ofType.get(declaration.key);
    if (earlier !== undefined) return earlier;
    ofType.set(declaration.key, declaration);
    return null;
  }

  /** Whether the pack declares the key. Always true when a file could not be read, because the key may be in it. */
  has(type: string, key: string): boolean {
    if (this.incomplete) return true;
    return this.keys.get(type)?.has(key) ?? false;
  }

  /** The message about a key that the pack does not declare. */
  unknown(type: string, key: string): string {
    const all = [...(this.keys.get(type)?.keys() ?? [])];
    if (all.length === 0) return `names the unknown ${type} "${key}"; the content has no ${type} at all`;
    return `names the unknown ${type} "${key}"; ${suggestion(key, all)}`;
  }
}

/** Names the most similar valid value, or the first few where none is similar. */
export function suggestion(value: string, valid: readonly string[]): string {
  const nearest = closest(value.slice(0, 100), valid);
  if (distance(nearest, value.slice(0, 100)) <= Math.max(3, nearest.length / 2)) {
    return `the nearest one is "${nearest}"`;
  }
  const first = valid.slice(0, 5).join(', ');
  return `valid ones are ${first}${valid.length > 5 ? ', …' : ''}`;
}
