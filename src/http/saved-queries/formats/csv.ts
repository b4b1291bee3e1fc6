import { Readable } from 'node:stream';
import { csvLine } from '../../data/csv.ts';
import { textOf } from '../flatten.ts';
import type { Format, Rendering } from '../format.ts';
import { sourceTexts } from '../source-lines.ts';
import { tableOf } from '../table.ts';

/** A larger file is sent while it is written. */
const atOnce = 256 * 1024;
const chunk = 64 * 1024;
const byteOrderMark = '\uFEFF';

/** RFC 4180. A text that a spreadsheet would run as a formula begins with an apostrophe. */
export const csv: Format = {
  ending: 'csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  isFile: true,
  fits: ({ isQuery }) => isQuery,
  write(rendering) {
    const table = tableOf(rendering);
    const lines = linesOf(rendering, table.columns, table.rows());
    return table.size.characters > atOnce
      ? Readable.from(chunksOf(lines), { objectMode: false, highWaterMark: chunk })
      : [...lines].join('');
  },
  refuse: ({ code, message }) => csvLine(['error', 'message']) + csvLine([code, message]),
};

function* linesOf(
  rendering: Rendering,
  columns: readonly string[],
  rows: ReturnType<ReturnType<typeof tableOf>['rows']>,
): Generator<string> {
  const { options } = rendering;
  if (options.bom) yield byteOrderMark;
  if (options.sources) for (const line of sourceTexts(rendering)) yield csvLine([`# ${line}`]);
  yield csvLine(columns);
  for (const row of rows) {
    yield csvLine(row.map((cell) => (typeof cell === 'object' && cell !== null ? textOf(cell) : cell)));
  }
}

function* chunksOf(lines: Iterable<string>): Generator<string> {
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length < chunk) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
