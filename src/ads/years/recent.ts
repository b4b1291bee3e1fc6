import type { Clock } from '../../upstream/time.ts';

interface RecentSettings {
  clock: Clock;
  /** Milliseconds. */
  validFor: number;
  /** Beyond them the oldest go. */
  most: number;
}

/** Answers that are asked for again within a short time. One that fails is not remembered. */
export function recent<T>({ clock, validFor, most }: RecentSettings) {
  const known = new Map<string, { value: T; until: number }>();
  return async (key: string, ask: () => Promise<T>): Promise<T> => {
    const before = known.get(key);
    if (before && clock.now() < before.until) return before.value;
    const value = await ask();
    known.delete(key);
    known.set(key, { value, until: clock.now() + validFor });
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return value;
  };
}
