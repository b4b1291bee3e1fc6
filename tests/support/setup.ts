import 'reflect-metadata';
import fc from 'fast-check';
import { afterEach } from 'vitest';
import { atEnd } from './at-end.ts';
import { isLong, runs } from './runs.ts';

// The ordinary run tries the same inputs each time, so that it fails only after a change. The long one looks for others.
fc.configureGlobal({ numRuns: runs(100), ...(!isLong && { seed: 20_261_130 }) });

// Test files share a worker and its modules; only this file runs again for each of them.
afterEach(async () => {
  for (const end of atEnd.splice(0)) await end();
});
