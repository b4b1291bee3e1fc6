// What `npm ci --omit=dev` installs stays small, and has nothing that the program does not import.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const maxMegabytes = 200;
/** Optional companions of libraries: drawing, validation by decorators, other databases. */
const unwanted = ['@napi-rs/canvas', 'class-validator', 'pdfjs-dist', 'libphonenumber-js'];

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
// Builds for other systems are in the lock file, and not installed.
const paths = Object.entries(packages).flatMap(([path, { dev }]) =>
  path === '' || dev || !existsSync(path) ? [] : [path],
);
const bytes = paths.reduce((sum, path) => sum + sizeOf(path), 0);
const megabytes = Math.round(bytes / 1024 ** 2);
const found = unwanted.filter((name) => paths.some((path) => path.endsWith(`node_modules/${name}`)));

for (const name of found) console.error(`${name} would be installed in production`);
if (megabytes > maxMegabytes)
  console.error(`production would take ${megabytes} MB; at most ${maxMegabytes} MB are intended`);
if (found.length > 0 || megabytes > maxMegabytes) process.exit(1);
console.log(`production: ${paths.length} packages, ${megabytes} MB`);

/** The size of a package without those inside it, which the lock file lists themselves. In blocks, as `du` counts. */
function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (entry.name === 'node_modules') return sum;
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(path) : statSync(path).blocks * 512);
  }, 0);
}
