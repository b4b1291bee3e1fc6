import { doubtfulState } from './answer.ts';
import { type Cell, rowsOf, textOf } from './flatten.ts';
import type { Rendering } from './format.ts';
import { Problem } from './problem.ts';
import type { AddressedQuery } from './query.ts';

/** The size of a table. */
interface TableSize {
  rows: number;
  cells: number;
  characters: number;
}

const partsInSwedish = { rows: 'rader', cells: 'celler', characters: 'tecken' } as const;

export const maxTable: TableSize = { rows: 100_000, cells: 1_500_000, characters: 8_000_000 };

export interface Table {
  /** Names of the columns. */
  columns: readonly string[];
  size: TableSize;
  /** Opens the answer anew; no row is kept. */
  rows(): Iterable<readonly Cell[]>;
}

/** The column that marks the rows of an answer with old or invented data. */
const stateColumn = 'data_state';

/** The table of an answer. Throws a `Problem` where it is larger than a file may be. */
export function tableOf({ query, answer }: Rendering, max: TableSize = maxTable): Table {
  const state = doubtfulState(answer);
  const names = query.plan.columns.map(({ name }) => name);
  const size = { rows: 0, cells: 0, characters: 0 };
  for (const row of rowsOf(query.plan, answer.data)) {
    size.rows += 1;
    size.cells += row.length;
    for (const cell of row) size.characters += typeof cell === 'string' ? cell.length : textOf(cell).length;
    refuseLarge(size, max, query);
  }
  return {
    columns: state ? [...names, stateColumn] : names,
    size,
    *rows() {
      for (const row of rowsOf(query.plan, answer.data)) yield state ? [...row, state] : row;
    },
  };
}

function refuseLarge(size: TableSize, max: TableSize, { variables, notes }: AddressedQuery): void {
  const passed = (Object.keys(max) as (keyof TableSize)[]).find((part) => size[part] > max[part]);
  if (!passed) return;
  const names = variables.map(({ name }) => name).filter((name) => name !== 'lang');
  const way = names.length > 0 ? `Narrow it by ${names.join(', ')}` : 'Ask for fewer items or fields';
  const wayInSwedish =
    names.length > 0
      ? `Avgränsa den med ${names.map((name) => `”${notes[name]?.label.sv ?? name}”`).join(', ')}`
      : 'Be om färre poster eller fält';
  throw new Problem(
    'TOO_LARGE',
    {
      en: `The table has more than ${max[passed]} ${passed}. ${way}, or take another format.`,
      sv: `Tabellen har fler än ${max[passed]} ${partsInSwedish[passed]}. ${wayInSwedish}, eller välj ett annat format.`,
    },
    {
      limit: max[passed],
      narrow: names,
    },
  );
}
