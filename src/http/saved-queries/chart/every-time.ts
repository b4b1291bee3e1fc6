const maxFilled = 1_000;

/** Times in order, with the years or months between them that none of the data has: a gap is then seen as one. */
export function everyTime(given: Iterable<string>): string[] {
  const times = [...new Set(given)].sort();
  const read = times.map((time) => /^(\d{4})(?:([M-])(0[1-9]|1[0-2]))?$/.exec(time));
  const [first] = read;
  const last = read.at(-1);
  if (!first || !last || read.some((one) => one?.[2] !== first[2])) return times;
  const separator = first[2];
  if (separator === undefined) {
    const [from, to] = [Number(first[1]), Number(last[1])];
    return to - from > maxFilled ? times : range(from, to).map((year) => String(year).padStart(4, '0'));
  }
  const monthOf = (one: RegExpExecArray) => Number(one[1]) * 12 + Number(one[3]) - 1;
  const [from, to] = [monthOf(first), monthOf(last)];
  if (to - from > maxFilled) return times;
  return range(from, to).map(
    (month) =>
      `${String(Math.floor(month / 12)).padStart(4, '0')}${separator}${String((month % 12) + 1).padStart(2, '0')}`,
  );
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
