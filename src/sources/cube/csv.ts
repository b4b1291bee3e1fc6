import type { CellCursor } from './cell-blocks.ts';

/** A dimension as a file has it. */
export interface CsvDimension {
  code: string;
  codes: readonly string[];
  labels: ReadonlyMap<string, string>;
  /** Units by code, of a metric. */
  units?: ReadonlyMap<string, { label: string | null }>;
}

const END = '\r\n';
/** Rows that are put together before they are given on. */
const ROWS = 2_000;

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One row a cell, in row-major order: code and label of each category, the number (empty where there is none), the
 * agency's status and the unit. UTF-8, commas, as RFC 4180 has it.
 */
export function* csvOf(dimensions: readonly CsvDimension[], cells: CellCursor): Generator<string> {
  const names = dimensions.flatMap(({ code }) => [code, `${code}_label`]);
  let text = `${[...names, 'value', 'status', 'unit'].map(field).join(',')}${END}`;
  const written = dimensions.map(({ codes, labels }) =>
    codes.map((code) => `${field(code)},${field(labels.get(code) ?? code)},`),
  );
  const units = dimensions.map(({ codes, units: known }) =>
    codes.map((code) => field(known?.get(code)?.label ?? '')),
  );
  const places = dimensions.map(() => 0);
  let rows = 0;
  while (cells.next()) {
    let unit = '';
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? 0;
      text += written[at]?.[place] ?? '';
      unit ||= units[at]?.[place] ?? '';
    }
    const { value, status } = cells;
    const number = Number.isNaN(value) ? field(cells.text ?? '') : value;
    text += `${number},${status === null ? '' : field(status)},${unit}${END}`;
    for (let at = places.length - 1; at >= 0; at--) {
      const next = (places[at] ?? 0) + 1;
      places[at] = next < (written[at]?.length ?? 0) ? next : 0;
      if (places[at] !== 0) break;
    }
    if (++rows % ROWS === 0) {
      yield text;
      text = '';
    }
  }
  yield text;
}
