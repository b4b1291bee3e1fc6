import { execFileSync } from 'node:child_process';
import { root } from './program.ts';

/** Builds the program as `npm start` does, once for all tests that run it. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
}
