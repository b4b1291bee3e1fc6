/** A stretch of a file and the text that it gives; `&amp;` gives `&`, and `<br>` a line break. */
export interface Run {
  from: number;
  to: number;
  text: string;
}

export function textOfRuns(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

const entity = /^&(?:#x?[0-9a-f]+|[a-z][a-z0-9]*);?/i;

/**
 * The runs of a text that a parser has read from `raw`, which begins at `from` in the file. Where the two differ (character
 * references, escapes, line breaks, indentation), the characters of `raw` that gave no text belong to no run.
 */
export function alignRuns(raw: string, from: number, text: string): Run[] {
  if (text === '') return [];
  if (raw === text) return [{ from, to: from + raw.length, text }];
  const runs: Run[] = [];
  let start = 0;
  let at = 0;
  let done = 0;
  const flush = (end: number) => {
    if (end > start) runs.push({ from: from + start, to: from + end, text: raw.slice(start, end) });
  };
  while (at < raw.length && done < text.length) {
    const reference = raw[at] === '&' ? entity.exec(raw.slice(at, at + 40))?.[0] : undefined;
    if (reference !== undefined && !text.startsWith(reference, done)) {
      flush(at);
      const size = referenceSize(text, done);
      runs.push({ from: from + at, to: from + at + reference.length, text: text.slice(done, done + size) });
      at += reference.length;
      done += size;
      start = at;
    } else if (raw[at] === text[done]) {
      at += 1;
      done += 1;
    } else {
      flush(at);
      // A tag that the parser ignored stands inside the text.
      const tagEnd = raw[at] === '<' ? raw.indexOf('>', at) : -1;
      at = tagEnd < 0 ? at + 1 : tagEnd + 1;
      start = at;
    }
  }
  flush(at);
  // Nothing could be aligned to the end: one run that cannot be split keeps the text whole.
  return done < text.length ? [{ from, to: from + raw.length, text }] : runs;
}

/** How many code units a character reference gave: two for a letter outside the basic plane, otherwise one. */
function referenceSize(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  return code > 0xffff ? 2 : 1;
}

/** Splits runs at an offset of their text. */
export function splitRuns(runs: readonly Run[], offset: number): [Run[], Run[]] {
  const before: Run[] = [];
  const after: Run[] = [];
  let at = 0;
  for (const run of runs) {
    const end = at + run.text.length;
    if (end <= offset) before.push(run);
    else if (at >= offset) after.push(run);
    else {
      // A run whose text is not its raw text goes whole to the side where it begins.
      const isPlain = run.to - run.from === run.text.length;
      const cut = offset - at;
      if (isPlain) {
        before.push({ from: run.from, to: run.from + cut, text: run.text.slice(0, cut) });
        after.push({ from: run.from + cut, to: run.to, text: run.text.slice(cut) });
      } else before.push(run);
    }
    at = end;
  }
  return [before, after];
}

/** Runs without the white space at both ends of their text. */
export function trimRuns(runs: readonly Run[]): Run[] {
  const text = textOfRuns(runs);
  const [kept] = splitRuns(runs, text.trimEnd().length);
  return splitRuns(kept, text.length - text.trimStart().length)[1];
}
