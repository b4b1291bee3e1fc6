// Builds client/dist: ES modules and CommonJS, with types.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
rmSync('client/dist', { recursive: true, force: true });
for (const [folder, module, type] of [
  ['esm', 'ES2022', 'module'],
  ['cjs', 'CommonJS', 'commonjs'],
]) {
  const outDir = `client/dist/${folder}`;
  const options = ['-p', 'client', '--noEmit', 'false', '--outDir', outDir, '--module', module];
  execFileSync('node_modules/.bin/tsc', options, { stdio: 'inherit' });
  writeFileSync(`${outDir}/package.json`, `${JSON.stringify({ type })}\n`);
}
