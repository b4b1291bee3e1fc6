// Builds the program in dist. With --if-changed it does nothing where there is no source code, as in the image, or
// where nothing has changed since the last build.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
const stamp = 'dist/build.version';
const inputs = [
  'src',
  'playground',
  'content',
  'reference',
  'queries',
  'docs',
  'scripts',
  'schema.graphql',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'client/README.md',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
];

if (!process.argv.includes('--if-changed')) await build();
else if (existsSync('src') && read(stamp) !== version()) await build();

async function build() {
  const now = version();
  execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  execFileSync(process.execPath, ['scripts/copy-assets.mjs'], { stdio: 'inherit' });
  await Promise.all(['make-seed', 'bundle', 'playground', 'docs'].map((name) => run(`scripts/${name}.mjs`)));
  writeFileSync(stamp, now);
}

async function run(script) {
  const [code] = await once(spawn(process.execPath, [script], { stdio: 'inherit' }), 'exit');
  if (code !== 0) process.exit(1);
}

/** Changes with the name, the size or the time of any file that the build reads. */
function version() {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const names = statSync(input).isDirectory() ? readdirSync(input, { recursive: true }).sort() : [''];
    for (const name of names) {
      const { size, mtimeMs } = statSync(join(input, name));
      hash.update(`${input}/${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
