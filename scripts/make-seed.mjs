// Makes dist/seed: an embedded database with its tables and the content pack, from which a new data directory starts
// seconds sooner, and dist/seed.content, which answers before the database is open. It is made again only when a migration, PGlite or the content has changed.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import 'reflect-metadata';

const root = new URL('../', import.meta.url);
const seed = new URL('dist/seed', root);
const stamp = new URL('dist/seed.version', root);

const inputs = [
  'dist/content',
  'dist/database',
  'dist/entities',
  'dist/search',
  'dist/text',
  'content',
  'reference',
].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true })
    .filter((name) => /\.(js|yaml)$/.test(name))
    .sort()
    .map((name) => `${folder}/${name}`),
);
inputs.push('node_modules/@electric-sql/pglite/package.json');
const hash = createHash('sha256');
for (const name of inputs) hash.update(name).update(readFileSync(new URL(name, root)));
const version = hash.digest('hex');

if (!existsSync(seed) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
  const { openContent } = await import('../dist/content/open-content.js');
  const unfinished = new URL('dist/seed.new', root);
  rmSync(unfinished, { recursive: true, force: true });
  const settings = { databaseUrl: null, dataDir: fileURLToPath(unfinished), contentDir: null };
  const { database, kept } = await openContent(settings, console);
  await database.dataSource.query('CHECKPOINT');
  // Nothing changes it any more.
  kept.follow();
  await database.close();
  rmSync(seed, { recursive: true, force: true });
  for (const part of ['', '.content', '.content.json'])
    renameSync(new URL(`dist/seed.new/database${part}`, root), new URL(`dist/seed${part}`, root));
  // Whoever installs the program may not be who runs it.
  for (const part of ['.content', '.content.json']) chmodSync(new URL(`dist/seed${part}`, root), 0o644);
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(stamp, version);
}
