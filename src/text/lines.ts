/** A line of a text, by offsets: its first character, its line break, and the first character of the next line. */
export interface Line {
  /** From 1. */
  number: number;
  from: number;
  end: number;
  next: number;
}

/** The lines of a text, for line breaks of every system. An empty last line is included. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const found of text.matchAll(/\r\n|\n|\r/g)) {
    const next = found.index + found[0].length;
    lines.push({ number: lines.length + 1, from, end: found.index, next });
    from = next;
  }
  lines.push({ number: lines.length + 1, from, end: text.length, next: text.length });
  return lines;
}

/** Gives a function from an offset in the text to its line number, by binary search. */
export function lineFinder(text: string): (offset: number) => number {
  const lines = linesOf(text);
  return (offset) => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
