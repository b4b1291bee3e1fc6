import 'reflect-metadata';
import fc from 'fast-check';
import { afterEach } from 'vitest';
import { atEnd } from './at-end.ts';
import { runs } from './runs.ts';

fc.configureGlobal({ numRuns: runs(100) });

// Test files share a worker and its modules; only this file runs again for each of them.
afterEach(async () => {
  for (const end of atEnd.splice(0)) await end();
});
