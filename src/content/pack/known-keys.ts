import { closest, distance } from 'fastest-levenshtein';

/** What a content file says exists, and where it says so. */
interface Declaration {
  type: string;
  key: string;
  file: string;
  line: number;
}

/** Every key that the pack declares, so that references can be checked whatever the order of files. */
export class KnownKeys {
  private readonly keys = new Map<string, Map<string, Declaration>>();
  /** Set when a file could not be read, so that its mistake does not bring one at every reference to it. */
  incomplete = false;

  /** Notes a key; returns the earlier declaration where there is one. */
  add(declaration: Declaration): Declaration | null {
    const ofType = this.keys.get(declaration.type) ?? new Map<string, Declaration>();
    this.keys.set(declaration.type, ofType);
    const earlier = ofType.get(declaration.key);
    if (earlier !== undefined) return earlier;
    ofType.set(declaration.key, declaration);
    return null;
  }

  /** Whether something declares the key. While a file cannot be read, any key may stand in it. */
  has(type: string, key: string): boolean {
    if (this.incomplete) return true;
    return this.keys.get(type)?.has(key) ?? false;
  }

  /** What to tell somebody who named a key that nothing declares. */
  unknown(type: string, key: string): string {
    const all = [...(this.keys.get(type)?.keys() ?? [])];
    if (all.length === 0) return `names the unknown ${type} "${key}"; the content has no ${type} at all`;
    return `names the unknown ${type} "${key}"; ${suggestion(key, all)}`;
  }
}

/** The nearest valid value, or the first few where nothing is near. */
export function suggestion(value: string, valid: readonly string[]): string {
  const nearest = closest(value.slice(0, 100), valid);
  if (distance(nearest, value.slice(0, 100)) <= Math.max(3, nearest.length / 2)) {
    return `the nearest one is "${nearest}"`;
  }
  const first = valid.slice(0, 5).join(', ');
  return `valid ones are ${first}${valid.length > 5 ? ', …' : ''}`;
}
