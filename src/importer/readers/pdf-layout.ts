/** A word or a part of a line of a page, whose lines run from left to right. */
export interface Word {
  text: string;
  x: number;
  /** The distance from the bottom. */
  y: number;
  width: number;
  height: number;
}

/** A line of the text of a page. */
export interface PageLine {
  text: string;
  /** The distance from the bottom of the page. */
  y: number;
  /** Whether a blank line stands before it. */
  isApart: boolean;
  /** For the row of a table: the first and the last offset of each cell in `text`. */
  cells: [number, number][] | null;
}

/** How a part of a page was read, other than line by line. */
export type Arrangement = 'columns' | 'table';

interface Row {
  y: number;
  height: number;
  words: Word[];
}

/** The lines of one page: columns follow one another, and the rows of a table stay together. */
export function pageLines(words: readonly Word[], onArrangement: (what: Arrangement) => void): PageLine[] {
  return linesOfRows(rowsOf(words), onArrangement, 0);
}

function linesOfRows(rows: Row[], onArrangement: (what: Arrangement) => void, depth: number): PageLine[] {
  const gutters = depth > 3 ? [] : guttersOf(rows);
  const [first] = gutters;
  if (first === undefined) return joinRows(rows);
  const lines: PageLine[] = [];
  let band: Row[] = [];
  const flush = () => {
    if (band.length > 0) lines.push(...apart(linesOfBand(band, gutters, onArrangement, depth)));
    band = [];
  };
  let crossing: Row[] = [];
  const flushCrossing = () => {
    if (crossing.length > 0) lines.push(...apart(joinRows(crossing)));
    crossing = [];
  };
  for (const row of rows) {
    const isOneLine = gutters.some((x) => crosses(row, x)) && !gutters.some((x) => isClear(row, x));
    if (isOneLine) {
      flush();
      crossing.push(row);
    } else {
      flushCrossing();
      band.push(row);
    }
  }
  flush();
  flushCrossing();
  return lines;
}

function apart(lines: PageLine[]): PageLine[] {
  const [first, ...others] = lines;
  return first ? [{ ...first, isApart: true }, ...others] : [];
}

/** The rows between two lines that go over the whole width. */
function linesOfBand(
  band: Row[],
  gutters: readonly number[],
  onArrangement: (what: Arrangement) => void,
  depth: number,
): PageLine[] {
  const inside = gutters.filter((x) => band.filter((row) => isClear(row, x)).length >= 1);
  const columns = columnsOf(band, inside);
  if (columns.length < 2) return joinRows(band);
  if (isTable(columns)) {
    onArrangement('table');
    return tableLines(band, inside);
  }
  onArrangement('columns');
  return columns.flatMap((rows) => apart(linesOfRows(rows, onArrangement, depth + 1)));
}

function columnsOf(rows: readonly Row[], gutters: readonly number[]): Row[][] {
  const edges = [Number.NEGATIVE_INFINITY, ...gutters, Number.POSITIVE_INFINITY];
  return edges
    .slice(1)
    .map((right, index) =>
      rowsOf(rows.flatMap(({ words }) => words.filter(({ x }) => x >= (edges[index] ?? 0) && x < right))),
    )
    .filter((column) => column.length > 0);
}

/**
 * Whether columns are those of a table: they stand at the same heights, and their lines do not go on below each other.
 * A line of running text often begins with a small letter, and a cell seldom does.
 */
function isTable(columns: readonly Row[][]): boolean {
  const heights = columns.map((rows) => rows.map(({ y }) => Math.round(y)));
  const [first = [], ...others] = heights;
  const isNear = (y: number, all: readonly number[]) => all.some((one) => Math.abs(one - y) <= 2);
  const shared = others.every((all) => all.filter((y) => isNear(y, first)).length >= all.length * 0.5);
  if (!shared) return false;
  const texts = columns.map((rows) => rows.map(rowText));
  const isFigure = (text: string) => /^[\d\s.,%–—-]+$/u.test(text);
  if (texts.some((all) => all.filter(isFigure).length >= all.length * 0.5)) return true;
  const goesOn = (all: readonly string[]) =>
    all.slice(1).filter((text) => /^\p{Ll}/u.test(text)).length / Math.max(1, all.length - 1);
  const shares = texts.map(goesOn);
  const longest = Math.max(...texts.flat().map(({ length }) => length));
  // In a table at least one column, such as the one of names, never goes on.
  return (
    shares.some((share) => share === 0) && (longest < 60 || columns.length > 2) && Math.max(...shares) < 0.75
  );
}

