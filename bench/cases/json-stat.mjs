import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const title = 'one million cells of JSON-stat, from bytes to value, status and categories of each';

const ROUNDS = 5;
const SIDES = { Region: 250, Sex: 4, Metric: 10, Time: 100 };

/** A cube like those of PxWeb: some cells have no number but a symbol. */
function cube() {
  const sizes = Object.values(SIDES);
  const size = sizes.reduce((product, one) => product * one, 1);
  const missing = (cell) => cell % 17 === 0;
  return {
    version: '2.0',
    class: 'dataset',
    id: Object.keys(SIDES),
    size: sizes,
    dimension: Object.fromEntries(
      Object.entries(SIDES).map(([id, count]) => {
        const codes = Array.from({ length: count }, (_, at) => `${id}${at}`);
        const index = Object.fromEntries(codes.map((code, at) => [code, at]));
        return [
          id,
          { label: id, category: { index, label: Object.fromEntries(codes.map((code) => [code, code])) } },
        ];
      }),
    ),
    value: Array.from({ length: size }, (_, cell) => (missing(cell) ? null : (cell * 7919) % 100_000)),
    status: Object.fromEntries(
      Array.from({ length: size }, (_, cell) => cell)
        .filter(missing)
        .map((cell) => [cell, '..']),
    ),
  };
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'json-stat-'));
  const file = join(folder, 'cube.json');
  writeFileSync(file, JSON.stringify(cube()));
  const reader = fileURLToPath(new URL('../support/json-stat-reader.mjs', import.meta.url));
  const results = { ours: [], toolkit: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of Object.keys(results)) {
        const output = execFileSync(process.execPath, ['--expose-gc', reader, name, file], {
          encoding: 'utf8',
        });
        results[name].push(JSON.parse(output));
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const sums = new Set(Object.values(results).flatMap((all) => all.map(({ sum }) => sum)));
  if (sums.size !== 1) throw new Error(`the readers disagree: ${[...sums].join(' and ')}`);
  const of = (name, fact) => median(results[name].map((one) => one[fact]));
  console.table(
    Object.keys(results).map((name) => ({
      reader: name,
      milliseconds: Math.round(of(name, 'milliseconds')),
      megabytes: Math.round(of(name, 'bytes') / 1e6),
    })),
  );
  console.log(
    `time: 1/${(of('toolkit', 'milliseconds') / of('ours', 'milliseconds')).toFixed(1)} of the toolkit`,
  );
  console.log(`memory: ${(of('ours', 'bytes') / of('toolkit', 'bytes')).toFixed(2)} of the toolkit`);
}
