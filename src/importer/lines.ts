/** A line of a text: where it begins, where its line break begins, and where the next line begins. */
export interface Line {
  number: number;
  from: number;
  end: number;
  next: number;
}

/** The lines of a text; the last is listed too when it is empty. */
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

/** Tells the line that a place in the text is in. */
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