/** One line for each row of a table. A row without a first cell continues the row above it. */
function tableLines(band: readonly Row[], gutters: readonly number[]): PageLine[] {
  const edges = [Number.NEGATIVE_INFINITY, ...gutters, Number.POSITIVE_INFINITY];
  const table: { y: number; cells: string[] }[] = [];
  for (const row of band) {
    const cells = edges
      .slice(1)
      .map((right, index) =>
        rowText({ ...row, words: row.words.filter(({ x }) => x >= (edges[index] ?? 0) && x < right) }),
      );
    const before = table.at(-1)?.cells;
    if (before && cells[0] === '') {
      for (const [at, cell] of cells.entries()) before[at] = `${before[at] ?? ''} ${cell}`.trim();
    } else table.push({ y: row.y, cells });
  }
  return table.map(({ y, cells }) => {
    const places: [number, number][] = [];
    let text = '';
    for (const cell of cells) {
      if (text !== '' || places.length > 0) text += ' | ';
      places.push([text.length, text.length + cell.length]);
      text += cell;
    }
    return { text, y, isApart: true, cells: places };
  });
}

/** Rows of words at about the same height, each from left to right, the highest row first. */
function rowsOf(words: readonly Word[]): Row[] {
  const rows: Row[] = [];
  for (const word of words.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && Math.abs(row.y - word.y) <= Math.max(2, word.height * 0.4)) row.words.push(word);
    else rows.push({ y: word.y, height: word.height, words: [word] });
  }
  for (const row of rows) row.words.sort((a, b) => a.x - b.x);
  return rows;
}

function crosses({ words }: Row, x: number): boolean {
  return words.some((word) => word.x < x - 1 && word.x + word.width > x + 1);
}

/** Whether a row has words on both sides of a wide gap around `x`. */
function isClear(row: Row, x: number): boolean {
  if (crosses(row, x)) return false;
  const left = Math.max(...row.words.filter((word) => word.x < x).map((word) => word.x + word.width));
  const right = Math.min(...row.words.filter((word) => word.x >= x).map((word) => word.x));
  return Number.isFinite(left) && Number.isFinite(right) && right - left >= Math.max(7, row.height * 0.7);
}

/** The white space between columns: at least two rows, and a third of all, have a gap there, and few rows cross it. */
function guttersOf(rows: readonly Row[]): number[] {
  const starts = rows.flatMap(({ words, height }) =>
    words.flatMap((word, index) => {
      const before = words[index - 1];
      const gap = before ? word.x - before.x - before.width : 0;
      return gap >= Math.max(7, height * 0.7) ? [word.x - 1] : [];
    }),
  );
  const found: number[] = [];
  for (const x of [...new Set(starts.map((one) => Math.round(one)))].sort((a, b) => a - b)) {
    const clear = rows.filter((row) => isClear(row, x)).length;
    const crossing = rows.filter((row) => crosses(row, x)).length;
    const isKnown = found.some(
      (one) =>
        x - one < 25 && rows.every((row) => !row.words.some((word) => word.x >= one && word.x < x - 1)),
    );
    if (clear >= 2 && clear >= rows.length * 0.3 && crossing <= rows.length * 0.34 && !isKnown) found.push(x);
  }
  return found;
}

/** A heading or a note is set in another size than the text below or above it. */
function isOtherSize(one: Row, other: Row): boolean {
  const [a, b] = [sizeOf(one), sizeOf(other)];
  return Math.abs(a - b) > Math.max(a, b) * 0.12;
}

/** The size of most of its letters. */
function sizeOf({ words }: Row): number {
  const lengths = new Map<number, number>();
  for (const { text, height } of words) lengths.set(height, (lengths.get(height) ?? 0) + text.length);
  return [...lengths].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

/** Joins rows as lines, with a blank line where the distance is larger than between lines, or the letters change size. */
function joinRows(rows: readonly Row[]): PageLine[] {
  return rows.map((row, index) => {
    const before = rows[index - 1];
    const isApart =
      before !== undefined &&
      (before.y - row.y > Math.max(before.height, row.height) * 1.7 || isOtherSize(before, row));
    return { text: rowText(row), y: row.y, isApart, cells: null };
  });
}

function rowText({ words }: Row): string {
  let text = '';
  let end: number | null = null;
  for (const word of words) {
    const isApart = end !== null && word.x - end > word.height * 0.15;
    text += isApart && !/\s$/.test(text) && !/^\s/.test(word.text) ? ` ${word.text}` : word.text;
    end = word.x + word.width;
  }
  return text.trim();
}
