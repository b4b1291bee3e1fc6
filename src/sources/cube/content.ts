import type { CubeContent } from '../../entities/statistics.ts';
import { placesOf, statusAt, valueAt } from '../formats/json-stat/cube.ts';
import { encodeDataset } from '../formats/json-stat/encode.ts';
import { cursorOver } from './cell-blocks.ts';
import { csvOf } from './csv.ts';
import { jsonStatOf, type SelectedCube } from './fetch-cube.ts';
import { type StatusMeaning, type StatusScheme, statusMeaning } from './status.ts';

/** The cells of a cube, read one by one when a client asks for them. */
export function contentOf(cube: SelectedCube, scheme: StatusScheme): CubeContent {
  const { axes, statusLabels } = cube;
  const cells = cube.blocks.whole();
  const meanings = new Map<string, StatusMeaning>();
  return {
    valueAt: (cell) => valueAt(cells, cell),
    statusAt: (cell) => statusOf(cell),
    meaningAt(cell) {
      const raw = statusOf(cell);
      const hasValue = valueAt(cells, cell) !== null;
      const key = `${hasValue} ${raw}`;
      const known = meanings.get(key) ?? statusMeaning(scheme, raw, hasValue, statusLabels);
      meanings.set(key, known);
      return known;
    },
    placesOf: (cell) => placesOf(cell, axes, []),
    jsonStat: () => encodeDataset(jsonStatOf(cube)),
    csv: () => [...csvOf(axes, cursorOver(cells))].join(''),
  };

  /** Some tables of Eurostat have a text such as `:C` in the place of a value. */
  function statusOf(cell: number): string | null {
    return statusAt(cells, cell) ?? cells.texts.get(cell) ?? null;
  }
}
