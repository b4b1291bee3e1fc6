// Every package of the lock file has a licence that allows its use here. `A OR B` needs one of them, `A AND B` both.
import { readFileSync } from 'node:fs';

const allowed = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0'],
  ...['BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Zlib', 'Python-2.0', 'PostgreSQL'],
]);
/** Data, whose makers are named where it is shown. */
const allowedData = new Map([['node_modules/@svg-maps/sweden', 'CC-BY-4.0']]);

/** Licences that a package names inexactly; its file LICENSE says which it is. */
const exactly = new Map([['node_modules/duck', { BSD: 'BSD-2-Clause' }]]);

const isAllowed = (licence) =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => allowed.has(name.trim())));

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const entries = Object.entries(packages).filter(([path]) => path !== '');
const counts = new Map();
const wrong = [];
for (const [path, { license: named = 'no licence' }] of entries) {
  const license = exactly.get(path)?.[named] ?? named;
  counts.set(license, (counts.get(license) ?? 0) + 1);
  if (!isAllowed(license) && allowedData.get(path) !== license) wrong.push(`${path}: ${license}`);
}
for (const line of wrong) console.error(`${line} is not in the list of scripts/check-licences.mjs`);
if (wrong.length > 0) process.exit(1);
const summary = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
console.log(`licences: ${summary.join(', ')}`);
