// Reads a JSON-stat file from its bytes, and every cell of it: value, status and the code of each category. Prints the
// milliseconds, the growth of memory and a checksum. A process of its own, so that peaks do not mix.
import { readFileSync } from 'node:fs';

const [reader, file] = process.argv.slice(2);

async function ours(bytes) {
  const { jsonStatDataset } = await import('../../dist/sources/formats/json-stat/decode.js');
  const { cellFields } = await import('../../dist/sources/formats/json-stat/read-cells.js');
  const { decodeBody } = await import('../../dist/upstream/decode.js');
  const { placesOf, statusAt, valueAt } = await import('../../dist/sources/formats/json-stat/cube.js');
  return () => {
    const reading = { format: 'json', schema: jsonStatDataset(), fields: cellFields };
    const { dimensions, cells } = decodeBody('bench', bytes.toString('utf8'), reading).value;
    const places = dimensions.map(() => 0);
    const sum = checksum();
    for (let cell = 0; cell < cells.values.length; cell++) {
      placesOf(cell, dimensions, places);
      for (let at = 0; at < places.length; at++) sum.key(dimensions[at].codes[places[at]]);
      sum.cell(valueAt(cells, cell), statusAt(cells, cell));
    }
    return sum.done();
  };
}

async function toolkit(bytes) {
  const { default: JSONstat } = await import('jsonstat-toolkit');
  return () => {
    const dataset = JSONstat(JSON.parse(bytes.toString('utf8'))).Dataset(0);
    const sum = checksum();
    // Its own way to every cell with its categories.
    dataset.Unflatten((coordinates, { value, status }) => {
      for (const id of dataset.id) sum.key(coordinates[id]);
      sum.cell(value, status ?? null);
    });
    return sum.done();
  };
}

function checksum() {
  let keys = 0;
  let values = 0;
  let statuses = 0;
  return {
    key: (code) => {
      keys = (keys * 31 + code.length + code.charCodeAt(code.length - 1)) % 1_000_003;
    },
    cell: (value, status) => {
      if (value !== null) values += value;
      if (status !== null) statuses += status.length;
    },
    done: () => `${keys} ${values} ${statuses}`,
  };
}

const bytes = readFileSync(file);
const run = await (reader === 'ours' ? ours(bytes) : toolkit(bytes));
globalThis.gc?.();
const before = process.memoryUsage().rss;
let peak = before;
const startedAt = performance.now();
const sum = run();
const milliseconds = performance.now() - startedAt;
peak = Math.max(peak, process.resourceUsage().maxRSS * 1024);
console.log(JSON.stringify({ milliseconds, bytes: peak - before, sum }));
