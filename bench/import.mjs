// Imports many generated documents into an empty embedded database, or into the one of DATABASE_URL, and prints time and
// memory:
//   npm run bench:import -- 10000
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContent, packFolders } from '../dist/content/open-content.js';
import { readPack } from '../dist/content/pack/pack.js';
import { readOriginals, storeOriginals } from '../dist/importer/import.js';

const count = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
const words = 'exempel skog vatten träd sjö väg data öppen dela arbete marknad fråga svar vilja kunna'.split(
  ' ',
);
const sentence = (seed) =>
  Array.from({ length: 12 }, (_, index) => words[(seed * 7 + index * index) % words.length]).join(' ');

function article(number) {
  const parts = [`# Exempel ${number}`];
  for (let section = 1; section <= 4; section += 1) {
    parts.push(`## Del ${section}`);
    for (let paragraph = 0; paragraph < 3; paragraph += 1) {
      parts.push(
        Array.from(
          { length: 4 },
          (_, index) => `${sentence(number + section * 10 + paragraph + index)}.`,
        ).join(' '),
      );
    }
  }
  return `${parts.join('\n\n')}\n`;
}

let maxRss = 0;
const sampling = setInterval(() => {
  maxRss = Math.max(maxRss, process.memoryUsage.rss());
}, 50);

async function timed(name, work) {
  maxRss = 0;
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  console.log(`${name}: ${seconds.toFixed(1)} s, at most ${Math.round(maxRss / 1024 / 1024)} MB`);
  return result;
}

try {
  for (let number = 1; number <= count; number += 1) {
    const part = join(folder, 'documents', String(Math.ceil(number / 1000)));
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `${number}.md`), article(number));
    writeFileSync(
      join(part, `${number}.md.import.yaml`),
      `slug: exempel-${number}\nkind: ARTICLE\nlanguage: sv\naccess: FULL\n`,
    );
  }
  const settings = {
    databaseUrl: process.env['DATABASE_URL'] ?? null,
    dataDir: join(folder, 'data'),
    contentDir: null,
  };
  const { database } = await timed('open', () => openContent(settings, console));
  const pack = await readPack(packFolders(null));
  const documents = [join(folder, 'documents')];
  const run = async (paths, apply) =>
    storeOriginals(database.dataSource, await readOriginals(paths, { pack, manifests: [] }), { pack, apply });
  await timed(`dry run of ${count}`, () => run(documents, false));
  const { changes } = await timed(`import of ${count}`, () => run(documents, true));
  console.log(`  ${changes.length} rows written`);
  await timed(`second import of ${count}`, () => run(documents, true));
  const one = join(folder, 'documents/1/1.md');
  writeFileSync(one, `${article(1)}\nEtt stycke till.\n`);
  await timed('import of one that has changed', () => run([one], true));
  await database.close();
} finally {
  clearInterval(sampling);
  rmSync(folder, { recursive: true, force: true });
}
