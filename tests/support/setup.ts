import 'reflect-metadata';
import { afterEach } from 'vitest';
import { atEnd } from './at-end.ts';

// Files share a worker and its modules; only this one runs anew for each of them.
afterEach(async () => {
  for (const end of atEnd.splice(0)) await end();
});
