const factor = Number(process.env['TEST_RUNS_FACTOR'] ?? 1);

/** Whether this is the long run. */
export const isLong = factor > 1;

/** How many inputs a property test tries: `npm run test:long` tries a hundred times as many. */
export function runs(usual: number): number {
  return usual * factor;
}
