import { type CubeCells, statusAt } from '../formats/json-stat/cube.ts';
import { jsonStatHead, type SelectedCube } from './fetch-cube.ts';

/** Values that are put together before they are given on. */
const VALUES = 10_000;

/** A cube as JSON-stat 2.0 in parts, so that no text of the whole is ever in memory. */
export function* jsonStatFile(cube: SelectedCube): Generator<string> {
  const { values, texts } = cube.cells;
  yield `${JSON.stringify(jsonStatHead(cube)).slice(0, -1)},"value":[`;
  for (let from = 0; from < values.length; from += VALUES) {
    let part = '';
    for (let cell = from; cell < Math.min(from + VALUES, values.length); cell++) {
      const value = values[cell] ?? Number.NaN;
      const text = texts.get(cell);
      const written =
        text === undefined ? (Number.isNaN(value) ? 'null' : String(value)) : JSON.stringify(text);
      part += cell === 0 ? written : `,${written}`;
    }
    yield part;
  }
  yield ']';
  if (cube.cells.statuses) yield* statusParts(cube.cells);
  yield '}';
}

/** The statuses of the cells that have one. */
function* statusParts(cells: CubeCells): Generator<string> {
  yield ',"status":{';
  let isFirst = true;
  for (let from = 0; from < cells.values.length; from += VALUES) {
    let part = '';
    for (let cell = from; cell < Math.min(from + VALUES, cells.values.length); cell++) {
      const symbol = statusAt(cells, cell);
      if (symbol === null) continue;
      part += `${isFirst ? '' : ','}"${cell}":${JSON.stringify(symbol)}`;
      isFirst = false;
    }
    if (part !== '') yield part;
  }
  yield '}';
}
