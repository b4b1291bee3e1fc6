// Makes dist/seed: an empty embedded database with its tables, from which a new data directory starts seconds sooner.
// It is made again only when a migration or PGlite has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import 'reflect-metadata';

const root = new URL('../', import.meta.url);
const seed = new URL('dist/seed', root);
const stamp = new URL('dist/seed.version', root);

const migrations = new URL('dist/content/migrations/', root);
const hash = createHash('sha256');
for (const name of readdirSync(migrations).sort()) {
  if (name.endsWith('.js')) hash.update(readFileSync(new URL(name, migrations)));
}
hash.update(readFileSync(new URL('node_modules/@electric-sql/pglite/package.json', root)));
const version = hash.digest('hex');

if (!existsSync(seed) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
  const { makeSeed } = await import('../dist/content/database.js');
  const unfinished = new URL('dist/seed.new', root);
  rmSync(unfinished, { recursive: true, force: true });
  await makeSeed(unfinished.pathname);
  rmSync(seed, { recursive: true, force: true });
  renameSync(unfinished, seed);
  writeFileSync(stamp, version);
}
