/**
 * The value that all stand for. Null where there is none, and where several different ones remain: their order says
 * nothing, so the first would be a guess.
 */
export function theOnly<T>(values: readonly T[]): T | null {
  const [one, ...others] = values;
  if (one === undefined || others.length === 0) return one ?? null;
  const written = JSON.stringify(one);
  return others.every((other) => JSON.stringify(other) === written) ? one : null;
}
