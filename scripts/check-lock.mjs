// Every package of the lock file has a digest, and no address outside the registry. npm leaves the digest out of entries
// that it wrote while the package was not installed, such as builds for other systems.
import { readFileSync } from 'node:fs';

const registry = 'https://registry.npmjs.org/';
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const entries = Object.entries(packages).filter(([path]) => path !== '');
const wrong = entries.filter(
  ([, { integrity, resolved = registry }]) =>
    !/^sha512-/.test(integrity ?? '') || !resolved.startsWith(registry),
);
for (const [path] of wrong) console.error(`${path} has no digest, or does not come from the registry`);
if (wrong.length > 0) {
  console.error(
    'Delete these entries from package-lock.json, without node_modules beside it, and run: npm install --package-lock-only',
  );
  process.exit(1);
}
console.log(`package-lock.json: ${entries.length} packages, each with a digest`);
