import { execFileSync } from 'node:child_process';

let isBuilt = false;

/** Builds the files of the playground, which a server on the source code reads too. */
export function buildPlayground(): void {
  if (!isBuilt) execFileSync(process.execPath, ['scripts/playground.mjs'], { stdio: 'inherit' });
  isBuilt = true;
}
