/** Calls `ask` once for equal arguments within a request; the promise is shared, failed or not. */
export function sharedCall<A extends readonly unknown[], T>(
  ask: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = asked.get(key);
    if (known) return known;
    const answer = ask(...args);
    asked.set(key, answer);
    return answer;
  };
}
