import { execFileSync } from 'node:child_process';
import { root } from './program.ts';

/** Builds the program as `npm start` does, once for all tests that run it, where something has changed. */
export function setup(): void {
  execFileSync('node', ['scripts/build.mjs', '--if-changed'], { cwd: root, stdio: 'inherit' });
}
