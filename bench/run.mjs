// Runs the benchmarks named, or all: `npm run bench -- coalesce storm`. Each prints its own table; only ratios
// count, since machines differ.
import { readdir } from 'node:fs/promises';

const folder = new URL('./cases/', import.meta.url);
const all = (await readdir(folder)).filter((name) => name.endsWith('.mjs')).map((name) => name.slice(0, -4));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : all) {
  const { title, run } = await import(new URL(`${name}.mjs`, folder));
  console.log(`\n${name}: ${title}`);
  const startedAt = performance.now();
  await run();
  console.log(`(${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
}
process.exit(0);
