import type { CellBlocks } from './cell-blocks.ts';
import { jsonStatHead, type SelectedCube } from './fetch-cube.ts';

/** Cells that are put together before they are given on. */
const CELLS = 10_000;

/** A cube as JSON-stat 2.0 in parts, so that no text of the whole is ever in memory. */
export function* jsonStatFile(cube: SelectedCube): Generator<string> {
  yield `${JSON.stringify(jsonStatHead(cube)).slice(0, -1)},"value":[`;
  const cells = cube.blocks.inOrder();
  let part = '';
  for (let cell = 0; cells.next(); cell++) {
    const { value, text } = cells;
    const none = text === undefined ? 'null' : JSON.stringify(text);
    part += `${cell === 0 ? '' : ','}${Number.isNaN(value) ? none : value}`;
    if ((cell + 1) % CELLS > 0) continue;
    yield part;
    part = '';
  }
  yield `${part}]`;
  if (cube.blocks.hasStatuses) yield* statusParts(cube.blocks);
  yield '}';
}

/** The statuses of the cells that have one. */
function* statusParts(blocks: CellBlocks): Generator<string> {
  yield ',"status":{';
  let isFirst = true;
  let part = '';
  const cells = blocks.inOrder();
  for (let cell = 0; cells.next(); cell++) {
    const { status } = cells;
    if (status !== null) {
      part += `${isFirst ? '' : ','}"${cell}":${JSON.stringify(status)}`;
      isFirst = false;
    }
    if ((cell + 1) % CELLS > 0 || part === '') continue;
    yield part;
    part = '';
  }
  yield `${part}}`;
}
